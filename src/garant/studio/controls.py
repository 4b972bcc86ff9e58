"""A form for each kind of control, drawn from the fields that the format describes: a new kind has its form at once."""

import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, Literal

from django import forms

from garant.charter import Control, kinds, recogniser, shipped_recognisers
from garant.studio.labels import CHOICES, KINDS, LABELS, VALUES

_SHORT = frozenset({"committee", "name", "owner"})  # said in a few words
_PER_LINE = "Un élément par ligne."
_GROUPS = "Un groupe par ligne, ses mots séparés par des virgules."


def kind_choices() -> list[tuple[str, str, str]]:
    """Every kind of control, by its French name, and what it does."""
    found = ((name, kind.french, KINDS.get(name, "")) for name, kind in kinds().items())
    return sorted(found, key=lambda each: each[1])


class ControlForm(forms.Form):
    """The parameters of one control. `values()` is what the file says."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    drawn = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, kind: type[Control], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self._shapes = {name: _Shape.of(field.annotation) for name, field in kind.model_fields.items()}
        for name, info in kind.model_fields.items():
            self.fields[name] = self._shapes[name].field(
                name, help_text=info.description or "", required=info.is_required()
            )

    @classmethod
    def begin(
        cls, kind: type[Control], values: Mapping[str, Any], hidden: Mapping[str, int]
    ) -> "ControlForm":
        """The form filled with what the file says; with what the format presumes where it says nothing."""
        form = cls(kind, auto_id="id_%s")
        initial: dict[str, Any] = dict(hidden)
        for name, info in kind.model_fields.items():
            alias = next((each for each, field in kind.aliases.items() if field == name), name)
            default = None if info.is_required() else info.get_default(call_default_factory=True)
            said = values.get(name, values.get(alias, default))
            initial[name] = form._shapes[name].shown(said)
        form.initial = initial
        return form

    def values(self) -> dict[str, Any]:
        """The parameters as the file writes them; one that is as presumed is left out."""
        found = {}
        for name, info in self.kind.model_fields.items():
            value = self._shapes[name].written(self.cleaned_data.get(name))
            default = info.get_default(call_default_factory=True) if not info.is_required() else None
            if value in (None, "", []) or value == _plain(default):
                continue
            alias = next((each for each, field in self.kind.aliases.items() if field == name), None)
            if alias is not None and isinstance(value, list) and len(value) == 1:
                found[alias] = value[0]
            else:
                found[name] = value
        return found


class _Shape:
    """What a parameter holds: one of some words, several, a text, texts, groups of texts, a number, a day."""

    def __init__(self, *, words: list[tuple[str, str]], many: bool, deep: bool, kind: type) -> None:
        self.words, self.many, self.deep, self.kind = words, many, deep, kind

    @classmethod
    def of(cls, annotation: Any) -> "_Shape":
        inner, depth = _bare(annotation), 0
        while typing.get_origin(inner) in (tuple, list, frozenset):
            inner, depth = _bare(typing.get_args(inner)[0]), depth + 1
        words = _words(inner)
        kind = inner if isinstance(inner, type) else str
        return cls(words=words, many=depth > 0, deep=depth > 1, kind=kind)

    def field(self, name: str, *, help_text: str, required: bool) -> forms.Field:
        words = self.words
        if name == "recognisers":
            words = [(each, recogniser(each).use) for each in shipped_recognisers()]
        if words:
            help_text = CHOICES.get(name, help_text)
        common: dict[str, Any] = {"label": LABELS.get(name, name), "required": required}
        if words and self.many:
            return forms.MultipleChoiceField(
                choices=words, widget=forms.CheckboxSelectMultiple, help_text=help_text, **common
            )
        if words:
            return forms.ChoiceField(choices=words, help_text=help_text, **common)
        if self.many:
            how = _GROUPS if self.deep else _PER_LINE
            return forms.CharField(
                widget=forms.Textarea(attrs={"rows": 5}), help_text=f"{help_text} {how}".strip(), **common
            )
        if self.kind is int:
            return forms.IntegerField(help_text=help_text, **common)
        if self.kind is float:
            return forms.FloatField(help_text=help_text, **common)
        if self.kind is bool:
            return forms.BooleanField(help_text=help_text, label=common["label"], required=False)
        if self.kind is date:
            return forms.DateField(
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                help_text=help_text,
                **common,
            )
        widget = forms.TextInput() if name in _SHORT else forms.Textarea(attrs={"rows": 3})
        return forms.CharField(widget=widget, help_text=help_text, **common)

    def shown(self, said: Any) -> Any:
        """What the file says, as the field shows it."""
        value = _plain(said)
        if not self.many:
            return value
        items = value if isinstance(value, list) else [] if value is None else [value]
        if self.words or self.kind is not str:
            return [str(each) for each in items] if self.words else "\n".join(str(each) for each in items)
        if self.deep:
            return "\n".join(
                ", ".join(map(str, each if isinstance(each, list) else [each])) for each in items
            )
        return "\n".join(str(each) for each in items)

    def written(self, given: Any) -> Any:
        """What the field holds, as the file writes it."""
        if not self.many:
            if isinstance(given, date):
                return given.isoformat()
            return given.strip().replace("\r\n", "\n") if isinstance(given, str) else given
        if isinstance(given, list):
            return [str(each) for each in given]
        lines = [line.strip() for line in str(given or "").splitlines() if line.strip()]
        if self.deep:
            return [[word.strip() for word in line.split(",") if word.strip()] for line in lines]
        return lines


def _bare(annotation: Any) -> Any:
    """Without Annotated, and without the None of what may be left out."""
    while hasattr(annotation, "__metadata__"):
        annotation = annotation.__origin__
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        kept = [each for each in typing.get_args(annotation) if each is not type(None)]
        return _bare(kept[0])
    return annotation


def _words(inner: Any) -> list[tuple[str, str]]:
    if isinstance(inner, type) and issubclass(inner, Enum):
        return [(str(each.value), _french(each)) for each in inner]
    if typing.get_origin(inner) is Literal:
        return [(str(each), str(each)) for each in typing.get_args(inner)]
    return []


def _french(member: Enum) -> str:
    said = str(getattr(member, "french", "") or VALUES.get(str(member.value), member.value))
    return f"{said[:1].upper()}{said[1:]}"


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | list | frozenset):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
