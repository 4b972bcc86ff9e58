"""What a trial still needs before it may start."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from garant.catalogue import queries as catalogue
from garant.directory.templatetags.french import day
from garant.trials.models import Consent, DataSet, Trial
from garant.trials.queries.reading import consent_seen


@dataclass(frozen=True, slots=True)
class Missing:
    """`what` holds no word of anyone and may go into an error; `detail` names the person or the data concerned, for
    who reads names."""

    code: str
    what: str
    detail: str = ""


def missing_to_start(trial: Trial, *, today: date) -> list[Missing]:
    """Every lack at once, in the order in which one provides them; empty where the trial may start today."""
    return [*_people_and_systems(trial), *_plan(trial), *_dates(trial, today), *_consents(trial)]


def told(missing: list[Missing]) -> str:
    """One line without a name: the same lack of several people is counted."""
    counts: dict[str, int] = {}
    for each in missing:
        counts[each.what] = counts.get(each.what, 0) + 1
    return ", ".join(what if number == 1 else f"{what} ({number} fois)" for what, number in counts.items())


def _people_and_systems(trial: Trial) -> Iterator[Missing]:
    if not trial.participants.filter(removed_at=None, person__is_active=True).exists():
        yield Missing("participants", "au moins une personne qui participe")
    if not trial.systems:
        yield Missing("systems", "au moins un système du catalogue")
    approved = {
        system.slug
        for system in catalogue.all_systems()
        if system.organisation_id == trial.organisation_id and system.approved
    }
    for slug in sorted(set(trial.systems) - approved):
        yield Missing("system-closed", f"un système validé (« {slug} » ne l’est plus)")


def _plan(trial: Trial) -> Iterator[Missing]:
    if not trial.criteria.exists():
        yield Missing("criteria", "au moins un critère de réussite")
    if not trial.cases.exists():
        yield Missing("cases", "au moins un cas d’essai")
    if trial.plan_agreed_at is None:
        yield Missing("plan", "le plan d’essai accepté par la direction métier")


def _dates(trial: Trial, today: date) -> Iterator[Missing]:
    if today < trial.starts_on:
        yield Missing("early", f"le jour du début ({day(trial.starts_on)})")
    if today > trial.ends_on:
        yield Missing("late", f"une date de fin à venir (elle est passée depuis le {day(trial.ends_on)})")


def _consents(trial: Trial) -> Iterator[Missing]:
    personal = list(trial.data_sets.filter(personal=True))
    if personal and not trial.consent_texts.exists():
        yield Missing("consent-text", "le texte du consentement")
    for data in personal:
        yield from _consents_for(data)


def _consents_for(data: DataSet) -> Iterator[Missing]:
    consents = list(
        Consent.objects.filter(data=data).select_related("trial__organisation", "person", "data", "text")
    )
    if not consents:
        yield Missing("concerned", "les personnes concernées par des données personnelles", data.name)
    for consent in consents:
        seen = consent_seen(consent)
        if seen.to_follow:
            yield Missing("withdrawal", "la suite d’un retrait de consentement", seen.who)
        elif seen.withdrawn_on is None and seen.given_on is None:
            yield Missing("consent", "un consentement", seen.who)
        elif seen.withdrawn_on is None and seen.outdated:
            yield Missing("consent-outdated", "un consentement au texte actuel", seen.who)
