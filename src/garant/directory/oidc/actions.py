"""Verbs: whom an identity of the provider signs in, and untying it."""

import uuid

from django.contrib.auth.hashers import make_password
from django.db import transaction
from stdnum.fr.siret import compact

from garant.directory import queries
from garant.directory.actions import close_handed_password, require, welcome_person
from garant.directory.errors import EmailTaken, NotFound
from garant.directory.journal import record
from garant.directory.kinds import Kind, Role
from garant.directory.models import ExternalIdentity, Organisation, Person
from garant.directory.oidc.configuration import Provider
from garant.directory.oidc.errors import IdentityOther, OrganisationUnknown, PersonUnknown
from garant.directory.oidc.provider import Identified
from garant.journal import RecordChanged, SignedIn


def sign_in_as(provider: Provider, identified: Identified) -> Person:
    """The person of this identity, whose sign-in is journalled; a refusal of a known person is too.

    The SIRET leads to the organisation, the subject to the person; the first time, the address does, within that
    organisation alone. Raises OrganisationUnknown, PersonUnknown, IdentityOther.
    """
    organisation = _organisation(provider, identified)
    try:
        with transaction.atomic():
            person = _person(provider, organisation, identified)
            close_handed_password(person)
            record(SignedIn(organisation=organisation.slug, person=str(person.id), means="oidc"))
            return person
    except (PersonUnknown, IdentityOther):
        known = queries.person_by_email(identified.text("email"))
        if known is not None and known.organisation_id == organisation.pk:
            record(
                SignedIn(organisation=organisation.slug, person=str(known.id), success=False, means="oidc")
            )
        raise


@transaction.atomic
def untie_identity(actor: Person, person: uuid.UUID) -> None:
    """Forget which identities of a provider are a person's: the next one that bears their address is tied again."""
    require(actor, Role.ADMINISTRATOR)
    found = queries.person_visible_to(actor, person)
    untied, _ = ExternalIdentity.objects.filter(person=found).delete()
    if untied:
        record(
            RecordChanged(
                organisation=actor.organisation.slug,
                person=str(actor.id),
                record=f"identity:{found.id}",
                change="closed",
            )
        )


def is_tied(actor: Person, person: Person) -> bool:
    """Whether a person whom the actor may see signs in by a provider."""
    seen = queries.person_visible_to(actor, person.id)
    return ExternalIdentity.objects.filter(person=seen).exists()


def _organisation(provider: Provider, identified: Identified) -> Organisation:
    siret = compact(identified.text(provider.siret_claim))
    if siret:
        found = list(Organisation.objects.filter(siret=siret)[:2])
        if len(found) != 1:
            raise OrganisationUnknown  # unknown, or of two: nobody is led to the wrong house
        return found[0]
    if provider.organisation is None:
        raise OrganisationUnknown
    try:
        return queries.organisation_named(provider.organisation)
    except NotFound as error:
        raise OrganisationUnknown from error


def _person(provider: Provider, organisation: Organisation, identified: Identified) -> Person:
    tied = (
        ExternalIdentity.objects.filter(issuer=provider.issuer, subject=identified.subject)
        .select_related("person__organisation")
        .first()
    )
    if tied is not None:
        person = tied.person
        if person.organisation_id != organisation.pk or not person.is_active:
            raise PersonUnknown
        return person
    person = _by_address(provider, organisation, identified)
    _, made = ExternalIdentity.objects.get_or_create(
        issuer=provider.issuer, person=person, defaults={"subject": identified.subject}
    )
    if not made:
        raise IdentityOther
    return person


def _by_address(provider: Provider, organisation: Organisation, identified: Identified) -> Person:
    email = identified.text("email").lower()
    if not email or identified.claims.get("email_verified") in {False, "false"}:
        raise PersonUnknown
    person = (
        Person.objects.filter(organisation=organisation, email=email).select_related("organisation").first()
    )
    if person is not None:
        if not person.is_active:
            raise PersonUnknown
        return person
    if not provider.creates:
        raise PersonUnknown
    try:
        return welcome_person(
            organisation,
            email=email,
            full_name=_full_name(identified) or email.partition("@")[0],
            kind=Kind.AGENT,
            roles=[],
            encoded=make_password(None),
        )
    except EmailTaken as error:
        raise PersonUnknown from error  # an account of another organisation: nobody is told so


def _full_name(identified: Identified) -> str:
    """ProConnect gives `given_name` and `usual_name`, Keycloak `name`."""
    last = identified.text("usual_name") or identified.text("family_name")
    parts = " ".join(part for part in (identified.text("given_name"), last) if part)
    return (parts or identified.text("name"))[:150]
