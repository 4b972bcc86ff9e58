"""A use as its history keeps it: French titles and what a person reads under them."""

from collections.abc import Mapping
from typing import Any

from garant.lifecycle.models import Use

NEED = {
    "title": "Titre",
    "department": "Direction",
    "what": "Le besoin",
    "for_whom": "Pour qui",
    "today_way": "Comment on fait aujourd’hui",
    "value_users": "Ce que les usagers y gagnent",
    "value_agents": "Ce que les agents y gagnent",
    "why_ai": "Pourquoi une IA, et pas plus simple",
    "data_used": "Les données employées",
}
SERVICE = {
    "objectives": "Objectifs",
    "explanation": "Explication du fonctionnement",
    "help_text": "Texte d’aide pour les usagers",
    "provider_entry_url": "Adresse du système dans la base européenne",
    "fria_summary": "Résumé de l’analyse d’impact sur les droits fondamentaux",
    "dpia_summary": "Résumé de l’analyse d’impact sur les données",
    "review_on": "Prochaine revue",
    "value_measured": "Valeur constatée",
    "data_return": "Restitution des données",
}


def told(use: Use) -> Mapping[str, Any]:
    """Every text of the use. The answers of the sheet have their own history, by axis."""
    said = {french: getattr(use, name) for name, french in NEED.items()}
    said["Ambition"] = use.ambition_french
    for name, french in SERVICE.items():
        value = getattr(use, name)
        said[french] = value.isoformat() if hasattr(value, "isoformat") else value
    return {french: value if value is not None else "" for french, value in said.items()}
