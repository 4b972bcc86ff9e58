"""The list of systems as data. The address of the service and the name of its key stay inside."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from garant.catalogue.models import AiSystem, SystemVersion
from garant.footprint import Interval
from garant.tables import shielded
from garant.words import Zone

COLUMNS = (
    "id", "nom", "modele", "niveau", "zone", "hebergeur", "pays", "licence",
    "entrainement_sur_nos_donnees", "donnees_permises", "prefere", "redirection", "valide", "fiche",
    "role", "limites", "repond", "fournisseur", "pays_fournisseur", "maison_mere", "pays_maison_mere",
    "droit_extra_europeen", "concepteur_du_modele", "version", "quantification", "conditions_du",
    "achat", "ferme", "empreinte", "qualifications",
)  # fmt: skip


def rows(
    systems: Iterable[AiSystem],
    *,
    versions: Mapping[object, SystemVersion],
    closed: Collection[str] = (),
    qualifications: Mapping[object, tuple[str, ...]],
) -> list[dict[str, Any]]:
    """One row for each system, under French names that do not change. `versions` are the current ones, by the
    system's id; `closed` are the slugs of those that nobody reaches now. New columns come at the end."""
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
            **_card(system),
            **_version(versions.get(system.pk)),
            "achat": system.purchase_french,
            "ferme": system.slug in closed,
            "empreinte": footprint_sentence(system),
            "qualifications": list(qualifications.get(system.pk, ())),
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
    return shielded(str(value))


def _card(system: AiSystem) -> dict[str, Any]:
    vendor = system.vendor
    return {
        "role": system.role,
        "limites": system.limits,
        "repond": system.answers,
        "fournisseur": vendor.name if vendor else "",
        "pays_fournisseur": vendor.country if vendor else "",
        "maison_mere": vendor.parent if vendor else "",
        "pays_maison_mere": vendor.parent_country if vendor else "",
        "droit_extra_europeen": vendor.foreign_law_french if vendor else "",
    }


def _version(version: SystemVersion | None) -> dict[str, Any]:
    day = version.terms_date if version else None
    return {
        "concepteur_du_modele": version.provider if version else "",
        "version": version.version if version else "",
        "quantification": version.quantisation if version else "",
        "conditions_du": day.isoformat() if day else "",
    }


def kept(system: AiSystem) -> dict[str, Any]:
    """What the history keeps of a card: French titles, and the words that a reader saw. Neither the address of the
    service nor the name of its key."""
    allowed = system.classes_french
    return {
        "Nom": system.name,
        "Nom de modèle": system.model,
        "Niveau": system.level_french,
        "Zone": Zone(system.zone).french,
        "Hébergeur": system.host,
        "Pays": system.country_french,
        "Modèle chez le service": system.upstream_model,
        "Licence ou contrat": system.licence,
        "Entraînement sur nos données": system.training_french,
        "Données permises": "selon la charte" if allowed is None else ", ".join(allowed) or "aucune",
        "Rôle": system.role,
        "Limites": system.limits,
        "Qui en répond": system.answers,
        "Fiche": system.card,
        "Fournisseur": system.vendor.name if system.vendor else "",
        "Contrat": system.contract.reference if system.contract else "",
        "Achat": system.purchase_french,
        "Empreinte": footprint_sentence(system),
        "Proposé en premier": cell(system.preferred),
        "Redirection": cell(system.reroute_target),
        "Validé": cell(system.approved),
    }


def footprint_sentence(system: AiSystem) -> str:
    """What the estimate rests on, in one line."""
    known = footprint_french(system)
    return "; ".join(f"{name.lower()} : {value}" for name, value in known) if known else "non estimée"


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
