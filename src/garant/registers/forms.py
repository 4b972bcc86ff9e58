"""Forms of the incidents."""

from typing import Any

from django import forms

from garant.directory.filling import offer
from garant.registers.clocks import Clock
from garant.registers.following import Assessment
from garant.registers.models import Incident
from garant.registers.searching import Wanted
from garant.registers.terms import (
    NOT_DUE,
    SEVERITY_HELP,
    Category,
    Doubt,
    Ground,
    Severity,
    State,
    Step,
)

LONGEST = 10_000  # characters


class MomentField(forms.DateTimeField):
    """A date and an hour of the installation's zone, as the browser's own control gives them."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **more)


class ReportForm(forms.Form):
    category = forms.ChoiceField(label="Nature", choices=Category.choices, widget=forms.RadioSelect)
    description = forms.CharField(
        label="Ce qui ne va pas",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Avec vos mots. N’y recopiez pas de données personnelles : le DPO et le RSSI liront ce texte.",
    )


class CloseForm(forms.Form):
    resolution = forms.CharField(
        label="Suite donnée",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ce qui a été constaté et fait, ou pourquoi rien n’était à faire. La personne qui a signalé la lira.",
        error_messages={"required": "Écrivez la suite donnée : un incident ne se clôt pas sans elle."},
    )


class SearchForm(forms.Form):
    """Sent by GET: a search is an address that can be kept."""

    text = forms.CharField(label="Mots", required=False, max_length=200)
    state = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), *State.choices])
    category = forms.ChoiceField(label="Nature", required=False, choices=[("", "Toutes"), *Category.choices])
    severity = forms.ChoiceField(label="Gravité", required=False, choices=[("", "Toutes"), *Severity.choices])
    system = forms.CharField(label="Système", required=False, max_length=60)

    def wanted(self) -> Wanted:
        """What is looked for; a field that was filled by hand with anything else counts for nothing."""
        self.full_clean()
        return Wanted(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class AssessForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    category = forms.ChoiceField(label="Nature", choices=Category.choices)
    severity = forms.ChoiceField(
        label="Gravité",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", "À évaluer"),
            *((level.value, f"{level.label} : {SEVERITY_HELP[level]}") for level in Severity),
        ],
    )
    system = forms.ChoiceField(label="Système concerné", required=False)
    breach = forms.ChoiceField(
        label="Est-ce une violation de données personnelles ?",
        choices=Doubt.choices,
        widget=forms.RadioSelect,
        help_text="Des données ont été perdues, modifiées, ou vues par quelqu’un qui n’aurait pas dû les voir (RGPD, art. 4, point 12).",
    )
    breach_known_at = MomentField(
        label="Violation connue depuis",
        required=False,
        help_text="Le délai de 72 heures court depuis ce moment.",
    )
    serious = forms.ChoiceField(
        label="Est-ce un incident grave au sens du règlement sur l’IA ?",
        choices=Doubt.choices,
        widget=forms.RadioSelect,
        help_text="Règlement (UE) 2024/1689, art. 3, point 49. Les obligations portent sur les systèmes à haut risque.",
    )
    serious_ground = forms.ChoiceField(
        label="Motif de gravité", required=False, choices=[("", "Aucun"), *Ground.choices]
    )
    serious_known_at = MomentField(label="Incident grave connu depuis", required=False)

    def __init__(self, *args: Any, systems: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "system", [("", "Aucun ou inconnu"), *systems])

    @classmethod
    def initial_of(cls, incident: Incident) -> dict[str, object]:
        """What the form shows of an incident before anyone changes it."""
        return {name: getattr(incident, name) for name in cls.base_fields}

    def assessment(self) -> Assessment:
        given = self.cleaned_data
        return Assessment(
            category=Category(given["category"]),
            severity=Severity(given["severity"]) if given["severity"] else None,
            system=given["system"],
            breach=Doubt(given["breach"]),
            breach_known_at=given["breach_known_at"],
            serious=Doubt(given["serious"]),
            serious_ground=Ground(given["serious_ground"]) if given["serious_ground"] else None,
            serious_known_at=given["serious_known_at"],
        )


class StepForm(forms.Form):
    """The steps that a running clock waits for."""

    step = forms.ChoiceField(label="Démarche", widget=forms.RadioSelect)
    at = MomentField(label="Faite ou décidée le")
    reference = forms.CharField(
        label="Numéro de dossier",
        required=False,
        max_length=60,
        help_text="Celui de la CNIL ou de l’autorité.",
    )
    reason = forms.CharField(
        label="Motif",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Obligatoire pour écarter une notification. Ce texte est chiffré.",
    )

    def __init__(self, *args: Any, clocks: tuple[Clock, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(
            self,
            "step",
            [
                (step.value, f"{step.label} (avec un motif)" if step in NOT_DUE else step.label)
                for clock in clocks
                if clock.is_running
                for step in clock.steps
            ],
        )

    def chosen(self) -> Step:
        return Step(self.cleaned_data["step"])


class AnalysisForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)
    causes = forms.CharField(
        label="Causes", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    measures = forms.CharField(
        label="Mesures prises", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    lessons = forms.CharField(
        label="Enseignements", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class SuspendForm(forms.Form):
    reason = forms.CharField(
        label="Motif de la suspension",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Les agents qui se servent de ce système liront ce motif : n’y nommez personne.",
    )
