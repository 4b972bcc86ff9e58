"""The questionnaire as a form, for a vendor without account: one field for the value, one for the words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from garant.procurement.questions import Kind, Question, by_theme
from garant.procurement.replies import LONGEST, Reply, check


class AnswerForm(forms.Form):
    """`given` is what `replies.check` reads; its words are bounded by the browser too."""

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, questions: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for rank, question in enumerate(questions, start=1):
            if (field := _value_field(question, rank)) is not None:
                self.fields[f"{question.id}-value"] = field
            if question.kind is Kind.TEXT or question.detail != "none":
                self.fields[f"{question.id}-text"] = _text_field(question, rank)

    @staticmethod
    def initial_of(
        questions: Sequence[Question], replies: Mapping[str, Reply], revision: int
    ) -> dict[str, Any]:
        initial: dict[str, Any] = {"revision": revision}
        for question in questions:
            reply = replies.get(question.id, Reply())
            initial[f"{question.id}-text"] = reply.text
            match question.kind:
                case Kind.MANY:
                    initial[f"{question.id}-value"] = list(reply.choices)
                case Kind.NUMBER:
                    initial[f"{question.id}-value"] = reply.number
                case _:
                    initial[f"{question.id}-value"] = "".join(reply.choices)
        return initial

    def given(self) -> dict[str, dict[str, Any]]:
        """The answers in the shape of the file."""
        found: dict[str, dict[str, Any]] = {}
        for question in self.questions:
            value = self.cleaned_data.get(f"{question.id}-value")
            reply: dict[str, Any] = {"text": self.cleaned_data.get(f"{question.id}-text", "")}
            if question.kind is Kind.NUMBER:
                reply["number"] = value
            elif value:
                reply["choices"] = value if isinstance(value, list) else [value]
            found[question.id] = reply
        return found

    def fits(self, *, whole: bool) -> bool:
        """Whether it can be saved, or handed in where `whole`; what is wrong stands beside its question."""
        if not self.is_valid():
            return False
        checked = check(self.questions, self.given())
        for problem in checked.problems:
            self.add_error(self._name_of(problem.question), problem.what)
        if whole:
            for question in checked.missing:
                self.add_error(self._name_of(question.id), "Cette question attend une réponse complète.")
        return not self.errors

    def themes(self) -> Iterator[tuple[str, list[tuple[Question, list[BoundField]]]]]:
        """What the page shows, under its headings.

        The form itself asks for nothing, since a draft may leave anything blank. The page says what an answer will
        need, so the fields say it once they are only shown.
        """
        for question in self.questions:
            for field in self._fields_of(question):
                words = field.name.endswith("-text") and question.kind is not Kind.TEXT
                field.field.required = not words or question.detail == "required"
        for theme, questions in by_theme(self.questions):
            yield theme, [(question, self._fields_of(question)) for question in questions]

    def _fields_of(self, question: Question) -> list[BoundField]:
        names = (f"{question.id}-value", f"{question.id}-text")
        return [self[name] for name in names if name in self.fields]

    def _name_of(self, question: str) -> str | None:
        names = (f"{question}-value", f"{question}-text")
        return next((name for name in names if name in self.fields), None)


def _value_field(question: Question, rank: int) -> forms.Field | None:
    label = f"{rank}. {question.text}"
    common: dict[str, Any] = {"label": label, "help_text": question.help, "required": False}
    choices = [
        (option.value, option.label + (" (éliminatoire)" if option in question.knock_outs else ""))
        for option in question.options
    ]
    match question.kind:
        case Kind.CHOICE:
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case Kind.MANY:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        case Kind.NUMBER:
            common["label"] = f"{label} (en {question.unit})"
            return forms.FloatField(
                localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **common
            )
        case Kind.COUNTRY:
            return forms.CharField(
                max_length=2, widget=forms.TextInput(attrs={"autocomplete": "country"}), **common
            )
    return None


def _text_field(question: Question, rank: int) -> forms.CharField:
    if question.kind is Kind.TEXT:
        label, help_text = f"{rank}. {question.text}", question.help
    else:
        label, help_text = f"Précisions sur la question {rank}", ""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4 if question.kind is Kind.TEXT else 2}),
    )
