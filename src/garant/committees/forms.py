"""Forms of the committees: they check shapes; the actions check rights and rules."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from garant.committees.models import Item, Member, Session
from garant.committees.terms import CommitteeKind, Presence, Quality, QuorumKind, Verdict
from garant.directory.filling import offer
from garant.directory.models import Person

LONGEST = 10_000  # characters
_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CommitteeForm(forms.Form):
    name = forms.CharField(label="Nom", max_length=120)
    kind = forms.ChoiceField(label="Nature", choices=CommitteeKind.choices)
    purpose = forms.CharField(
        label="Mission",
        max_length=LONGEST,
        widget=_words(4),
        help_text="Ce sur quoi il se prononce, et à qui il rend ses avis.",
    )
    quorum_kind = forms.ChoiceField(
        label="Quorum", choices=QuorumKind.choices, widget=forms.RadioSelect, initial=QuorumKind.SHARE
    )
    quorum_value = forms.IntegerField(
        label="Part (en %) ou nombre",
        min_value=1,
        max_value=1000,
        initial=50,
        help_text="Sans ce quorum, aucun avis ne peut être rendu.",
    )
    casting_vote = forms.BooleanField(
        label="En cas d’égalité, la voix de la présidence l’emporte", required=False
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("quorum_kind") == QuorumKind.SHARE and (data.get("quorum_value") or 0) > 100:
            self.add_error("quorum_value", "Une part ne dépasse pas 100 %.")
        return data


class AmendCommitteeForm(CommitteeForm):
    reason = forms.CharField(label="Raison du changement", max_length=500, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class MemberForm(forms.Form):
    person = forms.TypedChoiceField(
        label="Personne de l’organisation", required=False, coerce=uuid.UUID, empty_value=None
    )
    name = forms.CharField(
        label="Ou nom d’une personne extérieure",
        max_length=150,
        required=False,
        help_text="Élu d’une autre collectivité, expert, usager, partenaire : sans compte dans Garant.",
    )
    quality = forms.ChoiceField(label="Siège en qualité de", choices=Quality.choices)
    votes = forms.BooleanField(
        label="A voix délibérative",
        required=False,
        initial=True,
        help_text="Sinon, siège à titre consultatif : ne vote pas, ne compte pas pour le quorum.",
    )
    chairs = forms.BooleanField(label="Préside le comité", required=False)
    starts = forms.DateField(label="Début du mandat", widget=_DAY)
    ends = forms.DateField(label="Dernier jour du mandat", widget=_DAY, required=False)

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Personne extérieure"), *((str(person.id), person.full_name) for person in people)]
        offer(self, "person", choices)


class EndMandateForm(forms.Form):
    ends = forms.DateField(label="Dernier jour du mandat", widget=_DAY)


class CaseForm(forms.Form):
    title = forms.CharField(label="Affaire", max_length=200)
    question = forms.CharField(
        label="Question posée au comité",
        max_length=LONGEST,
        widget=_words(4),
        help_text="Ce sur quoi il se prononce, en une ou deux phrases.",
    )
    subject = forms.CharField(widget=forms.HiddenInput, required=False)
    stage = forms.CharField(widget=forms.HiddenInput, required=False)


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="Pourquoi la retirer", max_length=LONGEST, widget=_words(3))


class SessionForm(forms.Form):
    at = forms.DateTimeField(
        label="Date et heure",
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    place = forms.CharField(label="Lieu", max_length=200, required=False)
    visio = forms.URLField(
        label="Lien de visioconférence", max_length=300, required=False, assume_scheme="https"
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("place") and not data.get("visio"):
            self.add_error("place", "Donnez un lieu, un lien de visioconférence, ou les deux.")
        return data


class AmendSessionForm(SessionForm):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class AttendanceForm(forms.Form):
    """One question for each member in mandate."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, seated: Iterable[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for member in seated:
            voice = "" if member.votes else " (voix consultative)"
            self.fields[f"member-{member.id}"] = forms.ChoiceField(
                label=f"{member.full_name}{voice}", choices=Presence.choices, widget=forms.RadioSelect
            )

    @property
    def presences(self) -> dict[uuid.UUID, str]:
        return {
            uuid.UUID(name.removeprefix("member-")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("member-")
        }


class ConflictForm(forms.Form):
    member = forms.TypedChoiceField(label="Membre qui se déporte", coerce=uuid.UUID)
    nature = forms.CharField(
        label="Nature de l’intérêt",
        max_length=1000,
        widget=_words(3),
        help_text="Chiffrée. Le procès-verbal dit qui s’est déporté, pas pourquoi.",
    )

    def __init__(self, seated: Iterable[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(member.id), member.full_name) for member in seated]
        offer(self, "member", choices)


class OpinionForm(forms.Form):
    verdict = forms.ChoiceField(label="Sens de l’avis", choices=Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Motifs",
        max_length=LONGEST,
        widget=_words(6),
        error_messages={"required": "Écrivez les motifs : un avis ne se rend pas sans eux."},
    )
    conditions = forms.CharField(
        label="Conditions",
        required=False,
        max_length=LONGEST,
        widget=_words(4),
        help_text="Une par ligne, pour un avis favorable avec conditions seulement.",
    )
    votes_for = forms.IntegerField(label="Voix pour cet avis", min_value=0, max_value=1000)
    votes_against = forms.IntegerField(label="Voix contre", min_value=0, max_value=1000)
    abstentions = forms.IntegerField(label="Abstentions", min_value=0, max_value=1000)
    instead_of = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_conditions(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["conditions"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        asked = data.get("verdict") == Verdict.WITH_CONDITIONS
        if asked and data.get("conditions") == []:
            self.add_error("conditions", "Écrivez au moins une condition, ou choisissez un autre sens.")
        if not asked and data.get("conditions"):
            self.add_error(
                "conditions", "Cet avis n’a pas de conditions : effacez-les, ou choisissez le sens qui en a."
            )
        return data


class ApproveForm(forms.Form):
    session = forms.TypedChoiceField(label="Procès-verbal à approuver", coerce=uuid.UUID)
    remarks = forms.CharField(
        label="Corrections demandées", required=False, max_length=LONGEST, widget=_words(3)
    )

    def __init__(self, sessions: Iterable[Session], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(session.id), f"Séance n° {session.number} du {timezone.localtime(session.at):%d/%m/%Y}")
            for session in sessions
        ]
        offer(self, "session", choices)


class TakeForm(forms.Form):
    case = forms.TypedChoiceField(label="Affaire en attente", coerce=uuid.UUID)

    def __init__(self, cases: Iterable[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "case", [(str(case.id), case.title) for case in cases])
