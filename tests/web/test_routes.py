"""Every route, every role, own and other Puskesmas, signed out: from the route table, so that no page is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import route_samples as samples
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lokmin.cli.demo.cast import HOME
from lokmin.cycle import STAGES
from lokmin.cycle.centre.models import Person
from lokmin.cycle.centre.roles import PERMISSIONS, Role, roles

#: Who knocks: user name -> what they are. "" is nobody signed in.
PLAYERS = {
    "anindya": Role.KEPALA,
    "yusuf": Role.KTU,
    "ratna": Role.PJ,
    "bambang": Role.STAF,
    "endah": Role.BIDAN,
    "camat": Role.TAMU,
    "dinkes": Role.DINKES,
    "admin": Role.ADMIN,
    "tetangga": None,
    "baru": None,
    "": None,
}
#: Pages outside a Puskesmas that anybody may open.
OPEN = {
    "set_language", "account_login", "account_logout", "account_inactive", "account_reset_password", "help",
    "help_topic", "components", "mfa_authenticate",
}  # fmt: skip
#: Parts of an address that every office has: months, years, the steps of a list that is the same everywhere.
CALENDAR = frozenset({"period", "year", "month", "step"})
#: Namespaces of pages for people without an account: the door of the hall and the phones in it.
DOORS = {"door", "hand", "live"}
#: (route, method) -> why somebody who may do it still gets "not found" or "not allowed" with the sample.
REASONS: dict[tuple[str, str], str] = {
    ("centre:logo", "get"): "no crest has been put in",
    ("reporting:original", "get"): "the sample upload has no file",
    ("reporting:report_event", "post"): "a bidan desa and a staf note only reports of their own",
    ("reporting:report_send", "post"): "a bidan desa and a staf note only reports of their own",
    ("reporting:report_proof", "post"): "a bidan desa and a staf note only reports of their own",
    ("reporting:report_take_back", "post"): "a bidan desa and a staf note only reports of their own",
    ("followup:progress", "get"): "a bidan desa and a staf report only on actions of their own",
    ("followup:progress", "post"): "a bidan desa and a staf report only on actions of their own",
    ("followup:task", "post"): "it is not said what to do with the part",
    ("followup:turn", "post"): "no turn is named, and a bidan desa and a staf write only of actions of their own",
    ("followup:proof_add", "post"): "a bidan desa and a staf prove only actions of their own",
    ("followup:proof_drop", "post"): "a bidan desa and a staf take out proofs only of actions of their own",
    ("followup:escalate", "post"): "a bidan desa and a staf carry upward only actions of their own",
    ("monitoring:problem_causes", "post"): "it is not said what to do with the causes",
    ("monitoring:problem_ways", "post"): "it is not said what to do with the ways",
    ("meetings:download", "get"): "no pack was made",
    ("meetings:download", "post"): "no pack was made",
    ("meetings:agenda", "post"): "it is not said what to do with the agenda",
    ("meetings:point", "post"): "it is not said what to do with the item",
    ("meetings:quote", "get"): "no row is named",
    ("meetings:quote", "post"): "no row is named",
    ("meetings:number", "post"): "the paper to be numbered is not named",
    ("meetings:phone", "post"): "it is not said whether the phone comes in or goes out",
    ("meetings:name", "post"): "it is not said what to do with the name",
    ("meetings:turn", "post"): "it is not said whether the turn begins or ends",
    ("meetings:photo", "post"): "it is not said what to do with the photo",
    ("meetings:photo_file", "get"): "the sample photo has no file",
    ("meetings:lead", "post"): "it is not said what the chair pressed",
    ("meetings:knowledge_file", "get"): "the sample material has no file",
    ("workforce:darbin_report_write", "post"): "a bidan desa and a staf report only on villages in their care",
    ("workforce:darbin_report_problem", "post"): "a bidan desa and a staf raise only what their own reports say",
}


@dataclass(frozen=True)
class Route:
    """One route of the table."""

    stage: str
    name: str
    path: str
    parts: tuple[str, ...]
    action: str

    def __str__(self) -> str:
        return f"{self.stage}:{self.name}"


def table(patterns=None, prefix: str = "", stage: str = "") -> Iterator[Route]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from table(pattern.url_patterns, path, pattern.namespace or pattern.app_name or stage)
        elif isinstance(pattern, URLPattern):
            parts = tuple(path_parts(path))
            yield Route(stage, pattern.name or "", path, parts, getattr(pattern.callback, "action", ""))


def path_parts(path: str) -> Iterator[str]:
    for piece in path.split("<")[1:]:
        yield piece.split(">")[0].split(":")[-1]


def of_a_puskesmas(stage: str = "") -> list[Route]:
    return [r for r in table() if r.path.startswith("p/<str:pkm>/") and (not stage or r.stage == stage)]


def elsewhere() -> list[Route]:
    return [r for r in table() if not r.path.startswith(("p/<str:pkm>/", "admin/"))]


@pytest.fixture
def clients(cast) -> dict[str, Client]:
    Person.objects.create(username="baru", full_name="Orang Baru")
    found: dict[str, Client] = {}
    for name in PLAYERS:
        found[name] = Client(raise_request_exception=False)
        if name:
            found[name].force_login(
                Person.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend"
            )
    return found


def knock(client: Client, method: str, address: str) -> tuple[int, str]:
    """Status and target of a redirect; whatever the page wrote is undone."""
    with transaction.atomic():
        answer = getattr(client, method)(address)
        if hasattr(answer, "streaming_content"):
            answer.close()
        transaction.set_rollback(True)
    return answer.status_code, answer.headers.get("Location", "")


def judge(status: int, location: str, expected: str) -> bool:
    to_the_door = status == 302 and location.startswith(reverse("account_login"))
    if expected == "masuk":
        return to_the_door
    if expected in ("403", "404"):
        return status == int(expected)
    return status < 500 and status not in (403, 404) and not to_the_door


def expectation(person: Person | None, route: Route, puskesmas) -> str:
    if person is None:
        return "masuk"
    held = roles(person, puskesmas)
    if not held:
        return "404"
    return "boleh" if PERMISSIONS[route.action] & held else "403"


def test_every_page_of_a_puskesmas_says_which_action_it_is():
    assert [str(r) for r in of_a_puskesmas() if not r.action] == []


def test_every_player_is_what_the_table_says(cast):
    for name, role in PLAYERS.items():
        if role is not None:
            assert roles(cast.people[name], cast.puskesmas) == {role}


@pytest.mark.slow
@pytest.mark.one_database  # a table of roles; that all routes answer on PostgreSQL is tested with odd input
@pytest.mark.parametrize("stage", [s.name for s in STAGES])
def test_each_role_opens_what_the_table_of_permissions_says(stage, cast, clients):
    values = samples.make(cast.puskesmas, cast.people["yusuf"])
    people = {name: Person.objects.filter(username=name).first() for name in PLAYERS}
    wrong: dict[str, list[str]] = {}
    for number, route in enumerate(of_a_puskesmas(stage)):
        inner = samples.fill(values, stage, route.name, [p for p in route.parts if p != "pkm"])
        address = reverse(str(route), kwargs={"pkm": HOME, **inner})
        expectations = {name: expectation(people[name], route, cast.puskesmas) for name in clients}
        # A page is whole for everybody who may see it (the walk over all pages sees to that): two of them open it here,
        # others from route to route.
        allowed = [name for name, expected in expectations.items() if expected == "boleh"]
        let_in = {allowed[(number + shift) % len(allowed)] for shift in (0, 1)} if allowed else set()
        # The door is the same for both methods: everybody refused knocks once, two of them also with a form.
        refused = [name for name, expected in expectations.items() if expected != "boleh"]
        sends = {refused[(number + shift) % len(refused)] for shift in (0, 1)} if refused else set()
        for name, client in clients.items():
            expected = expectations[name]
            for method in ("get", "post"):
                if expected == "boleh" and ((str(route), method) in REASONS or name not in let_in):
                    continue
                if expected != "boleh" and method == "post" and name not in sends:
                    continue
                status, location = knock(client, method, address)
                if not judge(status, location, expected):
                    line = f"{method} {address} ({route}): {status} {location}, mestinya {expected}"
                    wrong.setdefault(line, []).append(name or "siapa pun")
    assert not wrong, "\n".join(f"{line} oleh {', '.join(names)}" for line, names in wrong.items())


@pytest.mark.parametrize("stage", [s.name for s in STAGES])
def test_what_belongs_to_the_neighbour_is_not_found_under_ones_own_address(stage, cast, clients):
    samples.make(cast.puskesmas, cast.people["yusuf"])
    theirs = samples.make(cast.neighbour, cast.people["tetangga"])
    wrong = []
    for route in [r for r in of_a_puskesmas(stage) if len(r.parts) > 1]:
        inner = samples.fill(theirs, stage, route.name, [p for p in route.parts if p != "pkm"])
        if all(name in CALENDAR or (isinstance(v, str) and not v[:1].isdigit()) for name, v in inner.items()):
            continue  # a code of the catalogue or a period of the calendar, the same for everybody
        address = reverse(str(route), kwargs={"pkm": HOME, **inner})
        for method in ("get", "post"):
            status, location = knock(clients["yusuf"], method, address)
            if status not in (404, 405):
                wrong.append(f"{method} {address} ({route}): {status} {location}")
    assert not wrong, "\n".join(wrong)


def test_pages_outside_a_puskesmas_ask_to_sign_in_unless_named_here(db):
    client = Client()
    wrong = []
    for route in elsewhere():
        if route.name in OPEN or route.parts or route.stage in DOORS:
            continue
        status, location = knock(client, "get", reverse(str(route) if route.stage else route.name))
        if not judge(status, location, "masuk"):
            wrong.append(f"{route.path}: {status} {location}")
    assert not wrong, "\n".join(wrong)


def test_a_made_up_key_opens_nothing(db):
    """Letters, calendars, cards and phones are opened by a key in the address or a cookie, never by a wrong one."""
    client = Client(raise_request_exception=False)
    wrong = []
    for route in elsewhere():
        if not route.parts or route.name in OPEN:
            continue
        made_up = {part: 999_999 if f"<int:{part}>" in route.path else "x" * 43 for part in route.parts}
        address = reverse(str(route) if route.stage else route.name, kwargs=made_up)
        for method in ("get", "post"):
            status, _location = knock(client, method, address)
            if status not in (302, 303, 400, 403, 404, 405, 410):
                wrong.append(f"{method} {route.path}: {status}")
    assert not wrong, "\n".join(wrong)


def test_the_admin_is_for_the_installation_only(cast, clients):
    for name in ("anindya", "yusuf", "camat", "tetangga", ""):
        assert knock(clients[name], "get", "/admin/")[0] in (302, 403)
        assert knock(clients[name], "get", "/admin/centre/person/")[0] in (302, 403, 404)
    assert knock(clients["admin"], "get", "/admin/")[0] == 200


def test_an_unknown_puskesmas_is_not_found(cast, clients):
    assert knock(clients["admin"], "get", "/p/TIDAK-ADA/orang/")[0] == 404


def test_an_ended_role_opens_nothing(cast, clients):
    import datetime as dt

    cast.people["yusuf"].memberships.update(until=dt.date(2020, 1, 1))
    assert knock(clients["yusuf"], "get", reverse("centre:people", kwargs={"pkm": HOME}))[0] == 404
