"""The records that a person may fill from a retained answer, and what each of them says now."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from garant.catalogue.compliance import today_of
from garant.catalogue.queries import contracts_visible_to, system_visible_to, systems_visible_to
from garant.catalogue.queries import vendors_visible_to as vendors_of
from garant.catalogue.terms import EDITORS as CATALOGUE_EDITORS
from garant.catalogue.terms import Training
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.drafting import dpia_values, processing_values
from garant.lifecycle.errors import FeedTargetUnknown
from garant.lifecycle.feeding.declared import for_card, for_dpia, for_record
from garant.lifecycle.models import Use
from garant.lifecycle.queries.uses import uses_visible_to
from garant.procurement.queries import RetainedAnswer
from garant.procurement.terms import PREPARERS as DRAFTERS
from garant.registers.assessments.actions import drafted_dpia
from garant.registers.assessments.shelf import DPIA
from garant.registers.processing.actions import drafted_values
from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf.completing import completable_by, subjects_held
from garant.registers.shelf.queries import entry_of, record_visible_to
from garant.registers.shelf.shelf import Shelf
from garant.tables import Column

RECORD, ASSESSMENT, SYSTEM = "traitement", "aipd", "systeme"
SHELVES: Mapping[str, Shelf] = {RECORD: PROCESSING, ASSESSMENT: DPIA}
# Who may open each page; the register and the catalogue decide who amends what stands.
PREPARERS: Mapping[str, tuple[Role, ...]] = {
    RECORD: DRAFTERS,
    ASSESSMENT: DRAFTERS,
    SYSTEM: CATALOGUE_EDITORS,
}
NEW = "new"
CARD = (
    Column(key="vendor", title="Fournisseur"),
    Column(key="contract", title="Contrat"),
    Column(key="licence", title="Licence", longest=120),
    Column(
        key="training",
        title="Entraînement sur nos données",
        kind="choice",
        choices=tuple(Training.choices),
    ),
    Column(key="host", title="Hébergeur"),
    Column(key="country", title="Pays d’hébergement"),
    Column(key="card", title="Présentation de la fiche"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """One record that may be filled; its name stands in the address: "new", "use:…", "record:…", "system:…"."""

    name: str
    label: str
    own: bool = False  # this tender's: shown at once, where any other is chosen first


@dataclass(frozen=True, slots=True)
class Opened:
    """A target as it stands now, and what the answer declares for it."""

    name: str
    columns: tuple[Column, ...]
    present: Mapping[str, object]
    declared: Mapping[str, object]
    revision: int
    use: Use | None = None


def targets_of(actor: Person, what: str, answer: RetainedAnswer) -> list[Target]:
    """Those that the actor may fill, the one that the tender has already first."""
    if what == SYSTEM:
        systems = [
            Target(f"system:{each.slug}", each.name, _sold_by(each.vendor, answer))
            for each in systems_visible_to(actor)
        ]
        return sorted(systems, key=lambda each: (not each.own, each.label))
    shelf = SHELVES[what]
    held = subjects_held(actor.organisation, shelf)
    standing = completable_by(actor, shelf)
    standing.sort(key=lambda each: each.subject != answer.record)
    records = [
        Target(f"record:{each.id}", f"n° {each.number}, {each.title}", each.subject == answer.record)
        for each in standing
    ]
    uses = [
        Target(use.subject, f"Une nouvelle fiche pour l’usage n° {use.number}, {use.title}")
        for use in uses_visible_to(actor)
        if use.subject not in held and not use.stage_word.is_final
    ]
    if answer.record in held:
        return [*records, *uses]
    return [Target(NEW, "Une nouvelle fiche pour ce marché", own=True), *uses, *records]


def opened_target(
    actor: Person, what: str, answer: RetainedAnswer, name: str, *, now: datetime | None = None
) -> Opened:
    """One of `targets_of`; FeedTargetUnknown for any other."""
    if name not in {each.name for each in targets_of(actor, what, answer)}:
        raise FeedTargetUnknown
    if what == SYSTEM:
        return _system(actor, answer, name)
    shelf = SHELVES[what]
    declared = for_record(answer) if what == RECORD else for_dpia(answer)
    if name == NEW:
        return Opened(name, shelf.columns, {}, declared, 0)
    kind, _, said = name.partition(":")
    if kind == "record":
        entry = entry_of(shelf, record_visible_to(actor, shelf, uuid.UUID(said)))
        return Opened(name, shelf.columns, entry.values, declared, entry.revision)
    use = next(each for each in uses_visible_to(actor) if each.subject == name)
    dossier = Dossier(use, today_of(actor.organisation, now))
    present = (
        drafted_values(use.title, processing_values(dossier))
        if what == RECORD
        else drafted_dpia(dpia_values(dossier))
    )
    return Opened(name, shelf.columns, present, declared, 0, use)


def _system(actor: Person, answer: RetainedAnswer, name: str) -> Opened:
    system = system_visible_to(actor, name.removeprefix("system:"))
    declared = dict(for_card(answer))
    vendor = next((each for each in vendors_of(actor) if _sold_by(each, answer)), None)
    contracts = [each for each in contracts_visible_to(actor) if vendor and each.vendor_id == vendor.pk]
    if vendor is None:
        declared["vendor"] = ""
    if not any(each.reference == answer.reference for each in contracts):
        declared["contract"] = ""
    present = {
        "vendor": "" if system.vendor is None else system.vendor.name,
        "contract": "" if system.contract is None else system.contract.reference,
        "licence": system.licence,
        "training": None if system.training == Training.UNKNOWN else system.training,
        "host": system.host,
        "country": system.country_french,
        "card": system.card,
    }
    if system.vendor is not None and not _sold_by(system.vendor, answer):
        declared["contract"] = ""  # a contract follows its vendor, and this system has another
    return Opened(name, CARD, present, declared, system.revision)


def _sold_by(vendor: object, answer: RetainedAnswer) -> bool:
    return str(getattr(vendor, "name", "")).casefold() == answer.vendor.casefold()
