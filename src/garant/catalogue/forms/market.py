"""The forms of a vendor, of a contract, of a proof."""

from collections.abc import Iterable
from typing import Any

from django import forms

from garant.catalogue.actions import ProofFacts
from garant.catalogue.forms.version import day_field
from garant.catalogue.market import ContractFacts, VendorFacts
from garant.catalogue.models import Contract, Vendor
from garant.catalogue.requirements import ProofKind
from garant.catalogue.terms import Exposure
from garant.catalogue.uploads import LARGEST_BYTES
from garant.directory.filling import offer

_TWO_LETTERS = r"^[A-Za-z]{2}$"
_COUNTRY = {"invalid": "Deux lettres : FR pour la France, DE pour l’Allemagne…"}


class VendorForm(forms.Form):
    name = forms.CharField(label="Nom", max_length=120)
    country = forms.RegexField(
        label="Pays de l’entreprise",
        regex=_TWO_LETTERS,
        max_length=2,
        help_text="Code à deux lettres : FR, DE, US…",
        error_messages=_COUNTRY,
    )
    parent = forms.CharField(
        label="Maison mère", max_length=120, required=False, help_text="Qui la contrôle, s’il y a lieu."
    )
    parent_country = forms.RegexField(
        label="Pays de la maison mère",
        regex=_TWO_LETTERS,
        max_length=2,
        required=False,
        error_messages=_COUNTRY,
    )
    contact = forms.CharField(
        label="Contact", max_length=200, required=False, help_text="Un service et son adresse."
    )
    foreign_law = forms.ChoiceField(
        label="Un droit extra-européen l’atteint-il (CLOUD Act, FISA…) ?",
        choices=Exposure.choices,
        initial=Exposure.UNKNOWN.value,
        help_text="Une maison mère américaine suffit, même si les données restent en Europe. Sans certitude, répondez « On ne sait pas ».",
    )
    foreign_law_note = forms.CharField(label="Précision", max_length=300, required=False)
    reason = forms.CharField(label="Motif de la modification", max_length=300, required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, vendor: Vendor | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _values(vendor, self.base_fields))
        super().__init__(*args, **kwargs)
        if vendor is None:
            del self.fields["reason"]

    def facts(self) -> VendorFacts:
        """What the form holds, once valid."""
        data = self.cleaned_data
        return VendorFacts(
            name=data["name"],
            country=data["country"],
            parent=data["parent"],
            parent_country=data["parent_country"],
            contact=data["contact"],
            foreign_law=Exposure(data["foreign_law"]),
            foreign_law_note=data["foreign_law_note"],
        )


class ContractForm(forms.Form):
    reference = forms.CharField(label="Référence", max_length=80)
    subject = forms.CharField(label="Objet", max_length=200, required=False)
    starts = day_field(label="Début", required=False)
    ends = day_field(label="Fin", required=False)
    ai_clauses = forms.CharField(
        label="Clauses sur l’IA",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ce que le contrat dit de l’IA : entraînement, biais, sous-traitance, réversibilité, changement de modèle. Markdown accepté.",
    )
    literacy_attested_on = day_field(
        label="Maîtrise de l’IA attestée le",
        required=False,
        help_text="Le jour où le prestataire a attesté que les personnes qui agissent pour vous sont formées à l’IA.",
    )
    literacy_note = forms.CharField(
        label="Ce qui l’atteste",
        max_length=300,
        required=False,
        help_text="Un document, un engagement, et pour quels sous-traitants.",
    )
    reason = forms.CharField(label="Motif de la modification", max_length=300, required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, contract: Contract | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _values(contract, self.base_fields))
        super().__init__(*args, **kwargs)
        if contract is None:
            del self.fields["reason"]

    def facts(self) -> ContractFacts:
        """What the form holds, once valid."""
        data = self.cleaned_data
        return ContractFacts(
            reference=data["reference"],
            subject=data["subject"],
            starts=data["starts"],
            ends=data["ends"],
            ai_clauses=data["ai_clauses"],
            literacy_attested_on=data["literacy_attested_on"],
            literacy_note=data["literacy_note"],
        )


class ProofForm(forms.Form):
    kind = forms.ChoiceField(label="Preuve")
    number = forms.CharField(label="Numéro", max_length=120, required=False)
    scope = forms.CharField(
        label="Ce qu’elle couvre",
        max_length=300,
        required=False,
        help_text="Le service, le périmètre, la version évaluée.",
    )
    issued = day_field(label="Délivrée le", required=False)
    expires = day_field(
        label="Valable jusqu’au",
        required=False,
        help_text="Dernier jour compris. Laissez vide si elle n’a pas de fin.",
    )
    link = forms.CharField(label="Adresse du document", max_length=500, required=False, help_text="https://…")
    file = forms.FileField(
        label="Document PDF",
        required=False,
        help_text=f"{LARGEST_BYTES >> 20} Mio au plus. Gardé tel quel, remis à qui lit le dossier.",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def __init__(self, *args: Any, kinds: Iterable[ProofKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(kind.id, kind.label) for kind in kinds])

    def facts(self) -> ProofFacts:
        """What the form holds, once valid."""
        data = self.cleaned_data
        file = data["file"]
        return ProofFacts(
            kind=data["kind"],
            number=data["number"],
            scope=data["scope"],
            issued=data["issued"],
            expires=data["expires"],
            link=data["link"],
            file=None if file is None else file.read(LARGEST_BYTES + 1),
        )


class ReasonForm(forms.Form):
    """One sentence: why. It is read by others."""

    reason = forms.CharField(
        label="Motif",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez le motif en une phrase."},
    )


class ClauseForm(ReasonForm):
    clause = forms.ChoiceField(label="Clause", widget=forms.RadioSelect)

    field_order = ("clause", "reason")

    def __init__(self, *args: Any, clauses: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Les agents le liront sur la fiche de chaque système."
        offer(self, "clause", clauses)


class SuspensionForm(ReasonForm):
    clause = forms.ChoiceField(label="Clause de la charte en cause", required=False)

    def __init__(self, *args: Any, clauses: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Les agents le liront sur la fiche du système."
        offer(self, "clause", [("", "Aucune en particulier"), *clauses])


class OriginsForm(forms.Form):
    origins = forms.CharField(
        label="Sites qui peuvent montrer la liste",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Un par ligne, le début de l’adresse seulement : https://intranet.exemple.fr",
    )


def _values(record: Vendor | Contract | None, names: Iterable[str]) -> dict[str, Any]:
    return {} if record is None else {name: getattr(record, name, "") for name in names}
