"""The period that a reader of the evidence chooses: two days, both within."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms

LONGEST_DAYS = 3 * 366
EARLIEST = date(1970, 1, 1)  # the first days of the calendar have no moment in UTC


@dataclass(frozen=True, slots=True)
class Period:
    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1


def last_days(today: date, days: int) -> Period:
    """The last so many days, today included."""
    return Period(today - timedelta(days=days - 1), today)


class PeriodForm(forms.Form):
    """Empty fields mean the usual period."""

    du = forms.DateField(
        label="Du", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    au = forms.DateField(
        label="Au", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, said: Mapping[str, Any], *, usual: Period) -> None:
        filled = {
            "du": said.get("du") or usual.since.isoformat(),
            "au": said.get("au") or usual.until.isoformat(),
        }
        super().__init__(filled)
        self.usual = usual

    def clean_du(self) -> date:
        since = self.cleaned_data["du"]
        assert isinstance(since, date)
        if since < EARLIEST:
            raise forms.ValidationError(
                f"Rien n’a été compté si tôt : choisissez l’année {EARLIEST.year} au plus tôt."
            )
        return since

    def clean_au(self) -> date:
        until = self.cleaned_data["au"]
        assert isinstance(until, date)
        if until > self.usual.until:
            raise forms.ValidationError(
                "Ce jour n’est pas encore venu : choisissez aujourd’hui au plus tard."
            )
        return until

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("du"), data.get("au")
        if since and until and since > until:
            self.add_error("du", "La période finit avant de commencer : échangez les deux dates.")
        elif since and until and (until - since).days >= LONGEST_DAYS:
            self.add_error("du", "La période est trop longue : trois ans au plus.")
        return data

    @property
    def period(self) -> Period:
        """What was chosen; the usual period where it does not hold."""
        if not self.is_valid():
            return self.usual
        return Period(self.cleaned_data["du"], self.cleaned_data["au"])
