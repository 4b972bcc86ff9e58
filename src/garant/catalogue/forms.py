"""The form of a system's card: every mistake is told beside its field."""

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from django import forms

from garant.catalogue.card import Card
from garant.catalogue.models import AiSystem
from garant.catalogue.terms import LEVELS, Training, ZoneChoice
from garant.footprint import FootprintParametersInvalid, Parameters
from garant.words import DataClass, Zone, say

_NUMBER = r"\d+(?:[.,]\d+)?"
_INTERVAL = re.compile(rf"\s*({_NUMBER})\s*(?:à|-|–)\s*({_NUMBER})\s*")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class MeasureField(forms.CharField):
    """A number ("1,5") or an interval ("1 à 4")."""

    def clean(self, value: Any) -> float | list[float] | None:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        if re.fullmatch(_NUMBER, text):
            return _number(text)
        interval = _INTERVAL.fullmatch(text)
        if interval is None:
            raise forms.ValidationError("Écrivez un nombre (1,5) ou un intervalle (1 à 4).")
        low, high = _number(interval[1]), _number(interval[2])
        if low > high:
            raise forms.ValidationError("Écrivez l’intervalle du plus petit au plus grand.")
        return [low, high]


class SystemForm(forms.Form):
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
    card = forms.CharField(
        label="Fiche",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="À quoi il sert, ses limites. Markdown accepté.",
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
    footprint_provider = forms.CharField(
        label="Fournisseur connu d’EcoLogits",
        max_length=60,
        required=False,
        help_text="Par exemple « mistralai ».",
    )
    footprint_model = forms.CharField(label="Modèle connu d’EcoLogits", max_length=120, required=False)
    total_billions = MeasureField(
        label="Taille du modèle, en milliards de paramètres",
        required=False,
        help_text="Un nombre (1,5) ou un intervalle (20 à 70).",
    )
    active_billions = MeasureField(label="Dont actifs (mélange d’experts)", required=False)
    footprint_zone = forms.RegexField(
        label="Réseau électrique",
        regex=r"^[A-Za-z]{3}$",
        max_length=3,
        required=False,
        help_text="Code à trois lettres du pays où il tourne : FRA, DEU…",
        error_messages={"invalid": "Trois lettres : FRA pour la France, DEU pour l’Allemagne…"},
    )
    pue = MeasureField(label="PUE du centre de données", required=False, help_text="Entre 1 et 5.")
    batch_size = MeasureField(label="Demandes traitées à la fois", required=False)
    bits = MeasureField(
        label="Bits par poids", required=False, help_text="16 sans compression, 4 souvent avec."
    )
    gpu = forms.BooleanField(label="Tourne sur des cartes graphiques", required=False)
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

    def __init__(self, *args: Any, organisation: str, system: AiSystem | None = None, **kwargs: Any) -> None:
        if system is not None:
            kwargs.setdefault("initial", _initial(system))
        super().__init__(*args, **kwargs)
        self.system = system
        self.key_prefix = f"GARANT_KEY__{organisation.upper().replace('-', '_')}__"
        self.fields["key_env"].help_text = (
            f"Le nom d’une variable du serveur, qui commence par « {self.key_prefix} ». "
            "La clé elle-même ne s’écrit jamais ici."
        )

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean_upstream_url(self) -> str:
        url = str(self.cleaned_data["upstream_url"]).strip().rstrip("/")
        try:
            parts = urlsplit(url)
            host = parts.hostname
            _ = parts.port
        except ValueError as error:
            raise forms.ValidationError("Cette adresse ne peut pas être lue.") from error
        if parts.scheme not in {"http", "https"} or not host:
            raise forms.ValidationError(
                "Une adresse complète commence par https:// (ou http:// sur votre réseau)."
            )
        if parts.username or parts.password or parts.query or parts.fragment:
            raise forms.ValidationError(
                "L’adresse ne contient ni mot de passe, ni paramètre : seulement la base du service."
            )
        if any(character.isspace() or not character.isprintable() for character in url):
            raise forms.ValidationError("Cette adresse ne peut pas être lue.")
        if _is_nobodys(host):
            raise forms.ValidationError(
                "Cette adresse ne mène à aucun service : elle est réservée à la machine ou au nuage qui héberge Garant."
            )
        return url

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_key(data)
        if data.get("zone") == Zone.EXTERNAL and str(data.get("upstream_url", "")).startswith("http://"):
            host = urlsplit(str(data["upstream_url"])).hostname
            if host not in _LOOPBACK:
                self.add_error(
                    "upstream_url", "Vers un service externe, l’adresse doit commencer par https://."
                )
        if data.get("reroute_target") and data.get("zone") != Zone.INTERNAL:
            self.add_error(
                "reroute_target", "Seul un système en zone interne peut recevoir ce qui est redirigé."
            )
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

    def _footprint(self, data: dict[str, Any]) -> Parameters | None:
        written = {
            "provider": data["footprint_provider"] or None,
            "model": data["footprint_model"] or None,
            "total_billions": data["total_billions"],
            "active_billions": data["active_billions"],
            "zone": data["footprint_zone"] or None,
            "pue": data["pue"],
            "batch_size": data["batch_size"],
            "bits": data["bits"],
        }
        if all(value is None for value in written.values()):
            return None
        if written["provider"] is None:
            written["gpu"] = data["gpu"]
        try:
            return Parameters.from_mapping(written)
        except FootprintParametersInvalid as error:
            field = str(error.facts.get("field", ""))
            known = {"provider": "footprint_provider", "model": "footprint_model", "zone": "footprint_zone"}
            name = known.get(field, field)
            self.add_error(name if name in self.fields else None, say(error))
            return None


class NewSystemForm(SystemForm):
    slug = forms.SlugField(
        label="Nom court",
        max_length=60,
        help_text="Dans les adresses et le journal. Minuscules, chiffres et tirets ; ne change plus ensuite.",
        error_messages={"invalid": "Minuscules sans accent, chiffres et tirets seulement."},
    )
    field_order = ("slug",)

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
            raise forms.ValidationError("Minuscules sans accent, chiffres et tirets seulement.")
        return slug


def _is_nobodys(host: str) -> bool:
    """Link-local addresses: where clouds tell a machine its own keys."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_link_local


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _initial(system: AiSystem) -> dict[str, Any]:
    footprint = system.footprint or {}
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
            "upstream_url",
            "upstream_model",
            "key_env",
            "preferred",
            "reroute_target",
            "approved",
        ]
    }
    measures = {
        name: _shown(footprint.get(name))
        for name in ("total_billions", "active_billions", "pue", "batch_size", "bits")
    }
    return {
        **initial,
        **measures,
        "restrict": system.allowed_classes is not None,
        "allowed_classes": system.allowed_classes or [],
        "footprint_provider": footprint.get("provider", ""),
        "footprint_model": footprint.get("model", ""),
        "footprint_zone": footprint.get("zone", ""),
        "gpu": footprint.get("gpu", True),
    }


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        low, high = value
        return _shown(low) if low == high else f"{_shown(low)} à {_shown(high)}"
    return f"{value:g}".replace(".", ",")
