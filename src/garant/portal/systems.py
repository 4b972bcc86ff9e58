"""The systems in use as cards that a citizen reads. Neither the address of a service nor the name of its machine."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from garant.catalogue.access import Closure
from garant.catalogue.export import footprint_french
from garant.catalogue.models import AiSystem
from garant.catalogue.queries import closed_now, qualifications, systems_listed
from garant.directory.queries import policy_in_force
from garant.footprint import Interval, NotEstimated, estimate
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.exporting import human_part
from garant.lifecycle.models import Use
from garant.portal.queries import OpenPortal, uses_shown
from garant.portal.terms import Part
from garant.words import Action, DataClass, Zone

ANSWER_TOKENS = 400  # about 300 words of French: a page read in a minute


@dataclass(frozen=True, slots=True)
class UseOfSystem:
    """A published use that rests on the system."""

    number: int
    title: str
    human: str  # "" where nobody said


@dataclass(frozen=True, slots=True)
class AnswerFootprint:
    """Of one answer of `ANSWER_TOKENS` tokens, intervals in words; `why_not` where there is no estimate."""

    energy: str = ""
    carbon: str = ""
    method: str = ""
    caveats: tuple[str, ...] = ()
    rests_on: tuple[tuple[str, str], ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class SystemCard:
    """What anybody learns of one system."""

    slug: str
    name: str
    purpose: str
    limits: str
    zone: Zone
    host: str
    country: str
    data: tuple[str, ...]  # classes of data that it may receive, in French
    answers: str
    training: str
    held: tuple[str, ...]  # qualifications
    closed: str  # "Suspendu", "Fermé", or ""
    closed_since: datetime | None
    footprint: "AnswerFootprint"
    uses: tuple[UseOfSystem, ...]


def system_cards(portal: OpenPortal) -> list[SystemCard]:
    """The approved systems of the open list; NotFound where the list is closed."""
    portal.require(Part.SYSTEMS)
    organisation = portal.organisation
    systems = systems_listed(organisation)
    held = qualifications(systems, portal.today)
    closed = closed_now(organisation)
    uses = _uses_by_system(portal)
    allowed = _allowed(portal)
    return [
        _card(
            system,
            data=_data(system, allowed),
            held=held.get(system.pk, ()),
            closed=closed.get(system.slug),
            uses=tuple(uses.get(system.slug, ())),
        )
        for system in systems
    ]


def public_name(system: AiSystem) -> str:
    """Its name, without the machine that answers."""
    return without_machine(system.name, system)


def without_machine(text: str, system: AiSystem) -> str:
    """The text without the host of the service, which is nobody's business outside."""
    host = urlsplit(system.reached.upstream_url).hostname  # a pooled one's machine is the head's or ""
    if not host:
        return text
    cleaned = re.sub(rf"\s*\([^()]*{re.escape(host)}[^()]*\)", "", text, flags=re.IGNORECASE)
    return re.sub(rf"(https?://)?{re.escape(host)}(:\d+)?(/\S*)?", "", cleaned, flags=re.IGNORECASE).strip()


def _card(
    system: AiSystem,
    *,
    data: tuple[str, ...],
    held: tuple[str, ...],
    closed: Closure | None,
    uses: tuple[UseOfSystem, ...],
) -> SystemCard:
    suspended = closed is not None and closed.code == "suspended"
    return SystemCard(
        slug=system.slug,
        name=public_name(system),
        purpose=without_machine(system.role, system),
        limits=without_machine(system.limits, system),
        zone=system.zone_word,
        host=without_machine(system.host, system),
        country=system.country_french,
        data=data,
        answers=system.answers,
        training=system.training_french,
        held=held,
        closed="" if closed is None else "Suspendu" if suspended else "Fermé",
        closed_since=closed.since if closed is not None else None,
        footprint=_footprint(system),
        uses=uses,
    )


def _footprint(system: AiSystem) -> AnswerFootprint:
    found = estimate(system.footprint_parameters, output_tokens=ANSWER_TOKENS, seconds=math.inf)
    if isinstance(found, NotEstimated):
        return AnswerFootprint(why_not=found.sentence_fr)
    return AnswerFootprint(
        energy=_span(found.kwh, 1000, "Wh"),
        carbon=_span(found.kgco2e, 1000, "g équivalent CO₂"),
        method=found.method,
        caveats=found.warnings,
        rests_on=tuple(footprint_french(system)),
    )


def _uses_by_system(portal: OpenPortal) -> Mapping[str, list[UseOfSystem]]:
    found: dict[str, list[UseOfSystem]] = defaultdict(list)
    if Part.ALGORITHMS not in portal.parts:
        return found
    for use in uses_shown(portal):
        if not use.stage_word.is_live:
            continue
        said = _of_use(use, portal)
        for used in use.used.all():
            found[used.system].append(said)
    return found


def _of_use(use: Use, portal: OpenPortal) -> UseOfSystem:
    return UseOfSystem(use.number, use.title, human_part(Dossier(use, portal.today)))


def _allowed(portal: OpenPortal) -> Mapping[Zone, tuple[str, ...]]:
    """The classes of data that the charter in force lets into each zone as they are, in French."""
    policy = policy_in_force(portal.organisation)
    return {
        zone: tuple(
            data.french for data in DataClass if policy.cell(data, zone).action in (Action.ALLOW, Action.WARN)
        )
        for zone in Zone
    }


def _data(system: AiSystem, allowed: Mapping[Zone, tuple[str, ...]]) -> tuple[str, ...]:
    """The card of the system is only ever stricter than the charter."""
    by_charter = allowed.get(system.zone_word, ())
    own = system.classes_french
    return by_charter if own is None else tuple(each for each in by_charter if each in own)


def _span(interval: Interval, factor: float, unit: str) -> str:
    """ "de 0,21 à 1,4 Wh": two figures that count, as a reader writes them."""
    low, high = (_figure(bound * factor) for bound in (interval.min, interval.max))
    return f"{low}\u00a0{unit}" if low == high else f"de {low} à {high}\u00a0{unit}"


def _figure(number: float) -> str:
    if number >= 10:
        return f"{number:.0f}"
    return f"{float(f'{number:.2g}'):.6f}".rstrip("0").rstrip(".").replace(".", ",")
