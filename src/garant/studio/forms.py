"""Forms of the studio. Each form of a draft carries the revision that it would replace, and the one it was drawn from."""

import re
from typing import Any

from django import forms

from garant.charter import zone_adjective
from garant.directory.forms import CharterFileForm, VoteForm
from garant.studio.blanks import Owner
from garant.studio.reading import LARGEST
from garant.studio.terms import Origin
from garant.words import Zone


class DraftForm(forms.Form):
    """`revision` is the one that a save replaces; `drawn` the one that the fields were filled from."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    drawn = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class NewDraftForm(forms.Form):
    title = forms.CharField(
        label="Nom du brouillon",
        max_length=150,
        help_text="Pour le retrouver, par exemple : « Révision de 2027 ».",
    )
    origin = forms.ChoiceField(
        label="Partir de", choices=Origin.choices, widget=forms.RadioSelect, initial=Origin.VERSION.value
    )
    version = forms.ChoiceField(label="Quelle version", required=False)
    reference = forms.ChoiceField(label="Quelle charte fournie", required=False)
    parent = forms.CharField(
        label="De quelle organisation hériter",
        max_length=200,
        required=False,
        help_text=(
            "L’adresse publique de sa charte, ou son nom court : « region » dans /o/region/charte/. La vôtre pourra "
            "être plus stricte ; plus souple, elle donnera son motif."
        ),
    )
    file = forms.FileField(
        label="Quel fichier",
        required=False,
        help_text="En UTF-8, de 256 Ko au plus.",
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,application/yaml,text/yaml"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        origin = str(data.get("origin"))
        named = origin in (Origin.REFERENCE, Origin.VERSION, Origin.PARENT, Origin.FILE)
        if named and not data.get(origin) and origin not in self.errors:
            self.add_error(origin, "Choisissez de quoi partir.")
        return data

    def clean_parent(self) -> str:
        """The short name, out of the address or as it is."""
        said = str(self.cleaned_data["parent"]).strip()
        found = re.search(r"/o/([-\w]+)/", said)
        return found.group(1) if found else said

    def clean_file(self) -> str:
        return _charter_text(self.cleaned_data.get("file"))


class ImportForm(CharterFileForm):
    """A file in the place of the draft's text."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    drawn = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class BlanksForm(DraftForm):
    title = forms.CharField(label="Titre de la charte", max_length=500)
    organisation = forms.CharField(label="Nom de l’organisation", max_length=500)
    adopted_by = forms.CharField(
        label="Adoptée par",
        max_length=500,
        required=False,
        help_text="L’instance qui vote : « le conseil d’administration », « l’assemblée générale ».",
    )
    adopted_on = forms.DateField(
        label="Adoptée le", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    revision_months = forms.IntegerField(
        label="Nombre de mois entre deux révisions", required=False, min_value=1, max_value=240
    )
    assistant = forms.CharField(
        label="Nom de l’assistant", max_length=500, help_text="Celui que chacun lira dans ses conversations."
    )

    def __init__(self, owners: tuple[Owner, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for zone in Zone:
            self.fields[zone.value] = forms.CharField(
                label=f"Ce qu’est, chez vous, la zone {zone_adjective(zone)}",
                max_length=2_000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        for owner in owners:
            self.fields[f"owner-{owner.name}"] = forms.CharField(
                label=f"Qui s’engage : « {owner.promise} »",
                max_length=500,
                help_text="Une fonction ou une instance, jamais un nom.",
            )
            self.fields[f"due-{owner.name}"] = forms.DateField(
                label="Échéance de cet engagement",
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )


class ClauseForm(DraftForm):
    title = forms.CharField(label="Titre", max_length=500, required=False)
    text = forms.CharField(
        label="Texte",
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Le texte qui est voté, en Markdown : **gras**, *italique*, listes.",
    )
    controls = forms.CharField(
        label="Règles, telles que le fichier les écrit",
        max_length=100_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "source", "spellcheck": "false"}),
        help_text="Une règle par tiret. Les formulaires de la page du brouillon écrivent la même chose.",
    )
    reason = forms.CharField(
        label="Motif, si cette clause est plus souple que celle dont elle hérite",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NewClauseForm(DraftForm):
    section = forms.TypedChoiceField(label="Dans la partie", coerce=int)
    clause = forms.SlugField(
        label="Identifiant",
        max_length=80,
        help_text="Minuscules, chiffres et tirets. Il reste le même d’une version à l’autre.",
    )
    title = forms.CharField(label="Titre", max_length=500)
    text = forms.CharField(label="Texte", max_length=100_000, widget=forms.Textarea(attrs={"rows": 8}))

    def clean_clause(self) -> str:
        return str(self.cleaned_data["clause"]).lower()


class GridForm(DraftForm):
    """The cells themselves are read by the view: a select for each, named class-zone."""

    into = forms.ChoiceField(
        label="Écrire les règles dans",
        required=False,
        help_text="Par défaut, chaque règle s’écrit dans la clause qui décide aujourd’hui de la case.",
    )


class FileTextForm(DraftForm):
    text = forms.CharField(
        label="Texte du fichier",
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 30, "class": "source", "spellcheck": "false"}),
    )


class StepForm(DraftForm):
    """A button that changes a draft: nothing but the revision."""


class ProposeForm(VoteForm):
    """What goes with a draft that comes into force."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    version = forms.DateField(
        label="Date de cette version",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Elle nomme la version : deux versions n’ont pas la même. Celle qui est proposée est libre.",
    )
    field_order = ("version", "in_force_on", "voted_by", "voted_on", "deliberation")


def _charter_text(upload: Any) -> str:
    if not upload:
        return ""
    if upload.size > LARGEST:
        raise forms.ValidationError("Ce fichier est trop lourd pour une charte : 256 Ko au plus.")
    try:
        return str(upload.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise forms.ValidationError(
            "Ce fichier n’est pas du texte en UTF-8. Ouvrez-le dans un éditeur de texte et enregistrez-le en UTF-8."
        ) from error
