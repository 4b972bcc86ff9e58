"""Reads of the portal. Its pages have no reader to name: they read what `shown` says is open, and nothing else."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from garant.catalogue.compliance import today_of
from garant.catalogue.counting import is_list_open
from garant.consultation.queries import public_consultations
from garant.directory.actions import require
from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.directory.queries import organisation_named, people_holding
from garant.directory.threshold import Threshold, Told, threshold_on
from garant.lifecycle.models import Use
from garant.lifecycle.queries import uses_in_service
from garant.portal.models import Portal
from garant.portal.terms import Part
from garant.registers.rights.queries import HANDLERS


@dataclass(frozen=True)
class OpenPortal:
    """An open portal, with the parts that anybody may read today."""

    organisation: Organisation
    settings: Portal
    parts: frozenset[Part]
    today: date

    @property
    def contact(self) -> str:
        return self.settings.contact or self.organisation.contact

    @property
    def threshold(self) -> Threshold:
        """The installation's threshold of people; the organisation's own where it is stricter."""
        return threshold_on(self.today, Told.PUBLIC)

    @property
    def least_people(self) -> int:
        return max(self.threshold.value, self.settings.threshold or 0)

    def require(self, part: Part) -> None:
        """NotFound where this part is closed: it looks as if it never was."""
        if part not in self.parts:
            raise NotFound(what="page")

    @cached_property
    def consults(self) -> bool:
        """Whether anybody may read a consultation on the charter: each is opened to all, or not, by itself."""
        return bool(public_consultations(self.organisation))

    # For the templates, which know no enumeration.
    @property
    def open(self) -> dict[str, bool]:
        return {part.value: part in self.parts for part in Part}


def portal_at(slug: str) -> OpenPortal:
    """The open portal of this address; NotFound for an organisation that has none, or closed it."""
    organisation = organisation_named(slug)
    found = Portal.objects.filter(organisation=organisation, is_open=True).first()
    if found is None:
        raise NotFound(what="page")
    parts = frozenset(part for part in Part if found.shows(part))
    if not is_list_open(organisation):
        # The catalogue decides whether its list may be read outside at all.
        parts -= {Part.SYSTEMS}
    return OpenPortal(organisation, found, parts, today_of(organisation))


def is_open(organisation: Organisation) -> bool:
    """Whether the organisation has an open portal."""
    return Portal.objects.filter(organisation=organisation, is_open=True).exists()


def parts_open(organisation: Organisation) -> int | None:
    """For the evidence: how many parts anybody reads today, the charter among them; None while the portal is closed."""
    return 1 + len(portal_at(organisation.slug).parts) if is_open(organisation) else None


def settings_of(actor: Person) -> Portal | None:
    """The settings of the actor's organisation, for its administrators; None where nobody set them yet."""
    require(actor, Role.ADMINISTRATOR)
    return Portal.objects.filter(organisation=actor.organisation).first()


@dataclass(frozen=True, slots=True)
class Warnings:
    """What keeps a part that is open from doing what it says."""

    list_closed: bool
    nobody_answers: bool


def warnings_of(actor: Person) -> Warnings:
    """For the administrators of the actor's organisation."""
    require(actor, Role.ADMINISTRATOR)
    organisation = actor.organisation
    return Warnings(not is_list_open(organisation), not people_holding(organisation, HANDLERS))


def uses_to_choose(actor: Person) -> list[Use]:
    """The uses of the actor's organisation that may be published, for its administrators."""
    require(actor, Role.ADMINISTRATOR)
    return uses_in_service(actor.organisation)


def uses_shown(portal: OpenPortal) -> list[Use]:
    """The uses in service, or retired since, that somebody chose to publish."""
    chosen = set(portal.settings.uses)
    return [use for use in uses_in_service(portal.organisation) if str(use.id) in chosen]
