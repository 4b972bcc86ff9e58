"""The form of a new line, tried on a sample before it is kept."""

from typing import Any

from django import forms

from garant.privacy import Label, Own, OwnPattern, PatternRefused
from garant.protection.literal import literal_refused
from garant.protection.models import Kind

_LABELS = [(label.value, label.french) for label in Label if not (label.is_statement or label.is_indirect)]
_LONGEST_SAMPLE = 20_000


class EntryForm(forms.Form):
    """A name, a coordinate or a value."""

    kind = forms.ChoiceField(
        label="Liste", choices=[(k.value, k.label) for k in Kind if k is not Kind.PATTERN]
    )
    value = forms.CharField(
        label="Nom, coordonnée ou valeur",
        max_length=300,
        help_text="« Anne Martin », « 04 92 00 00 00 », « @mairie-exemple.fr »… Majuscules, accents et espaces sont indifférents.",
    )
    label = forms.ChoiceField(
        label="Genre de donnée",
        choices=[("", "Sans objet"), *_LABELS],
        required=False,
        help_text="Pour « ce qui est toujours une donnée personnelle » seulement.",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == Kind.KNOWN and not data.get("label"):
            self.add_error("label", "Dites de quel genre de donnée il s’agit.")
        return data


class PatternForm(forms.Form):
    """A number of the organisation's own, by its form. The sample is read and kept nowhere."""

    name = forms.CharField(
        label="Nom", max_length=80, help_text="« Carte famille », « Matricule », « Dossier de subvention »…"
    )
    label = forms.ChoiceField(label="Genre de donnée", choices=_LABELS)
    expression = forms.CharField(
        label="Forme",
        max_length=300,
        help_text="Une expression RE2, sans accents. \\d est un chiffre, [A-Z] une lettre, {6} « six fois » : CF-\\d{6} reconnaît CF-004512. "
        "« ? » rend facultatif ce qui précède : CF[ -]?\\d{6} reconnaît aussi CF 004512 et CF004512.",
    )
    sample = forms.CharField(
        label="Essai",
        max_length=_LONGEST_SAMPLE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Quelques lignes, avec et sans ce numéro. Elles ne sont pas conservées.",
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "expression" not in data or "label" not in data:
            return data
        literal = literal_refused(data["expression"])
        if literal is not None:
            self.add_error("expression", literal)
            return data
        try:
            data["pattern"] = OwnPattern(data.get("name", ""), data["expression"], Label(data["label"]))
        except PatternRefused as refused:
            self.add_error("expression", str(refused))
        return data

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The sample in pieces: a text, and whether the form recognises it."""
        text, pattern = self.cleaned_data["sample"], self.cleaned_data["pattern"]
        pieces: list[tuple[str, bool]] = []
        done = 0
        for start, end in Own(patterns=(pattern,)).ranges(text):
            pieces += [(text[done:start], False), (text[start:end], True)]
            done = end
        pieces.append((text[done:], False))
        return [piece for piece in pieces if piece[0]]
