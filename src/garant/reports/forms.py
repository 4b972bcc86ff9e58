"""Forms of the reports: they check shapes; the actions check rights and rules."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator

LONGEST = 20_000  # characters of one part
_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
EARLIEST = 2000
_FROM = [MinValueValidator(date(EARLIEST, 1, 1), f"Choisissez un jour de l’année {EARLIEST} ou d’après.")]


class PeriodForm(forms.Form):
    """A year, or two days."""

    year = forms.IntegerField(
        label="Année",
        required=False,
        min_value=EARLIEST,
        max_value=2200,
        help_text="Du 1er janvier au 31 décembre. Laissez vide pour choisir deux dates.",
    )
    since = forms.DateField(label="Ou premier jour", widget=_DAY, required=False, validators=_FROM)
    until = forms.DateField(label="Et dernier jour", widget=_DAY, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        year, since, until = data.get("year"), data.get("since"), data.get("until")
        if year and (since or until):
            raise forms.ValidationError("Donnez une année, ou deux dates : pas les deux.")
        if year:
            data["since"], data["until"] = date(year, 1, 1), date(year, 12, 31)
        elif not since or not until:
            raise forms.ValidationError("Donnez une année, ou un premier et un dernier jour.")
        return data

    @property
    def since_day(self) -> date:
        found: date = self.cleaned_data["since"]
        return found

    @property
    def until_day(self) -> date:
        found: date = self.cleaned_data["until"]
        return found


class RecomputeForm(forms.Form):
    since = forms.DateField(label="Premier jour", widget=_DAY, validators=_FROM)
    until = forms.DateField(label="Dernier jour", widget=_DAY)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class WordsForm(forms.Form):
    """One text for each part of the report."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, titles: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys = tuple(titles)
        for key, title in titles.items():
            self.fields[f"words_{key}"] = forms.CharField(
                label=title,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 5}),
            )

    @property
    def words(self) -> dict[str, str]:
        """By part."""
        return {key: self.cleaned_data[f"words_{key}"] for key in self._keys}


class ValidateForm(forms.Form):
    read = forms.BooleanField(
        label="J’ai relu les textes, les motifs et les listes : ils ne nomment personne.",
        error_messages={"required": "Relisez le bilan, puis cochez cette case pour le valider."},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
