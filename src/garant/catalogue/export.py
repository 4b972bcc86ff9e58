"""The list of systems as data. The address of the service and the name of its key stay inside."""

from collections.abc import Iterable
from typing import Any

from garant.catalogue.models import AiSystem
from garant.footprint import Interval
from garant.words import Zone

COLUMNS = (
    "id", "nom", "modele", "niveau", "zone", "hebergeur", "pays", "licence",
    "entrainement_sur_nos_donnees", "donnees_permises", "prefere", "redirection", "valide", "fiche",
)  # fmt: skip


def rows(systems: Iterable[AiSystem]) -> list[dict[str, Any]]:
    """One row for each system, under French names that do not change."""
    return [
        {
            "id": system.slug,
            "nom": system.name,
            "modele": system.model,
            "niveau": system.level,
            "zone": Zone(system.zone).french,
            "hebergeur": system.host,
            "pays": system.country,
            "licence": system.licence,
            "entrainement_sur_nos_donnees": system.training_french,
            "donnees_permises": None if system.classes_french is None else list(system.classes_french),
            "prefere": system.preferred,
            "redirection": system.reroute_target,
            "valide": system.approved,
            "fiche": system.card,
        }
        for system in systems
    ]


def cell(value: object) -> str:
    """A cell that a spreadsheet takes for text: a formula typed in a name must not run on someone's machine."""
    match value:
        case None:
            return "selon la charte"
        case bool():
            return "oui" if value else "non"
        case list():
            return ", ".join(map(str, value))
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def footprint_french(system: AiSystem) -> list[tuple[str, str]]:
    """What the estimate of its footprint rests on, in words; nothing where it is not estimated."""
    parameters = system.footprint_parameters
    if parameters is None:
        return []
    if parameters.provider is not None:
        return [("Modèle connu d’EcoLogits", f"{parameters.provider}, {parameters.model}")]
    named = [
        ("Taille du modèle", parameters.total_billions, "milliards de paramètres"),
        ("Dont actifs", parameters.active_billions, "milliards de paramètres"),
        ("PUE du centre de données", parameters.pue, ""),
        ("Demandes traitées à la fois", parameters.batch_size, ""),
        ("Bits par poids", parameters.bits, ""),
    ]
    found = [(name, f"{_measure(value)} {unit}".strip()) for name, value, unit in named if value is not None]
    if parameters.zone:
        found.append(("Réseau électrique", parameters.zone))
    if not parameters.gpu:
        found.append(("Calcul", "sans carte graphique (ordre de grandeur)"))
    return found


def _measure(value: Interval | float) -> str:
    interval = Interval.of(value)
    low, high = (f"{bound:g}".replace(".", ",") for bound in (interval.min, interval.max))
    return low if low == high else f"{low} à {high}"
