"""Forms of the trials: they check shapes; the actions check rights and rules."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from garant.catalogue.models import AiSystem
from garant.directory.filling import offer
from garant.directory.models import Person
from garant.trials.attachments import TYPES
from garant.trials.models import Criterion
from garant.trials.terms import Outcome, Verdict

LONGEST = 10_000  # characters


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class TrialForm(forms.Form):
    title = forms.CharField(label="Titre", max_length=200)
    purpose = forms.CharField(
        label="Objet",
        max_length=LONGEST,
        widget=_words(4),
        help_text="Ce que l’essai doit montrer, et pour qui.",
    )
    direction = forms.CharField(
        label="Direction métier", max_length=150, help_text="Celle qui accepte le plan et rend le verdict."
    )
    partners = forms.CharField(label="Partenaires", max_length=LONGEST, widget=_words(2), required=False)
    starts_on = forms.DateField(label="Premier jour", widget=_day())
    ends_on = forms.DateField(
        label="Dernier jour",
        widget=_day(),
        help_text="Les clés se ferment seules à la fin de ce jour, à minuit.",
    )
    systems = forms.MultipleChoiceField(
        label="Systèmes essayés",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Les clés de l’essai n’ouvrent que ceux-là.",
    )

    def __init__(self, systems: Iterable[AiSystem], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "systems", [(system.slug, system.name) for system in systems])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "Le dernier jour ne précède pas le premier.")
        return data


class NewTrialForm(TrialForm):
    subject = forms.CharField(widget=forms.HiddenInput)
    prolongs = forms.UUIDField(widget=forms.HiddenInput, required=False)


class AmendTrialForm(TrialForm):
    reason = forms.CharField(label="Raison du changement", max_length=500, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ParticipantForm(forms.Form):
    person = forms.TypedChoiceField(label="Personne", coerce=uuid.UUID)

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", [(str(each.id), each.full_name) for each in people])


class CriterionForm(forms.Form):
    sentence = forms.CharField(
        label="Critère",
        max_length=LONGEST,
        widget=_words(2),
        help_text="Ce qui doit être vrai pour que l’essai soit réussi.",
    )
    threshold = forms.CharField(
        label="Seuil",
        max_length=200,
        help_text="À partir de quelle mesure il est atteint : « 90 % des cas ».",
    )


class CaseForm(forms.Form):
    given = forms.CharField(
        label="Donné", max_length=LONGEST, widget=_words(3), help_text="Ce qu’on soumet au système."
    )
    expected = forms.CharField(label="Attendu", max_length=LONGEST, widget=_words(3))
    criterion = forms.TypedChoiceField(
        label="Critère servi", required=False, coerce=uuid.UUID, empty_value=None
    )

    def __init__(self, criteria: Iterable[Criterion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Aucun"), *((str(each.id), f"{each.key}. {each.sentence[:80]}") for each in criteria)]
        offer(self, "criterion", choices)


class DataForm(forms.Form):
    name = forms.CharField(
        label="Jeu de données", max_length=150, help_text="Ce que c’est, sans nommer personne."
    )
    origin = forms.CharField(label="Origine", max_length=200)
    place = forms.CharField(label="Où il se trouve", max_length=200)
    personal = forms.TypedChoiceField(
        label="Contient-il des données personnelles ?",
        choices=[("yes", "Oui"), ("no", "Non")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )


class ConsentTextForm(forms.Form):
    text = forms.CharField(
        label="Texte du consentement",
        max_length=LONGEST,
        widget=_words(8),
        help_text="Quelles données, pour quoi, où, jusqu’à quand, et comment se retirer. Un autre texte redemande chaque consentement.",
    )


class ConcernedForm(forms.Form):
    person = forms.TypedChoiceField(
        label="Personne de l’organisation", required=False, coerce=uuid.UUID, empty_value=None
    )
    name = forms.CharField(
        label="Ou nom d’une personne extérieure",
        max_length=150,
        required=False,
        help_text="Chiffré, effacé à la fin.",
    )

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Personne extérieure"), *((str(each.id), each.full_name) for each in people)]
        offer(self, "person", choices)


class GivenForm(forms.Form):
    given_on = forms.DateField(label="Consentement donné le", widget=_day())


class WithdrawnForm(forms.Form):
    withdrawn_on = forms.DateField(label="Retiré le", widget=_day())


class FollowedForm(forms.Form):
    how = forms.CharField(
        label="Ce qui a été fait de ses données",
        max_length=LONGEST,
        widget=_words(3),
        help_text="Chiffré, effacé à la fin.",
    )


class RunForm(forms.Form):
    outcome = forms.ChoiceField(label="Constat", choices=Outcome.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=LONGEST,
        widget=_words(4),
        help_text="Chiffrée, effacée à la fin de l’essai.",
    )


class ResultForm(forms.Form):
    measured = forms.CharField(label="Mesuré", max_length=200, help_text="« 27 cas sur 30 », « 4 secondes »…")
    met = forms.TypedChoiceField(
        label="Le seuil est-il atteint ?",
        choices=[("yes", "Oui"), ("no", "Non")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=LONGEST,
        widget=_words(3),
        help_text="Gardée après l’essai : n’y nommez personne.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class AttachmentForm(forms.Form):
    file = forms.FileField(
        label="Pièce jointe",
        help_text="PDF, PNG, JPEG, CSV, ODT, ODS, DOCX ou XLSX, 5 Mo au plus. Chiffrée, effacée à la fin de l’essai.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{suffix}" for suffix in TYPES)}),
        error_messages={"empty": "Ce fichier est vide."},
    )


class IncidentForm(forms.Form):
    number = forms.IntegerField(label="Numéro de l’incident au registre", min_value=1)


class LessonForm(forms.Form):
    text = forms.CharField(
        label="Ce que nous avons appris",
        max_length=LONGEST,
        widget=_words(5),
        help_text="Succès, difficultés, limites. Gardé après l’essai : n’y nommez personne.",
    )


class EndForm(forms.Form):
    reason = forms.CharField(label="Pourquoi", max_length=LONGEST, widget=_words(3))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DestructionForm(forms.Form):
    on = forms.DateField(label="Détruites le", widget=_day())
    how = forms.CharField(
        label="Comment", max_length=300, help_text="« Dossier partagé supprimé, corbeille vidée »…"
    )


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(label="Verdict", choices=Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Raisons",
        max_length=LONGEST,
        widget=_words(6),
        error_messages={"required": "Écrivez les raisons : un verdict ne se rend pas sans elles."},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
