"""The fields that the forms of this room share."""

from django import forms

LONGEST = 10_000  # characters
SHORT = 300


def words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
