"""All tables of the stage at once: what the migrations it replaces made step by step, for a new installation."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from lokmin.cycle.centre.wholetables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("centre", "0001_initial"),
        ("centre", "0002_one_time_password"),
        ("centre", "0003_partners_pin_calendar"),
        ("centre", "0004_partner_card"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [CreateTables([
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("full_name", models.CharField(max_length=120, verbose_name="nama lengkap dengan gelar")),
                ("nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                ("rank", models.CharField(blank=True, max_length=60, verbose_name="pangkat/golongan")),
                ("job", models.CharField(blank=True, max_length=120, verbose_name="jabatan")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="nomor HP")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                ("must_change_password", models.BooleanField(default=False, verbose_name="harus mengganti sandi")),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="kode")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("negara", "negara"),
                            ("provinsi", "provinsi"),
                            ("kabkota", "kabkota"),
                            ("kecamatan", "kecamatan"),
                            ("puskesmas", "puskesmas"),
                            ("desa", "desa"),
                            ("posyandu", "posyandu"),
                        ],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                ("aliases", models.JSONField(blank=True, default=list, verbose_name="ejaan lain")),
                ("boundary", models.JSONField(blank=True, null=True, verbose_name="batas wilayah (GeoJSON)")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="urutan")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="centre.place",
                    ),
                ),
                (
                    "served_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="serves",
                        to="centre.place",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "name", "code"],
                "indexes": [models.Index(fields=["level", "name"], name="centre_plac_level_ba96c7_idx")],
            },
        ),
        migrations.CreateModel(
            name="Puskesmas",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letterhead", models.JSONField(blank=True, default=dict, verbose_name="kop surat")),
                ("settings", models.JSONField(blank=True, default=dict, verbose_name="pilihan")),
                ("active", models.BooleanField(default=True, verbose_name="aktif")),
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="puskesmas", to="centre.place"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "puskesmas",
            },
        ),
        migrations.CreateModel(
            name="FeedToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=43, unique=True)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feeds", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("set_at", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pin", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=12, verbose_name="peran")),
                ("klaster", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klaster")),
                ("programme", models.CharField(blank=True, max_length=40, verbose_name="program")),
                ("since", models.DateField(blank=True, null=True, verbose_name="sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="centre.place",
                    ),
                ),
                (
                    "villages",
                    models.ManyToManyField(blank=True, related_name="+", to="centre.place", verbose_name="desa binaan"),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="centre.puskesmas",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("district__isnull", False), ("puskesmas__isnull", False), _negated=True),
                        name="membership_one_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("klaster__isnull", True), ("klaster__range", (1, 5)), _connector="OR"),
                        name="membership_klaster_1_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="waktu")),
                ("action", models.CharField(max_length=40, verbose_name="tindakan")),
                ("sentence", models.TextField(verbose_name="kalimat")),
                ("about_kind", models.CharField(blank=True, max_length=40)),
                ("about_id", models.CharField(blank=True, max_length=40)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["puskesmas", "-at"], name="centre_audi_puskesm_0a8908_idx")],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("kecamatan", "Kecamatan"),
                            ("desa", "Desa dan kelurahan"),
                            ("pkk", "TP PKK dan Posyandu"),
                            ("kua", "KUA"),
                            ("pendidikan", "Pendidikan dan sekolah"),
                            ("kepolisian", "Kepolisian"),
                            ("tni", "TNI"),
                            ("plkb", "Keluarga berencana"),
                            ("sosial", "Sosial"),
                            ("pertanian", "Pertanian"),
                            ("dinkes", "Dinas Kesehatan"),
                            ("jejaring", "Jejaring fasilitas kesehatan"),
                            ("usaha", "Dunia usaha"),
                            ("masyarakat", "Tokoh dan organisasi masyarakat"),
                            ("lain", "Lain-lain"),
                        ],
                        max_length=12,
                        verbose_name="sektor",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="instansi")),
                ("head", models.CharField(blank=True, max_length=120, verbose_name="pimpinan")),
                ("job", models.CharField(blank=True, max_length=120, verbose_name="jabatan")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="nomor HP")),
                ("role", models.TextField(blank=True, verbose_name="peran dalam kesehatan")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                ("active", models.BooleanField(default=True, verbose_name="aktif")),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="centre.place",
                        verbose_name="desa",
                    ),
                ),
                ("card_serial", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [models.UniqueConstraint(fields=("puskesmas", "name"), name="partner_name_once")],
            },
        ),
    ])]  # fmt: skip
