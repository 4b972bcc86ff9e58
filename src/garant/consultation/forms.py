"""Forms of consultations. They know the shape of what is typed; the actions know what may be said."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from garant.consultation.actions import LONGEST
from garant.consultation.parts import Part
from garant.consultation.queries import Item
from garant.consultation.terms import Kind, Verdict
from garant.directory.filling import offer
from garant.directory.forms import CharterFileForm
from garant.directory.models import Person

IN_FORCE, FILE = "in_force", "file"
_LONGEST_TEXT = 10_000
WHOLE = ("", "Sur l’ensemble de la charte")


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OpenForm(CharterFileForm):
    """A consultation, on the charter in force or on a file."""

    title = forms.CharField(
        label="Titre", max_length=160, help_text="« Première version de notre charte », « Révision 2027 »…"
    )
    presentation = forms.CharField(
        label="Présentation",
        max_length=_LONGEST_TEXT,
        widget=_words(6),
        help_text="Pourquoi cette consultation, ce qui est ouvert à la discussion, et ce que vous ferez des avis.",
    )
    source = forms.ChoiceField(
        label="Texte mis en discussion",
        choices=[(IN_FORCE, "La charte en vigueur"), (FILE, "Un projet, dans un fichier YAML")],
        widget=forms.RadioSelect,
        initial=IN_FORCE,
    )
    file = forms.FileField(
        label="Fichier du projet",
        required=False,
        help_text="Si vous avez choisi un projet : un fichier YAML en UTF-8, de 1 Mo au plus. Le texte est figé à l’ouverture.",
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,application/yaml,text/yaml"}),
        error_messages={"empty": "Ce fichier est vide."},
    )
    closes_on = forms.DateField(
        label="Dernier jour",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="La consultation se clôt d’elle-même à la fin de ce jour.",
    )
    anonymous = forms.BooleanField(
        label="Consultation anonyme",
        required=False,
        help_text="Aucun nom n’est enregistré avec une contribution. Sinon, le nom de chacun est lu dans l’organisation.",
    )
    public = forms.BooleanField(
        label="Ouverte à tous",
        required=False,
        help_text="Habitants, usagers, partenaires participent par une page publique, sans compte. Les noms des agents n’y sont pas montrés.",
    )
    field_order = ("title", "presentation", "source", "file", "closes_on", "anonymous", "public")

    def clean_file(self) -> str:
        return super().clean_file() if self.cleaned_data.get("file") else ""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("source") == FILE and not data.get("file") and "file" not in self.errors:
            self.add_error("file", "Choisissez le fichier du projet, ou prenez la charte en vigueur.")
        return data


class CommentForm(forms.Form):
    text = forms.CharField(label="Votre commentaire", max_length=LONGEST, widget=_words(4))


class AmendmentForm(forms.Form):
    text = forms.CharField(
        label="La rédaction que vous proposez",
        max_length=LONGEST,
        widget=_words(8),
        help_text="Partez du texte de la clause, et changez-le. Vos changements seront montrés mot à mot.",
    )
    reason = forms.CharField(label="Pourquoi", max_length=LONGEST, required=False, widget=_words(2))


def signature() -> forms.CharField:
    """A field for who writes without account, where names are told."""
    return forms.CharField(
        label="Votre nom, ou celui de votre association",
        max_length=80,
        required=False,
        help_text="Il sera lu par tous. Sans lui, votre contribution paraît sans signature.",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Pourquoi", max_length=1_000, widget=_words(3))


class WorkshopForm(forms.Form):
    place = forms.CharField(
        label="Lieu ou groupe", max_length=120, help_text="« Maison des lycées », « Agents d’accueil »…"
    )
    held_on = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    participants = forms.IntegerField(label="Nombre de participants", min_value=1, max_value=2_000)
    facilitator = forms.ChoiceField(
        label="Qui anime et prend note", help_text="Cette personne saisit les contributions de la salle."
    )

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "facilitator", [(str(person.id), person.full_name) for person in people])


class RecountForm(forms.Form):
    participants = forms.IntegerField(label="Nombre de participants", min_value=1, max_value=2_000)


class NoteForm(forms.Form):
    """What a room says, on the clause that the page shows."""

    clause = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    text = forms.CharField(label="Ce que dit la salle", max_length=LONGEST, widget=_words(5))
    reason = forms.CharField(label="Pourquoi", max_length=LONGEST, required=False, widget=_words(2))

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind is Kind.AMENDMENT:
            self.fields["text"].label = "La rédaction que propose la salle"
        else:
            del self.fields["reason"]
        self.fields["text"].widget.attrs["autofocus"] = True


class AboutForm(forms.Form):
    """On what the room speaks now."""

    clause = forms.ChoiceField(label="Clause")
    kind = forms.ChoiceField(label="Nature", choices=Kind.choices)

    def __init__(self, parts: Sequence[Part], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "clause", [WHOLE, *((part.id, f"{part.number} {part.title}") for part in parts)])


class AnswerForm(forms.Form):
    contributions = forms.MultipleChoiceField(
        label="Contributions",
        widget=forms.CheckboxSelectMultiple,
        help_text="Cochez celles qui disent la même chose.",
    )
    verdict = forms.ChoiceField(label="Suite donnée", choices=Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Motif",
        max_length=LONGEST,
        widget=_words(3),
        help_text="Ce qui change dans le texte, ou pourquoi il ne change pas.",
    )

    def __init__(self, items: Iterable[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [item.contribution for item in items if not item.contribution.hidden_at]
        offer(
            self,
            "contributions",
            [(str(row.id), f"N° {row.number}, {row.kind_french.lower()}") for row in rows],
        )


class SynthesisForm(forms.Form):
    text = forms.CharField(
        label="Synthèse",
        max_length=_LONGEST_TEXT,
        required=False,
        widget=_words(4),
        help_text="Ce qui ressort de la discussion, en quelques phrases.",
    )


class PublishForm(forms.Form):
    conclusion = forms.CharField(
        label="Ce que nous en retenons",
        max_length=_LONGEST_TEXT,
        required=False,
        widget=_words(6),
        help_text="Le mot d’ensemble, lu en tête de la synthèse.",
    )
