"""What only the admin of the installation does: the PKP list of a district, as data that is checked when saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lokmin.core.assessment.reading import bundle_from
from lokmin.cycle.assessment.models import PkpBundle
from lokmin.cycle.centre import audit, clock


class BundleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A list is taken only when every row, weight and ring of it can be scored."""

    class Meta:
        model = PkpBundle
        fields = ["code", "name", "valid_from", "district", "puskesmas", "source", "body"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        body = data.get("body")
        if isinstance(body, dict):
            wanted = {"code": data.get("code", ""), "name": data.get("name", ""), "source": data.get("source", ""),
                      "valid_from": data.get("valid_from", 0)}  # fmt: skip
            try:
                bundle_from({**body, **wanted})
            except ValueError as error:
                self.add_error("body", str(error))
            else:
                data["body"] = {**body, **wanted}
        elif body is not None:
            self.add_error("body", _("Isi dengan susunan seperti berkas catalog/pkp."))
        return data


@admin.register(PkpBundle)
class BundleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Lists of districts and offices; a year that was begun keeps the one it began with."""

    form = BundleForm
    list_display = ["name", "code", "valid_from", "district", "puskesmas"]

    def save_model(self, request: HttpRequest, obj: PkpBundle, form: Any, change: bool) -> None:
        if not change:
            obj.made_at, obj.made_by = clock.now(), request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
        sentence = f"{request.user} menyimpan susunan PKP {obj}."
        audit.record(puskesmas=obj.puskesmas, by=obj.made_by, action="pkp.susunan", sentence=sentence, about=obj)
