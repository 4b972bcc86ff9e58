"""The form of a treatment: it checks shapes; the actions check rights and rules."""

from dataclasses import fields
from typing import Any

from django import forms

from garant.decisions.facts import DataItem, Facts, Parameter, stored
from garant.decisions.forms.fields import LONGEST, SHORT, words
from garant.decisions.law import rule
from garant.decisions.lines import pairs, typed
from garant.decisions.terms import Degree

_LONGEST_RETENTION = 3653  # days: ten years


class TreatmentForm(forms.Form):
    """The treatment, then what the people concerned are told. What is not known stays blank, and is shown so."""

    title = forms.CharField(
        label="Nom", max_length=200, help_text="Par exemple « Attribution d’une place en crèche »."
    )
    purpose = forms.CharField(
        label="Finalité", max_length=LONGEST, widget=words(3), help_text="À quoi sert le traitement."
    )
    degree = forms.ChoiceField(
        label="Part du traitement dans la décision", choices=Degree.choices, widget=forms.RadioSelect
    )
    mode = forms.CharField(
        label="Comment il y contribue",
        max_length=LONGEST,
        widget=words(3),
        help_text="À quel moment il intervient, ce qu’il rend, ce que la personne qui décide en fait.",
    )
    categories = forms.CharField(
        label="Données traitées et leurs sources",
        max_length=LONGEST,
        widget=words(6),
        help_text="Une par ligne, sa source après une barre : « Revenu fiscal de référence | avis d’impôt fourni ».",
    )
    sensitive = forms.BooleanField(
        label="Certaines sont sensibles (santé, origine, opinions, religion, syndicat, biométrie, vie sexuelle)",
        required=False,
    )
    parameters = forms.CharField(
        label="Paramètres et leur poids",
        max_length=LONGEST,
        widget=words(5),
        required=False,
        help_text="Un par ligne, son poids après une barre s’il en a un : « Distance au lieu de travail | 40 % ».",
    )
    operations = forms.CharField(
        label="Opérations effectuées",
        max_length=LONGEST,
        widget=words(4),
        help_text="Dans l’ordre, en français simple : la personne concernée les lira.",
    )
    decider = forms.CharField(
        label="Qui raisonne et décide",
        max_length=SHORT,
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
        max_length=SHORT,
        required=False,
        help_text="Adresse postale ou électronique, portée dans la mention.",
    )
    rules_url = forms.URLField(
        label="Adresse où ses règles sont publiées", max_length=SHORT, required=False, assume_scheme="https"
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
    legal_basis = forms.CharField(label="Base légale", max_length=LONGEST, widget=words(2), required=False)
    recipients = forms.CharField(
        label="Destinataires des données", max_length=LONGEST, widget=words(2), required=False
    )
    transfers = forms.CharField(
        label="Transferts hors de l’Union européenne",
        max_length=SHORT,
        required=False,
        help_text="« aucun », ou le pays et la garantie.",
    )
    kept_for = forms.CharField(label="Durée de conservation du dossier", max_length=SHORT, required=False)
    dpo = forms.CharField(label="Comment joindre le DPO", max_length=SHORT, required=False)
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
