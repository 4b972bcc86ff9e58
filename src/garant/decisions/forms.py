"""Forms of treatments and decisions: they check shapes; the actions check rights and rules."""

from dataclasses import fields
from typing import Any

from django import forms

from garant.decisions.facts import DataItem, Facts, Parameter, stored
from garant.decisions.law import rule
from garant.decisions.lines import pairs, typed
from garant.decisions.sealed import Applied, Content
from garant.decisions.terms import Degree, Need

LONGEST = 10_000  # characters
_NAME = 300
_LONGEST_RETENTION = 3653


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class TreatmentForm(forms.Form):
    """The treatment, then what the people concerned are told. What is not known stays blank, and is shown so."""

    title = forms.CharField(
        label="Nom", max_length=200, help_text="Par exemple « Attribution d’une place en crèche »."
    )
    purpose = forms.CharField(
        label="Finalité", max_length=LONGEST, widget=_words(3), help_text="À quoi sert le traitement."
    )
    degree = forms.ChoiceField(
        label="Part du traitement dans la décision", choices=Degree.choices, widget=forms.RadioSelect
    )
    mode = forms.CharField(
        label="Comment il y contribue",
        max_length=LONGEST,
        widget=_words(3),
        help_text="À quel moment il intervient, ce qu’il rend, ce que la personne qui décide en fait.",
    )
    categories = forms.CharField(
        label="Données traitées et leurs sources",
        max_length=LONGEST,
        widget=_words(6),
        help_text="Une par ligne, sa source après une barre : « Revenu fiscal de référence | avis d’impôt fourni ».",
    )
    sensitive = forms.BooleanField(
        label="Certaines sont sensibles (santé, origine, opinions, religion, syndicat, biométrie, vie sexuelle)",
        required=False,
    )
    parameters = forms.CharField(
        label="Paramètres et leur poids",
        max_length=LONGEST,
        widget=_words(5),
        required=False,
        help_text="Un par ligne, son poids après une barre s’il en a un : « Distance au lieu de travail | 40 % ».",
    )
    operations = forms.CharField(
        label="Opérations effectuées",
        max_length=LONGEST,
        widget=_words(4),
        help_text="Dans l’ordre, en français simple : la personne concernée les lira.",
    )
    decider = forms.CharField(
        label="Qui raisonne et décide",
        max_length=_NAME,
        help_text="La fonction : « cheffe du service petite enfance, sur délégation du maire ».",
    )
    mastered = forms.BooleanField(
        label="Nous pouvons expliquer en détail ce traitement et ses évolutions", required=False
    )
    learning = forms.BooleanField(
        label="Il révise lui-même ses règles, sans que nous les validions", required=False
    )
    contact = forms.CharField(
        label="À qui écrire pour une explication",
        max_length=_NAME,
        required=False,
        help_text="Adresse postale ou électronique, portée dans la mention.",
    )
    rules_url = forms.URLField(
        label="Adresse où ses règles sont publiées", max_length=_NAME, required=False, assume_scheme="https"
    )
    retention_days = forms.IntegerField(
        label="Durée de conservation du contenu des décisions, en jours",
        min_value=1,
        max_value=_LONGEST_RETENTION,
        help_text=f"{rule('retention').says} Ensuite, le contenu est effacé ; la référence et les dates restent.",
    )
    converses = forms.BooleanField(
        label="Le public échange avec une IA (agent conversationnel)", required=False
    )
    generates = forms.BooleanField(
        label="Il produit des contenus publiés ou envoyés (texte, image, son)", required=False
    )
    high_risk = forms.BooleanField(
        label="C’est un système à haut risque (annexe III du règlement sur l’IA)", required=False
    )
    indirect = forms.BooleanField(label="Des données viennent d’ailleurs que de la personne", required=False)
    legal_basis = forms.CharField(label="Base légale", max_length=LONGEST, widget=_words(2), required=False)
    recipients = forms.CharField(
        label="Destinataires des données", max_length=LONGEST, widget=_words(2), required=False
    )
    transfers = forms.CharField(
        label="Transferts hors de l’Union européenne",
        max_length=_NAME,
        required=False,
        help_text="« aucun », ou le pays et la garantie.",
    )
    kept_for = forms.CharField(label="Durée de conservation du dossier", max_length=_NAME, required=False)
    dpo = forms.CharField(label="Comment joindre le DPO", max_length=_NAME, required=False)
    subject = forms.CharField(widget=forms.HiddenInput, required=False)

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        shown = self.visible_fields()
        at = next(place for place, each in enumerate(shown) if each.name == "converses")
        end = next((place for place, each in enumerate(shown) if each.name == "reason"), len(shown))
        found = [
            ("Le traitement et la décision", shown[:at]),
            ("Ce que l’on dit aux personnes", shown[at:end]),
            ("Ce changement", shown[end:]),
        ]
        return [(title, fields) for title, fields in found if fields]

    def clean_categories(self) -> tuple[DataItem, ...]:
        found = pairs(self.cleaned_data["categories"])
        for number, name, source in found:
            if not name or not source:
                raise forms.ValidationError(
                    f"Ligne {number} : écrivez la donnée, une barre « | », puis sa source."
                )
        return tuple(DataItem(name, source) for _, name, source in found)

    def clean_parameters(self) -> tuple[Parameter, ...]:
        found = pairs(self.cleaned_data["parameters"])
        for number, name, _ in found:
            if not name:
                raise forms.ValidationError(f"Ligne {number} : écrivez le paramètre avant son poids.")
        return tuple(Parameter(name, weight) for _, name, weight in found)

    def facts(self) -> Facts:
        """What was declared, of a valid form."""
        held = self.cleaned_data | {"data": self.cleaned_data["categories"]}
        return Facts(**{each.name: held[each.name] for each in fields(Facts)})


class AmendTreatmentForm(TreatmentForm):
    reason = forms.CharField(label="Raison du changement", max_length=500, required=False)
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def typed_facts(facts: Facts) -> dict[str, Any]:
    """A treatment as the form shows it."""
    return stored(facts) | {
        "categories": typed((each.name, each.source) for each in facts.data),
        "parameters": typed((each.name, each.weight) for each in facts.parameters),
    }


class DecisionForm(forms.Form):
    """One field for each datum and each parameter of the treatment's version. A draft may leave most of them blank."""

    concerned = forms.CharField(
        label="Personne ou dossier",
        max_length=_NAME,
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
                max_length=_NAME,
                required=False,
                help_text="Ce qu’il vaut pour cette personne.",
            )
            self.fields[f"weight_{place}"] = forms.CharField(
                label=f"Poids appliqué : {parameter.name}",
                max_length=_NAME,
                required=False,
                initial=parameter.weight,
            )
        self.fields["proposed"] = forms.CharField(
            label="Résultat du traitement",
            max_length=LONGEST,
            widget=_words(2),
            required=False,
            help_text="Ce qu’il a proposé, avant toute décision.",
        )
        self.fields["reasoning"] = forms.CharField(
            label="Raisonnement",
            max_length=LONGEST,
            widget=_words(5),
            required=False,
            help_text="Ce que vous avez examiné, et pourquoi vous suivez ou écartez ce résultat.",
        )
        self.fields["result"] = forms.CharField(
            label="Décision", max_length=LONGEST, widget=_words(2), required=False
        )
        self.fields["decided_on"] = forms.DateField(label="Date de la décision", widget=_day())
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
    notified_on = forms.DateField(label="Notifiée à la personne le", widget=_day())
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RevisionForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class OpenForm(forms.Form):
    need = forms.ChoiceField(label="Pourquoi", choices=Need.choices, widget=forms.RadioSelect)


class SearchForm(forms.Form):
    reference = forms.CharField(label="Référence de la décision", max_length=60, required=False)
