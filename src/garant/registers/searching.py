"""Finding incidents: by words, state, nature, severity, system."""

from dataclasses import dataclass

from garant.directory.models import Person
from garant.registers.models import Incident
from garant.registers.queries import incidents_visible_to, reads_words, words_of
from garant.tables import folded


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; an empty field looks for anything."""

    text: str = ""
    state: str = ""
    category: str = ""
    severity: str = ""
    system: str = ""


def find_incidents(actor: Person, wanted: Wanted) -> list[Incident]:
    """Of the incidents that the actor may see, those that fit, the urgent ones first.

    Words are compared without case or accents, and only where the actor may read them.
    """
    found = [incident for incident in incidents_visible_to(actor) if _fits(incident, wanted)]
    terms = folded(wanted.text).split()
    if not terms:
        return found
    return [incident for incident in found if _holds(actor, incident, terms)]


def _fits(incident: Incident, wanted: Wanted) -> bool:
    return (
        wanted.state in ("", incident.state)
        and wanted.category in ("", incident.category)
        and wanted.severity in ("", incident.severity)
        and folded(wanted.system) in folded(incident.system)
    )


def _holds(actor: Person, incident: Incident, terms: list[str]) -> bool:
    text = f"{incident.number} {incident.category_french} {incident.severity_french} {incident.system}"
    if reads_words(actor, incident):
        words = words_of(actor, incident)
        text += f" {incident.reporter_french} {words.description} {words.resolution} {words.contact}"
    flat = folded(text)
    return all(term in flat for term in terms)
