"""The forms of a register, made from its columns: what a cell takes in a file, a field takes on a page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from garant.registers.shelf.shelf import Group, Move, Shelf
from garant.tables import Column, Unfit, cell_text, value_of

_ONE_LINE = 200  # characters: a longer answer has a box
_YES_NO = (("", "Sans réponse"), ("oui", "Oui"), ("non", "Non"))


class CellField(forms.CharField):
    """A text that must be a value of its column."""

    def __init__(self, column: Column, **more: Any) -> None:
        super().__init__(strip=False, **more)
        self.column = column

    def clean(self, value: Any) -> object:
        text = super().clean(value)
        try:
            return value_of(self.column, text)
        except Unfit as unfit:
            raise forms.ValidationError(str(unfit)) from unfit

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else cell_text(self.column, value)


class RecordForm(forms.Form):
    """One record. `sections` gives its fields under the headings of the register."""

    def __init__(
        self,
        shelf: Shelf,
        data: Any = None,
        *,
        title: str = "",
        values: Mapping[str, object] | None = None,
        revision: int | None = None,
    ) -> None:
        super().__init__(data)
        self.shelf = shelf
        name = shelf.name_column
        self.fields["title"] = forms.CharField(label=name.title, max_length=name.longest, initial=title)
        for column in shelf.columns:
            self.fields[column.key] = field_of(column, (values or {}).get(column.key))
        if revision is not None:
            self.fields["revision"] = forms.IntegerField(initial=revision, widget=forms.HiddenInput)
            self.fields["reason"] = forms.CharField(
                label="Raison du changement",
                required=False,
                max_length=300,
                help_text="Elle reste dans l’historique.",
            )

    def values(self) -> dict[str, object]:
        """The answers that hold, typed."""
        said = {key: self.cleaned_data[key] for key in self.shelf.by_key if key in self.cleaned_data}
        return {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}

    def sections(self) -> list[tuple[Group, list[forms.BoundField]]]:
        return [(group, [self[column.key] for column in group.columns]) for group in self.shelf.groups]


class DeclareForm(RecordForm):
    """A use told without blame."""

    def __init__(self, shelf: Shelf, data: Any = None) -> None:
        super().__init__(shelf, data)
        self.fields["anonymous"] = forms.BooleanField(
            label="Ne pas garder mon nom",
            required=False,
            help_text="Alors personne ne saura qui a déclaré, pas même le journal ; vous ne retrouverez pas la réponse dans vos déclarations.",
        )


class NoteForm(forms.Form):
    """The words of a step."""

    def __init__(self, move: Move, data: Any = None, *, revision: int = 0) -> None:
        super().__init__(data, auto_id=f"id_{move.name}_%s")
        self.fields["revision"] = forms.IntegerField(initial=revision, widget=forms.HiddenInput)
        if move.note is not None:
            self.fields["note"] = forms.CharField(
                label=move.note.title,
                max_length=move.note.longest,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": "Écrivez-le : cette étape ne se fait pas sans."},
            )


class AnswerForm(NoteForm):
    """The answer to a declared use, with the approved system that does the same."""

    def __init__(
        self, move: Move, data: Any = None, *, revision: int = 0, systems: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__(move, data, revision=revision)
        self.fields["system"] = forms.ChoiceField(
            label="Système validé qui fait la même chose",
            required=False,
            choices=[("", "Aucun pour l’instant"), *systems],
        )


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Fichier CSV ou ODS",
        help_text="10 Mo et 20 000 lignes au plus. La première ligne porte les titres des colonnes : partez de l’export, il a la bonne forme.",
        error_messages={
            "required": "Choisissez un fichier de 10 Mo au plus.",
            "empty": "Ce fichier est vide.",
        },
    )


def field_of(column: Column, value: object) -> forms.Field:
    """The field of one column."""
    shared: dict[str, Any] = {"label": column.title, "required": column.required, "help_text": column.help}
    match column.kind:
        case "choice":
            choices = [("", "Sans réponse"), *column.choices]
            return forms.TypedChoiceField(choices=choices, initial=value or "", empty_value=None, **shared)
        case "boolean":
            said = "" if value is None else cell_text(column, value)
            return forms.TypedChoiceField(
                choices=_YES_NO, initial=said, coerce=lambda word: word == "oui", empty_value=None, **shared
            )
        case "list" if column.choices:
            return forms.TypedMultipleChoiceField(
                choices=column.choices,
                initial=list(value) if isinstance(value, tuple) else [],
                widget=forms.CheckboxSelectMultiple,
                empty_value=[],
                **shared,
            )
        case "date":
            return CellField(column, initial=value, widget=forms.DateInput(attrs={"type": "date"}), **shared)
        case "number":
            return CellField(
                column, initial=value, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **shared
            )
    box: forms.Widget = (
        forms.TextInput() if column.longest <= _ONE_LINE else forms.Textarea(attrs={"rows": 4})
    )
    return CellField(column, initial=value, max_length=column.longest, widget=box, **shared)
