"""What the footprint of a system is estimated from: either a model that EcoLogits knows, or one's own numbers."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from garant.footprint import FootprintParametersInvalid, Parameters
from garant.words import say

_NUMBER = r"\d+(?:[.,]\d+)?"
_INTERVAL = re.compile(rf"\s*({_NUMBER})\s*(?:à|-|–)\s*({_NUMBER})\s*")


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


class FootprintForm(forms.Form):
    """The part of a card that the footprint is made of."""

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


def footprint_initial(footprint: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as a card's own numbers fill them."""
    return {
        **{
            name: _shown(footprint.get(name))
            for name in ("total_billions", "active_billions", "pue", "batch_size", "bits")
        },
        "footprint_provider": footprint.get("provider", ""),
        "footprint_model": footprint.get("model", ""),
        "footprint_zone": footprint.get("zone", ""),
        "gpu": footprint.get("gpu", True),
    }


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        low, high = value
        return _shown(low) if low == high else f"{_shown(low)} à {_shown(high)}"
    return f"{value:g}".replace(".", ",")
