"""What only the admin of the installation does: roles beyond one office, opening and closing offices."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest

from lokmin.cycle.centre import audit
from lokmin.cycle.centre.models import Membership, Person, Puskesmas

WORDS = {Membership: "peran", Person: "orang", Puskesmas: "Puskesmas"}


class Audited(admin.ModelAdmin):  # type: ignore[type-arg]
    """Every save and every deletion leaves its line in the trail."""

    def save_model(self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool) -> None:  # type: ignore[type-arg]
        super().save_model(request, obj, form, change)
        verb = "mengubah" if change else "menambahkan"
        self._told(request, obj, verb)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        self._told(request, obj, "menghapus")
        super().delete_model(request, obj)

    def _told(self, request: HttpRequest, obj: models.Model, verb: str) -> None:
        by = request.user
        puskesmas = obj if isinstance(obj, Puskesmas) else getattr(obj, "puskesmas", None)
        audit.record(
            puskesmas=puskesmas, by=by if isinstance(by, Person) else None, action="admin", about=obj,
            sentence=f"{by} {verb} {WORDS[type(obj)]} {obj} sebagai admin.",
        )  # fmt: skip


@admin.register(Membership)
class MembershipAdmin(Audited):
    list_display = ("person", "role", "puskesmas", "district", "since", "until")
    list_filter = ("role",)
    search_fields = ("person__full_name", "puskesmas__place__name")
    autocomplete_fields = ("person", "puskesmas")
    raw_id_fields = ("district", "villages")


@admin.register(Person)
class PersonAdmin(Audited):
    fields = ("username", "full_name", "nip", "rank", "job", "phone", "is_active", "is_staff", "is_superuser")
    list_display = ("full_name", "username", "job", "is_active")
    search_fields = ("full_name", "username")


@admin.register(Puskesmas)
class PuskesmasAdmin(Audited):
    fields = ("place", "active")
    list_display = ("name", "code", "active")
    search_fields = ("place__name", "place__code")
    raw_id_fields = ("place",)

    def has_delete_permission(self, request: HttpRequest, obj: Puskesmas | None = None) -> bool:  # noqa: ARG002
        return False
