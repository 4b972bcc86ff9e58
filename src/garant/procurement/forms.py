"""Forms of the people of the house; the vendor's own stands in `answer_form`."""

from typing import Any

from django import forms

from garant.directory.filling import offer
from garant.procurement.actions import Outline
from garant.procurement.models import Consultation, Invitation
from garant.procurement.questions import HEAVIEST, Bank
from garant.procurement.scoring import BEST_MARK
from garant.procurement.terms import RiskChoice, SystemKind

_LONGEST = 4_000
_MOMENT = "%Y-%m-%dT%H:%M"

MARKS = [
    (0, "0 : absent ou contraire au besoin"),
    (1, "1 : insuffisant"),
    (2, "2 : passable"),
    (3, "3 : bon"),
    (4, "4 : tout ce qui était attendu"),
]
assert len(MARKS) == BEST_MARK + 1


def _moment(label: str, help_text: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        input_formats=[_MOMENT],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
        error_messages={"invalid": "Écrivez une date et une heure, comme 2026-12-18T12:00."},
    )


class OutlineForm(forms.Form):
    title = forms.CharField(label="Titre", max_length=160)
    reference = forms.CharField(
        label="Référence", max_length=60, help_text="Celle du marché, par exemple 2026-SI-014."
    )
    object = forms.CharField(
        label="Objet",
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ce qui est acheté et pour quel usage. Les candidats le lisent.",
    )
    system_kind = forms.ChoiceField(label="Nature", choices=SystemKind.choices)
    risk = forms.ChoiceField(
        label="Risque de l’usage",
        choices=RiskChoice.choices,
        initial=RiskChoice.UNKNOWN,
        help_text="Il décide des clauses proposées. Dans le doute, laissez « à examiner ».",
    )
    deadline = _moment("Date limite", "Le jour et l’heure où les liens des candidats se ferment.")

    def outline(self) -> Outline:
        given = self.cleaned_data
        return Outline(
            title=given["title"],
            reference=given["reference"],
            object=given["object"],
            system_kind=SystemKind(given["system_kind"]),
            risk=RiskChoice(given["risk"]),
            deadline=given["deadline"],
        )


class AmendForm(OutlineForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(consultation: Consultation) -> dict[str, Any]:
        names = ("title", "reference", "object", "system_kind", "risk", "deadline", "revision")
        return {name: getattr(consultation, name) for name in names}


class QuestionsForm(forms.Form):
    """Three controls for each question of the bank: asked or not, its weight, whether it eliminates."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, bank: Bank, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bank = bank
        for question in bank.questions:
            self.fields[f"keep-{question.id}"] = forms.BooleanField(required=False)
            self.fields[f"weight-{question.id}"] = forms.IntegerField(
                required=False, min_value=0, max_value=HEAVIEST
            )
            self.fields[f"out-{question.id}"] = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        for question in self.bank.questions:
            weight = f"weight-{question.id}"
            kept = self.cleaned_data.get(f"keep-{question.id}")
            if kept and weight not in self.errors and self.cleaned_data.get(weight) is None:
                self.add_error(weight, f"Donnez un poids de 0 à {HEAVIEST}.")
        return self.cleaned_data

    def weights(self) -> dict[str, int]:
        given = self.cleaned_data
        return {
            question.id: given[f"weight-{question.id}"]
            for question in self.bank.questions
            if given[f"keep-{question.id}"]
        }

    def eliminating(self) -> set[str]:
        return {question.id for question in self.bank.questions if self.cleaned_data[f"out-{question.id}"]}


class InviteForm(forms.Form):
    vendor = forms.CharField(label="Nom du candidat", max_length=120)
    email = forms.EmailField(
        label="Adresse électronique", required=False, help_text="Pour lui envoyer son lien depuis Garant."
    )
    send = forms.BooleanField(label="Envoyer le lien par courriel maintenant", required=False)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("send") and not self.cleaned_data.get("email"):
            self.add_error("email", "Donnez l’adresse à laquelle envoyer le lien.")
        return self.cleaned_data


class ExtendForm(forms.Form):
    deadline = _moment(
        "Nouvelle date limite", "Plus tardive que l’actuelle ; les liens déjà envoyés la suivent."
    )


class ReasonForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Motif",
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Écrivez le motif : il répond à qui le demandera."},
    )


class RetainForm(ReasonForm):
    invitation = forms.ChoiceField(label="Réponse retenue", widget=forms.RadioSelect)

    field_order = ("revision", "invitation", "reason")

    def __init__(self, invitations: list[Invitation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "invitation", [(str(each.id), each.vendor) for each in invitations])


class MarkForm(forms.Form):
    mark = forms.TypedChoiceField(label="Note", choices=MARKS, coerce=int)
    reason = forms.CharField(
        label="Motif de la note", max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    question = forms.CharField(max_length=60, widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ImportForm(forms.Form):
    invitation = forms.ChoiceField(label="Candidat")
    received_at = _moment("Reçu le", "Quand le fichier vous est parvenu : au plus tard à la date limite.")
    file = forms.FileField(label="Fichier JSON du candidat")

    def __init__(self, invitations: list[Invitation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "invitation", [(str(each.id), each.vendor) for each in invitations])


class ConfirmImportForm(forms.Form):
    """What the dry run read, sent back: it is checked again, so nothing is taken on trust."""

    invitation = forms.UUIDField(widget=forms.HiddenInput)
    received_at = forms.DateTimeField(widget=forms.HiddenInput)
    content = forms.CharField(widget=forms.HiddenInput, strip=False)


class FeedForm(forms.Form):
    country = forms.RegexField(
        label="Pays du fournisseur",
        regex=r"^\s*[A-Za-z]{2}\s*$",
        max_length=4,
        help_text="Le code du pays sur deux lettres : FR, DE, US… Celui de l’entreprise, non de l’hébergement.",
        error_messages={"invalid": "Écrivez le code du pays sur deux lettres, par exemple FR."},
    )

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).strip().upper()
