"""Forms of the uses: they check shapes; the actions check rights and gates."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from garant.charter import OwnQuestion
from garant.directory.filling import offer
from garant.directory.models import Person
from garant.lifecycle.reading import NEED
from garant.lifecycle.terms import Ambition, Decision
from garant.qualification import Kind, Question

LONGEST = 5_000  # characters of one text


def words(label: str, help_text: str = "", *, rows: int = 3, required: bool = False) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class RevisedForm(forms.Form):
    """A form on something that two people may amend: it knows which one was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class NeedForm(forms.Form):
    title = forms.CharField(
        label=NEED["title"],
        max_length=150,
        help_text="En quelques mots : « Trier les demandes de place en crèche ».",
    )
    department = forms.CharField(
        label=NEED["department"], max_length=150, help_text="La direction ou le service qui porte le besoin."
    )
    what = words(
        NEED["what"], "Ce qu’il faudrait mieux faire, et ce que l’outil ferait.", rows=4, required=True
    )
    for_whom = words(
        NEED["for_whom"], "Agents, usagers, élus : qui s’en servirait, qui serait concerné ?", required=True
    )
    today_way = words(NEED["today_way"], "Les étapes, le temps passé, ce qui ne va pas.")
    value_users = words(
        NEED["value_users"], "Un délai plus court, une réponse plus claire… Chiffrez si vous le pouvez."
    )
    value_agents = words(NEED["value_agents"])
    ambition = forms.ChoiceField(
        label="Ambition servie",
        choices=[("", "À préciser"), *Ambition.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    why_ai = words(
        NEED["why_ai"],
        "Un formulaire mieux fait, une règle écrite, un tableur ou une formation suffiraient-ils ?",
    )
    data_used = words(
        NEED["data_used"], "Quelles données entreraient dans l’outil ? Parlent-elles de personnes ?"
    )


class AmendNeedForm(NeedForm, RevisedForm):
    reason = forms.CharField(
        label="Ce que vous changez, et pourquoi",
        max_length=300,
        required=False,
        help_text="L’ancien texte reste lisible.",
    )


class SheetForm(RevisedForm):
    """The questions of one axis, as the sheet asks them today."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        answers: Mapping[str, object],
        own: Sequence[OwnQuestion] = (),
        own_answers: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.own = tuple(questions), tuple(own)
        for question in self.questions:
            for name, field, value in _fields(question, answers.get(question.id)):
                self.fields[name] = field
                self.initial[name] = value
        for each in self.own:
            self.fields[f"own:{each.id}"] = words(each.text, each.help)
            self.initial[f"own:{each.id}"] = (own_answers or {}).get(each.id, "")

    def raw(self) -> dict[str, object]:
        """What was written, question by question, for `read_answers` to judge."""
        found: dict[str, object] = {}
        for question in self.questions:
            if question.kind is Kind.INTERVAL:
                if self.data.get(f"{question.id}:unknown"):
                    found[question.id] = "unknown"
                else:
                    bounds = [self.data.get(f"{question.id}:{end}", "").strip() for end in ("min", "max")]
                    given = [bound for bound in bounds if bound]
                    found[question.id] = given or ""
            elif question.kind is Kind.NUMBER and self.data.get(f"{question.id}:unknown"):
                found[question.id] = "unknown"
            elif question.kind is Kind.CHOICES:
                assert isinstance(self.data, QueryDict)
                found[question.id] = self.data.getlist(question.id)
            else:
                found[question.id] = self.data.get(question.id, "")
        return found

    def own_words(self) -> dict[str, str]:
        """The answers to the organisation's own questions."""
        return {each.id: str(self.cleaned_data.get(f"own:{each.id}", "")) for each in self.own}

    def build_on(self, revision: int) -> None:
        """The other answers are kept: what is sent next builds on them."""
        self.data = {**self.data, "revision": str(revision)}

    def tell(self, problems: Mapping[str, str]) -> None:
        """Put the sentence of each answer that could not be kept under its question."""
        for name, sentence in problems.items():
            shown = name if name in self.fields else f"{name}:min"
            self.add_error(shown if shown in self.fields else None, sentence)


def _fields(question: Question, answer: object) -> list[tuple[str, forms.Field, object]]:
    """The fields of one question. Shapes are read by the sheet itself, so that a file and a page are judged alike."""
    help_text = f"{question.help} Source : {question.source}."
    options = [(option.value, option.french) for option in question.options]
    if question.kind.closed and not any(value == "unknown" for value, _ in options):
        options.append(("unknown", "Je ne sais pas"))
    match question.kind:
        case Kind.CHOICES:
            return [
                (
                    question.id,
                    forms.MultipleChoiceField(
                        label=question.text,
                        help_text=help_text,
                        required=False,
                        choices=options,
                        widget=forms.CheckboxSelectMultiple,
                    ),
                    [answer] if isinstance(answer, str) else list(answer or []),  # type: ignore[call-overload]  # a list of values
                )
            ]
        case Kind.YES_NO | Kind.CHOICE:
            field: forms.Field = forms.ChoiceField(
                label=question.text,
                help_text=help_text,
                required=False,
                choices=options,
                widget=forms.RadioSelect,
            )
            return [(question.id, field, answer)]
        case Kind.TEXT:
            return [(question.id, words(question.text, help_text), answer)]
        case Kind.NUMBER:
            known = answer != "unknown"
            return [
                (
                    question.id,
                    forms.CharField(
                        label=_with_unit(question.text, question.unit),
                        help_text=help_text,
                        required=False,
                        max_length=30,
                    ),
                    _written(answer) if known else "",
                ),
                (f"{question.id}:unknown", _unknown(), not known),
            ]
    bounds = answer if isinstance(answer, list | tuple) else (None, None)
    found: list[tuple[str, forms.Field, object]] = [
        (
            f"{question.id}:min",
            forms.CharField(
                label=_with_unit(f"{question.text} Au moins", question.unit),
                help_text=help_text,
                required=False,
                max_length=30,
            ),
            _written(bounds[0]),
        ),
        (
            f"{question.id}:max",
            forms.CharField(
                label=_with_unit(f"{question.text} Au plus", question.unit), required=False, max_length=30
            ),
            _written(bounds[1]),
        ),
        (f"{question.id}:unknown", _unknown(), answer == "unknown"),
    ]
    return found


def _unknown() -> forms.BooleanField:
    return forms.BooleanField(label="Je ne sais pas", required=False)


def _with_unit(text: str, unit: str) -> str:
    return f"{text} ({unit})" if unit else text


def _written(number: object) -> str:
    if not isinstance(number, int | float):
        return ""
    return f"{number:.6f}".rstrip("0").rstrip(".").replace(".", ",")


class MoveForm(RevisedForm):
    to = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Pourquoi",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez pourquoi : la justification est archivée avec le passage."},
    )


class SystemsForm(RevisedForm):
    systems = forms.MultipleChoiceField(
        label="Systèmes du catalogue", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, systems: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "systems", systems)


class DocumentForm(RevisedForm):
    objectives = words("Objectifs", "Ce que l’on attend, et à quoi on verra que c’est atteint.")
    explanation = words(
        "Comment cela fonctionne, en français simple",
        "Quelles données entrent, ce que le système en fait, ce qu’une personne décide ensuite, ses limites.",
        rows=5,
    )
    help_text = words(
        "Texte d’aide pour les usagers",
        "Si le public rencontre cette IA : ce qu’il voit et comment faire autrement.",
    )
    review_on = forms.DateField(
        label="Prochaine revue",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    provider_entry_url = forms.CharField(
        label="Adresse du système dans la base européenne",
        max_length=300,
        required=False,
        help_text="À haut risque seulement.",
    )
    fria_summary = words("Résumé de l’analyse d’impact sur les droits fondamentaux")
    dpia_summary = words("Résumé de l’analyse d’impact sur les données")
    value_measured = words(
        "Valeur constatée", "Ce que les usagers et les agents y ont gagné, mesuré après la mise en service."
    )
    data_return = words(
        "Restitution et effacement des données",
        "Au retrait : ce que le fournisseur a rendu et effacé, et quand.",
    )


class PersonForm(forms.Form):
    person = forms.ChoiceField(label="Personne")

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", [(str(each.id), each.full_name) for each in people])


class TrainedForm(forms.Form):
    on = forms.DateField(label="Formée le", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class CommitteeForm(forms.Form):
    committee = forms.ChoiceField(label="Comité")
    question = forms.CharField(
        label="Question posée au comité", max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, committees: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "committee", committees)


class SessionForm(forms.Form):
    title = forms.CharField(
        label="Intitulé", max_length=150, help_text="Par exemple : « Comité de direction du 15 décembre »."
    )
    held_on = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(label="Décision", choices=Decision.choices, widget=forms.RadioSelect)
    justification = forms.CharField(
        label="Justification",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Une décision ne va pas sans justification : elle est archivée et se retrouve."
        },
    )
    conditions = forms.CharField(
        label="Conditions, une par ligne",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Chacune devient un engagement suivi.",
    )

    def clean_conditions(self) -> list[str]:
        return [line.strip() for line in str(self.cleaned_data["conditions"]).splitlines() if line.strip()]


class CallForm(forms.Form):
    title = forms.CharField(label="Intitulé", max_length=150)
    text = words(
        "Objet", "Ce que l’on cherche, pour quelles politiques, avec quels moyens.", rows=5, required=True
    )
    opens_on = forms.DateField(
        label="Ouverture", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    closes_on = forms.DateField(
        label="Clôture", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    criteria = forms.CharField(
        label="Critères, un par ligne, avec leur poids de 1 à 10",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
        help_text="Par exemple : « Utilité pour les usagers : 4 ».",
    )

    def clean_criteria(self) -> list[tuple[str, int]]:
        found = []
        for line in str(self.cleaned_data["criteria"]).splitlines():
            name, _, weight = line.strip().rpartition(":")
            if not line.strip():
                continue
            if not name.strip() or not weight.strip().isdecimal() or not 1 <= int(weight) <= 10:
                raise forms.ValidationError(
                    f"« {line.strip()[:60]} » : écrivez le critère, deux points, puis un poids de 1 à 10."
                )
            found.append((name.strip(), int(weight)))
        return found


class CandidateForm(forms.Form):
    use = forms.ChoiceField(label="Besoin")

    def __init__(self, *args: Any, uses: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "use", uses)


class PiaForm(forms.Form):
    file = forms.FileField(
        label="Fichier de l’outil PIA", help_text="Le fichier « .json » que l’outil de la CNIL exporte."
    )

    def clean_file(self) -> Any:
        found = self.cleaned_data["file"]
        if found.size > _LARGEST_PIA:
            raise forms.ValidationError("Ce fichier est trop grand : 5 Mo au plus.")
        return found


_LARGEST_PIA = 5 * 1024 * 1024
