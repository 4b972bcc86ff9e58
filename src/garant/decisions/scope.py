"""Which duties of the CRPA an organisation has, from what its administration said of it."""

from dataclasses import dataclass
from datetime import date

from garant.decisions.law import Rule, rule
from garant.directory.models import Organisation
from garant.qualification import OrganisationFacts

_ONLINE = "Publication des règles en ligne"


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty. `due` is None where something that decides it is not known."""

    name: str
    rule: Rule
    due: bool | None
    why: str


def duties_of(organisation: Organisation, today: date) -> tuple[Duty, ...]:
    """The mention and the sheet of any public body; the publication from its thresholds on."""
    return (
        _individual(organisation, "mention", "Mention sur la décision"),
        _individual(organisation, "sheet", "Fiche d’explication à la demande"),
        _online(organisation, today),
    )


def is_public(organisation: Organisation) -> bool:
    """Whether its decisions are administrative ones: those that the CRPA and article 47 speak of."""
    return organisation.public


def _individual(organisation: Organisation, key: str, name: str) -> Duty:
    if organisation.public:
        return Duty(
            name, rule(key), True, "L’organisation est une personne publique, quelle que soit sa taille."
        )
    return Duty(
        name,
        rule(key),
        False,
        "L’organisation est déclarée privée. Si un service public lui est confié, ses décisions pour ce service y "
        "sont soumises aussi (article L. 300-2 du CRPA).",
    )


def _online(organisation: Organisation, today: date) -> Duty:
    found = rule("publication")
    if not organisation.public:
        return Duty(_ONLINE, found, False, "L’organisation est déclarée privée.")
    due = OrganisationFacts(True, organisation.agents, organisation.inhabitants).publication_due(today)
    if due is None:
        return Duty(
            _ONLINE, found, None, "Le nombre d’agents n’est pas dit : complétez-le dans Administration."
        )
    if due:
        return Duty(_ONLINE, found, True, "L’organisation atteint les seuils de la loi.")
    return Duty(_ONLINE, found, False, "L’organisation est sous un des seuils : publier reste recommandé.")
