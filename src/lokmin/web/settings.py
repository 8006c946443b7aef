"""Django settings. What differs between installations is in ``options.py``."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlparse

from lokmin.cycle import STAGES
from lokmin.web.options import OPTIONS, data_dir, secret_key

BASE = Path(__file__).resolve().parent
DATA = data_dir()
SECRET_KEY = secret_key()
DEBUG = OPTIONS["LOKMIN_DEBUG"].value == "1"
ALLOWED_HOSTS = [h.strip() for h in OPTIONS["LOKMIN_HOSTS"].value.split(",")]

INSTALLED_APPS = [
    *(f"lokmin.cycle.{stage.name}" for stage in STAGES),
    "lokmin.web",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lokmin.web.headers.SecurityHeaders",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lokmin.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "lokmin.web.readable.Readable",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lokmin.cycle.centre.access.CentreMiddleware",
]

ROOT_URLCONF = "lokmin.web.urls"
ASGI_APPLICATION = "lokmin.web.asgi.application"

TEMPLATES = [
    {
        # Jinja2 first: 13 times faster on the coverage table. A page is <stage>/name.html under jinja2/ of its app.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "lokmin.web.jinja.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lokmin.web.jinja.page_context",
            ],
        },
    },
    {
        # For admin and those pages of allauth that Lokmin does not replace.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _database() -> dict[str, object]:
    url = OPTIONS["DATABASE_URL"].value
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "lokmin.sqlite3",
            "OPTIONS": {
                # WAL + FULL: readers never wait, and a confirmed write survives a power cut.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                # Freed pages are overwritten: former versions of a secret urn are not left in the file.
                " PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000; PRAGMA secure_delete=ON;",
            },
        }
    parts = urlparse(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "centre.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Staff sign in with a user name: many share no e-mail. Nobody signs up by themselves.
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_ADAPTER = "lokmin.cycle.centre.signin.AccountAdapter"
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,5/5m/key"}
# One process on the LAN by default, no proxy in front; a proxy's headers are not believed unless set here.
ALLAUTH_TRUSTED_PROXY_COUNT = 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lokmin"
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "lokmin.web.errors.csrf_failure"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_ON_GET = False

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OPTIONS["LOKMIN_HTTPS"].value == "1"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_TAGS = {20: "", 25: "good", 30: "ask", 40: "bad"}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
# Addresses carry a hash of the contents (web/assets.py), so a phone fetches the stylesheet once.
WHITENOISE_MAX_AGE = 30 * 24 * 3600
WHITENOISE_AUTOREFRESH = DEBUG

MEDIA_ROOT = DATA / "berkas"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
LOKMIN_TODAY = OPTIONS["LOKMIN_TODAY"].value
LOKMIN_INLINE = OPTIONS["LOKMIN_INLINE"].value == "1"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
