"""The forms of importing a plan and of filling an office's own form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre import clock
from lokmin.cycle.planning.models import Plan

#: A plan is a few hundred rows.
MOST_BYTES = 15 * 1024 * 1024
KINDS = [(Plan.RUK, "RUK"), (Plan.RPK, "RPK")]


class _FileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Berkas"))
    kind = forms.ChoiceField(label=gettext_lazy("Jenis rencana"), choices=KINDS)
    year = forms.IntegerField(label=gettext_lazy("Tahun"), min_value=2015, max_value=2099)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].initial = clock.today().year + 1

    def clean_file(self) -> Any:
        found = self.cleaned_data["file"]
        if (found.size or 0) > MOST_BYTES:
            raise ValidationError(_("Berkas lebih dari 15 MB. Hapus gambar dan lembar yang tidak perlu."))
        return found


class UploadForm(_FileForm):
    """Somebody's workbook, and the plan its rows are to go to."""


class FillForm(_FileForm):
    """The office's own empty form, and the plan that fills it."""
