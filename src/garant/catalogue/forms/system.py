"""The form of a system's card: every mistake is told beside its field."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from garant.catalogue.card import Card
from garant.catalogue.forms.address import checked_address, is_in_clear
from garant.catalogue.forms.footprint import FootprintForm, footprint_initial
from garant.catalogue.forms.version import version_fields
from garant.catalogue.models import AiSystem, Contract, Vendor
from garant.catalogue.terms import LEVELS, Purchase, Training, ZoneChoice
from garant.catalogue.versions import Pinned
from garant.words import DataClass, Zone

_RESERVED = {"fragment", "mutualises", "nouveau"}  # pages that stand where the system's own would


class VendorField(forms.ModelChoiceField):  # type: ignore[type-arg] # it takes none at run time
    """A vendor by its name."""

    def label_from_instance(self, obj: Vendor) -> str:
        return obj.name


class ContractField(forms.ModelChoiceField):  # type: ignore[type-arg] # it takes none at run time
    """A contract by its reference and its vendor."""

    def label_from_instance(self, obj: Contract) -> str:
        return f"{obj.reference} ({obj.vendor.name})"


class SystemForm(FootprintForm):
    """One card. `organisation` is the slug of the administrator's organisation: it owns its key variables."""

    name = forms.CharField(label="Nom", max_length=120, help_text="Tel que les agents le liront.")
    model = forms.RegexField(
        label="Nom de modèle",
        regex=r"^[A-Za-z0-9][A-Za-z0-9._:/-]*$",
        max_length=80,
        help_text="Celui que les outils demandent à la passerelle, par exemple « assistant-interne ».",
        error_messages={
            "invalid": "Lettres sans accent, chiffres, point, tiret, deux-points et barre oblique seulement."
        },
    )
    level = forms.TypedChoiceField(label="Niveau", choices=list(LEVELS.items()), coerce=int)
    zone = forms.ChoiceField(
        label="Zone",
        choices=ZoneChoice.choices,
        help_text="La charte dit ce qui peut aller vers chaque zone.",
    )
    host = forms.CharField(label="Hébergeur", max_length=120)
    country = forms.RegexField(
        label="Pays d’hébergement",
        regex=r"^[A-Za-z]{2}$",
        max_length=2,
        help_text="Code à deux lettres : FR, DE, US…",
        error_messages={"invalid": "Deux lettres : FR pour la France, DE pour l’Allemagne…"},
    )
    licence = forms.CharField(label="Licence du modèle ou contrat", max_length=120, required=False)
    training = forms.ChoiceField(
        label="Nos données servent-elles à entraîner un modèle ?", choices=Training.choices
    )
    restrict = forms.BooleanField(
        label="Ce système reçoit moins que ce que la charte permet",
        required=False,
        help_text="Sinon, la charte seule décide.",
    )
    allowed_classes = forms.MultipleChoiceField(
        label="Données qu’il peut recevoir",
        choices=[(data.value, data.french.capitalize()) for data in DataClass],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ne compte que si la case précédente est cochée. Une liste ne peut que restreindre la charte.",
    )
    role = forms.CharField(
        label="À quoi il sert",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En deux phrases, pour un agent : « Résume et reformule des textes en français. »",
    )
    limits = forms.CharField(
        label="Ses limites",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce qu’il fait mal, ce qu’il ne faut pas lui confier.",
    )
    answers = forms.CharField(
        label="Qui en répond",
        required=False,
        max_length=200,
        help_text="Un service et le moyen de le joindre, plutôt qu’une personne.",
    )
    card = forms.CharField(
        label="Fiche",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ce qu’il faut savoir de plus. Markdown accepté.",
    )
    vendor = VendorField(
        Vendor.objects.none(),
        label="Fournisseur",
        required=False,
        empty_label="Aucun : il tourne chez nous, sans achat",
    )
    contract = ContractField(Contract.objects.none(), label="Contrat", required=False, empty_label="Aucun")
    purchase = forms.ChoiceField(
        label="Achat", choices=Purchase.choices, required=False, initial=Purchase.NONE.value
    )
    upstream_url = forms.CharField(
        label="Adresse du service",
        max_length=300,
        help_text="La base compatible OpenAI, par exemple « https://ia.exemple.fr/v1 ».",
    )
    upstream_model = forms.CharField(
        label="Nom du modèle chez ce service", max_length=120, help_text="Tel que ce service le connaît."
    )
    key_env = forms.CharField(label="Variable d’environnement de la clé", max_length=80, required=False)
    preferred = forms.BooleanField(label="Proposé en premier", required=False)
    reroute_target = forms.BooleanField(
        label="Reçoit ce que la charte redirige",
        required=False,
        help_text="Un seul système, en zone interne.",
    )
    approved = forms.BooleanField(
        label="Validé",
        required=False,
        help_text="Un système non validé n’est proposé à personne, et la passerelle le refuse.",
    )
    reason = forms.CharField(
        label="Ce qui change et pourquoi",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Obligatoire quand le modèle, l’hébergeur, le pays ou la machine changent : les usages qui reposent sur ce système seront alors à réévaluer.",
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        organisation: str,
        system: AiSystem | None = None,
        vendors: Sequence[Vendor] = (),
        contracts: Sequence[Contract] = (),
        **kwargs: Any,
    ) -> None:
        if system is not None:
            kwargs.setdefault("initial", _initial(system))
        super().__init__(*args, **kwargs)
        self.system = system
        self._offer("vendor", Vendor.objects.filter(pk__in=[each.pk for each in vendors]))
        kept = Contract.objects.filter(pk__in=[each.pk for each in contracts])
        self._offer("contract", kept.select_related("vendor"))
        self.key_prefix = f"GARANT_KEY__{organisation.upper().replace('-', '_')}__"
        self.fields["key_env"].help_text = (
            f"Le nom d’une variable du serveur, qui commence par « {self.key_prefix} ». "
            "La clé elle-même ne s’écrit jamais ici."
        )

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean_upstream_url(self) -> str:
        return checked_address(str(self.cleaned_data["upstream_url"]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_key(data)
        if data.get("zone") == Zone.EXTERNAL and is_in_clear(str(data.get("upstream_url", ""))):
            self.add_error("upstream_url", "Vers un service externe, l’adresse doit commencer par https://.")
        if data.get("reroute_target") and data.get("zone") != Zone.INTERNAL:
            self.add_error(
                "reroute_target", "Seul un système en zone interne peut recevoir ce qui est redirigé."
            )
        contract, vendor = data.get("contract"), data.get("vendor")
        if contract is not None and contract.vendor_id != (vendor and vendor.pk):
            self.add_error("contract", "Ce contrat n’est pas passé avec le fournisseur indiqué.")
        if data.get("restrict") and not data.get("allowed_classes"):
            # Nothing at all may be sent: allowed, and worth saying aloud.
            data["allowed_classes"] = []
        if not self.errors:
            data["footprint"] = self._footprint(data)
        return data

    def value(self) -> Card:
        """The card that the form holds, once valid."""
        data = self.cleaned_data
        return Card(
            model=data["model"],
            name=data["name"],
            level=data["level"],
            zone=Zone(data["zone"]),
            host=data["host"],
            country=data["country"],
            licence=data["licence"],
            training=Training(data["training"]),
            allowed_classes=frozenset(map(DataClass, data["allowed_classes"])) if data["restrict"] else None,
            card=data["card"].replace("\r\n", "\n"),
            role=data["role"].replace("\r\n", "\n").strip(),
            limits=data["limits"].replace("\r\n", "\n").strip(),
            answers=data["answers"].strip(),
            vendor=data["vendor"],
            contract=data["contract"],
            purchase=Purchase(data["purchase"] or Purchase.NONE),
            upstream_url=data["upstream_url"],
            upstream_model=data["upstream_model"],
            key_env=data["key_env"],
            footprint=data["footprint"],
            preferred=data["preferred"],
            reroute_target=data["reroute_target"],
            approved=data["approved"],
            local=self.system is not None
            and self.system.local
            and self.system.upstream_url == data["upstream_url"],
        )

    def _check_key(self, data: dict[str, Any]) -> None:
        """A key may only be named by the organisation that owns it, and never follow a change of address:
        an administrator of one organisation could otherwise have another's key sent to a server of their own."""
        name = str(data.get("key_env") or "")
        if not name or re.fullmatch(rf"{self.key_prefix}[A-Z0-9_]+", name):
            return
        kept = (
            self.system is not None
            and self.system.key_env == name
            and self.system.upstream_url == data.get("upstream_url")
        )
        if not kept:
            self.add_error(
                "key_env",
                f"Le nom commence par « {self.key_prefix} », suivi de majuscules, de chiffres ou de « _ ».",
            )


class NewSystemForm(SystemForm):
    slug = forms.SlugField(
        label="Nom court",
        max_length=60,
        help_text="Dans les adresses et le journal. Minuscules, chiffres et tirets ; ne change plus ensuite.",
        error_messages={"invalid": "Minuscules sans accent, chiffres et tirets seulement."},
    )
    field_order = ("slug",)
    provider, version, quantisation, terms_date = version_fields()

    def pinned(self) -> Pinned:
        """The first version, once valid."""
        data = self.cleaned_data
        return Pinned(
            model=data["upstream_model"],
            host=data["host"],
            provider=data["provider"].strip(),
            version=data["version"].strip(),
            quantisation=data["quantisation"].strip(),
            terms_date=data["terms_date"],
        )

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
            raise forms.ValidationError("Minuscules sans accent, chiffres et tirets seulement.")
        if slug in _RESERVED:
            raise forms.ValidationError("Ce nom sert déjà à une page de Garant : choisissez-en un autre.")
        return slug


def _initial(system: AiSystem) -> dict[str, Any]:
    initial = {
        name: getattr(system, name)
        for name in [
            "name",
            "model",
            "level",
            "zone",
            "host",
            "country",
            "licence",
            "training",
            "card",
            "role",
            "limits",
            "answers",
            "vendor",
            "contract",
            "purchase",
            "revision",
            "upstream_url",
            "upstream_model",
            "key_env",
            "preferred",
            "reroute_target",
            "approved",
        ]
    }
    return {
        **initial,
        **footprint_initial(system.footprint or {}),
        "restrict": system.allowed_classes is not None,
        "allowed_classes": system.allowed_classes or [],
    }
