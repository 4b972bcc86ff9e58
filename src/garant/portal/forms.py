"""The forms of the portal: a citizen's, and the administrators'."""

from collections.abc import Iterable
from typing import Any

from django import forms

from garant.directory.filling import offer
from garant.lifecycle.models import Use
from garant.portal.models import Portal
from garant.portal.settings import PortalSettings
from garant.portal.terms import Ask, Conformity, Part
from garant.registers.forms import LONGEST
from garant.registers.rights.sealed import Identity

TRAP = "site"


class AskForm(forms.Form):
    """What a citizen asks. Nothing is required that the answer can do without."""

    use = forms.ChoiceField(label="L’usage d’IA concerné", required=False)
    decision = forms.CharField(
        label="La décision concernée",
        required=False,
        max_length=300,
        help_text="Sa date, son numéro, le service qui l’a prise : ce que vous savez.",
    )
    words = forms.CharField(
        label="Votre demande",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Écrivez votre demande, même en quelques mots."},
    )
    name = forms.CharField(
        label="Votre nom",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Indiquez votre nom : la réponse vous est adressée."},
    )
    contact = forms.CharField(
        label="Où vous répondre",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une adresse électronique, ou une adresse postale.",
        error_messages={
            "required": "Indiquez une adresse électronique ou postale : sans elle, pas de réponse."
        },
    )

    def __init__(self, *args: Any, ask: Ask, uses: Iterable[Use], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(str(use.id), use.title) for use in uses]
        if choices:
            offer(self, "use", [("", "Je ne sais pas, ou aucun de ceux-ci"), *choices])
        else:
            del self.fields["use"]
        if not ask.decision:
            del self.fields["decision"]
        if ask.kind is None:
            for name in ("name", "contact"):
                self.fields[name].required = False
            self.fields["words"].label = "Ce qui s’est passé"
            self.fields["words"].help_text = "Avec vos mots : quand, où, ce que l’IA a dit ou fait."

    def given(self) -> dict[str, Any]:
        """What `send_ask` takes."""
        said = self.cleaned_data
        return {
            "use": said.get("use", ""),
            "decision": said.get("decision", ""),
            "words": said["words"],
            "identity": Identity(said["name"], said["contact"]),
        }


class FollowForm(forms.Form):
    receipt = forms.CharField(
        label="Votre numéro de reçu",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Il commence par DR ou SI, par exemple DR-2026-0012-k7m4qx.",
        error_messages={"required": "Recopiez le numéro qui figure sur votre reçu."},
    )

    def clean_receipt(self) -> str:
        """As it was given: capitals before the code, which has none; spaces are nobody's mistake."""
        said = "".join(str(self.cleaned_data["receipt"]).split()).replace("–", "-").replace("‑", "-")
        head, dash, code = said.rpartition("-")
        return f"{head.upper()}{dash}{code.lower()}"


class SettingsForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    is_open = forms.BooleanField(label="Le portail est ouvert à tout le monde", required=False)
    parts = forms.MultipleChoiceField(
        label="Ce qu’il montre, en plus de la charte",
        required=False,
        choices=Part.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    uses = forms.MultipleChoiceField(
        label="Usages d’IA publiés à l’inventaire",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Relisez leur fiche avant : ce qu’elle dit du besoin, des données et de la décision devient public.",
    )
    presentation = forms.CharField(
        label="Présentation",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Quelques phrases pour le public : qui vous êtes, ce que vous attendez de l’IA. Aucun nom de personne.",
    )
    contact = forms.EmailField(
        label="Adresse de contact",
        required=False,
        help_text="Une adresse de service. Vide : celle de l’organisation.",
    )
    threshold = forms.IntegerField(
        label="Seuil de personnes pour publier un chiffre",
        required=False,
        min_value=1,
        max_value=10_000,
    )
    conformity = forms.ChoiceField(
        label="Accessibilité : état de conformité", choices=Conformity.choices, widget=forms.RadioSelect
    )
    audited_on = forms.DateField(
        label="Audit mené le",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    audited_by = forms.CharField(label="Audit mené par (organisme)", required=False, max_length=150)
    rate = forms.IntegerField(
        label="Critères respectés, en pour cent", required=False, min_value=0, max_value=100
    )
    not_accessible = forms.CharField(
        label="Contenus non accessibles",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Un par ligne. Vide : la déclaration dit qu’aucun n’est recensé.",
    )

    def __init__(self, *args: Any, uses: Iterable[Use], least: int, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [
            (str(use.id), f"n° {use.number}, {use.title} ({use.stage_word.french.lower()})") for use in uses
        ]
        if choices:
            offer(self, "uses", choices)
        else:
            del self.fields["uses"]
        self.fields[
            "threshold"
        ].help_text = (
            f"Vide : {least} personnes, le seuil de l’installation. Il peut être relevé, jamais abaissé."
        )

    def given(self) -> PortalSettings:
        said = self.cleaned_data
        return PortalSettings(
            is_open=said["is_open"],
            parts=frozenset(Part(each) for each in said["parts"]),
            uses=frozenset(said.get("uses", ())),
            presentation=said["presentation"],
            contact=said["contact"],
            threshold=said["threshold"],
            conformity=Conformity(said["conformity"]),
            audited_on=said["audited_on"],
            audited_by=said["audited_by"],
            rate=said["rate"],
            not_accessible=said["not_accessible"],
        )

    @staticmethod
    def initial_of(portal: Portal | None) -> dict[str, Any]:
        if portal is None:
            return {"revision": 0, "conformity": Conformity.NONE}
        names = (
            "revision",
            "is_open",
            "parts",
            "uses",
            "presentation",
            "contact",
            "threshold",
            "conformity",
            "audited_on",
            "audited_by",
            "rate",
            "not_accessible",
        )
        return {name: getattr(portal, name) for name in names}
