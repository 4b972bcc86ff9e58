"""The form of a new version: what answers under a system's name from now on."""

from typing import Any

from django import forms

from garant.catalogue.versions import Pinned


def day_field(**kwargs: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def version_fields() -> tuple[forms.CharField, forms.CharField, forms.CharField, forms.DateField]:
    """Who made the model, its version, its quantisation, the date of the terms: the same in every form."""
    return (
        forms.CharField(label="Concepteur du modèle", max_length=120, required=False),
        forms.CharField(
            label="Version du modèle",
            max_length=120,
            required=False,
            help_text="Telle que le fournisseur la nomme ; une étiquette comme « latest » n’épingle rien.",
        ),
        forms.CharField(
            label="Quantification",
            max_length=40,
            required=False,
            help_text="Par exemple « Q4_K_M », « FP8 ».",
        ),
        day_field(label="Date des conditions d’utilisation", required=False),
    )


class VersionForm(forms.Form):
    """Filled with the version that holds, so that only what changes is written."""

    model = forms.CharField(
        label="Nom du modèle chez ce service", max_length=120, help_text="Tel que ce service le connaît."
    )
    host = forms.CharField(label="Hébergeur", max_length=120)
    provider, version, quantisation, terms_date = version_fields()
    reason = forms.CharField(
        label="Ce qui change et pourquoi",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Écrivez ce qui change et pourquoi : la version précédente reste au dossier."
        },
    )
    field_order = ("provider", "model", "version", "quantisation", "host", "terms_date", "reason")

    def __init__(self, *args: Any, current: Pinned, **kwargs: Any) -> None:
        initial = {
            name: getattr(current, name)
            for name in ("provider", "model", "version", "quantisation", "host", "terms_date")
        }
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)

    def pinned(self) -> Pinned:
        """The version that the form holds, once valid."""
        data = self.cleaned_data
        return Pinned(
            model=data["model"].strip(),
            host=data["host"].strip(),
            provider=data["provider"].strip(),
            version=data["version"].strip(),
            quantisation=data["quantisation"].strip(),
            terms_date=data["terms_date"],
        )
