"""The forms of a decision: they check shapes; the actions check rights and rules."""

from typing import Any

from django import forms

from garant.decisions.facts import Facts
from garant.decisions.forms.fields import LONGEST, SHORT, day, words
from garant.decisions.sealed import Applied, Content
from garant.decisions.terms import Need


class DecisionForm(forms.Form):
    """One field for each datum and each parameter of the treatment's version. A draft may leave most of them blank."""

    concerned = forms.CharField(
        label="Personne ou dossier",
        max_length=SHORT,
        help_text="Son nom, ou mieux, le numéro de son dossier. Chiffré, effacé avec le reste.",
    )

    def __init__(self, facts: Facts, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.treatment = facts
        for place, datum in enumerate(facts.data):
            self.fields[f"data_{place}"] = forms.CharField(
                label=f"Donnée : {datum.name}",
                max_length=LONGEST,
                required=False,
                help_text=f"Source : {datum.source}",
            )
        for place, parameter in enumerate(facts.parameters):
            self.fields[f"value_{place}"] = forms.CharField(
                label=f"Paramètre : {parameter.name}",
                max_length=SHORT,
                required=False,
                help_text="Ce qu’il vaut pour cette personne.",
            )
            self.fields[f"weight_{place}"] = forms.CharField(
                label=f"Poids appliqué : {parameter.name}",
                max_length=SHORT,
                required=False,
                initial=parameter.weight,
            )
        self.fields["proposed"] = forms.CharField(
            label="Résultat du traitement",
            max_length=LONGEST,
            widget=words(2),
            required=False,
            help_text="Ce qu’il a proposé, avant toute décision.",
        )
        self.fields["reasoning"] = forms.CharField(
            label="Raisonnement",
            max_length=LONGEST,
            widget=words(5),
            required=False,
            help_text="Ce que vous avez examiné, et pourquoi vous suivez ou écartez ce résultat.",
        )
        self.fields["result"] = forms.CharField(
            label="Décision", max_length=LONGEST, widget=words(2), required=False
        )
        self.fields["decided_on"] = forms.DateField(label="Date de la décision", widget=day())
        self.fields["appeal"] = forms.BooleanField(
            label="Elle répond à un recours administratif", required=False
        )
        self.fields["revision"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def content(self) -> Content:
        """What was typed, of a valid form."""
        held = self.cleaned_data
        return Content(
            concerned=held["concerned"],
            data=tuple(held[f"data_{place}"] for place in range(len(self.treatment.data))),
            parameters=tuple(
                Applied(held[f"value_{place}"], held[f"weight_{place}"])
                for place in range(len(self.treatment.parameters))
            ),
            proposed=held["proposed"],
            reasoning=held["reasoning"],
            result=held["result"],
        )


def typed_content(content: Content) -> dict[str, Any]:
    """A decision as the form shows it."""
    shown: dict[str, Any] = {
        "concerned": content.concerned,
        "proposed": content.proposed,
        "reasoning": content.reasoning,
        "result": content.result,
    }
    shown |= {f"data_{place}": value for place, value in enumerate(content.data)}
    for place, applied in enumerate(content.parameters):
        shown |= {f"value_{place}": applied.value, f"weight_{place}": applied.weight}
    return shown


class CompleteForm(forms.Form):
    mention_carried = forms.BooleanField(label="La lettre porte la mention", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class NotifyForm(forms.Form):
    notified_on = forms.DateField(label="Notifiée à la personne le", widget=day())
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RevisionForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class OpenForm(forms.Form):
    need = forms.ChoiceField(label="Pourquoi", choices=Need.choices, widget=forms.RadioSelect)


class SearchForm(forms.Form):
    reference = forms.CharField(label="Référence de la décision", max_length=60, required=False)
