"""The demonstration: two organisations that do not exist, so that a newcomer sees everything work at once."""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.hashers import make_password

from garant.catalogue.actions import install_system
from garant.catalogue.card import Card
from garant.catalogue.terms import Training
from garant.charter import shipped_text
from garant.directory import queries
from garant.directory.actions import (
    found_organisation,
    initial_password,
    renew_password,
    welcome_person,
)
from garant.directory.errors import NotFound
from garant.directory.kinds import Kind, Role
from garant.directory.secrets import derive
from garant.footprint import Parameters
from garant.localmodel import Choice, ModelSupervisor, local_model
from garant.localmodel import Kind as ModelKind
from garant.web import demonstration_network as network
from garant.web import equipping
from garant.web.demonstration_life import live
from garant.web.demonstration_portal import open_portal
from garant.web.environment import LOOPBACK
from garant.words import GarantError, Zone

log = logging.getLogger(__name__)

PASSWORD = "garant-demonstration"  # noqa: S105 - printed at each start; works on this machine only

# A port that nothing answers on: a demonstration without a model says so at each request.
_NOWHERE = "http://127.0.0.1:9/v1"


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration account, to be printed at start."""

    email: str
    password: str
    who: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits where in a demonstration organisation."""

    name: str
    full_name: str
    kind: Kind
    roles: tuple[Role, ...]
    who: str


@dataclass(frozen=True, slots=True)
class House:
    """One demonstration organisation."""

    slug: str
    name: str
    charter: str  # a shipped charter's id
    assistant: str
    external: bool  # whether its charter opens external systems
    seats: tuple[Seat, ...]


HOUSES = (
    House(
        slug="haute-durance",
        name="Département de la Haute-Durance",
        charter="demo-departement",
        assistant="IRIS",
        external=True,
        seats=(
            Seat("agent", "Alice Vial", Kind.AGENT, (), "agente"),
            Seat("elu", "Henri Magnan", Kind.ELECTED, (), "élu"),
            Seat("dpo", "Bruno Roche", Kind.AGENT, (Role.DPO,), "délégué à la protection des données"),
            Seat("rssi", "Sonia Peyre", Kind.AGENT, (Role.RSSI,), "responsable de la sécurité"),
            Seat("admin", "Claire Aubert", Kind.AGENT, (Role.ADMINISTRATOR, Role.DSI), "administratrice"),
            Seat("referent", "Rémi Lambert", Kind.AGENT, (Role.REFERENT,), "référent IA"),
            Seat("dgs", "Diane Garnier", Kind.AGENT, (Role.DGS,), "directrice générale des services"),
            Seat("juriste", "Paul Isnard", Kind.AGENT, (Role.LEGAL,), "juriste du guichet"),
            Seat("comite", "Nadia Brun", Kind.AGENT, (Role.COMMITTEE,), "membre de comité"),
            Seat("audit", "Marc Tardieu", Kind.AGENT, (Role.AUDITOR,), "auditeur"),
        ),
    ),
    House(
        slug="grand-midi",
        name="Région Grand-Midi",
        charter="demo-region",
        assistant="CIGALE",
        external=False,
        seats=(
            Seat("agent", "Chloé Estève", Kind.AGENT, (), "agente"),
            Seat("dpo", "David Fabre", Kind.AGENT, (Role.DPO,), "délégué à la protection des données"),
            Seat("rssi", "Leïla Combes", Kind.AGENT, (Role.RSSI,), "responsable de la sécurité"),
            Seat("admin", "Émile Garcin", Kind.AGENT, (Role.ADMINISTRATOR, Role.DSI), "administrateur"),
            Seat("referent", "Inès Pellegrin", Kind.AGENT, (Role.REFERENT,), "référente IA"),
            Seat("dgs", "Yves Castel", Kind.AGENT, (Role.DGS,), "directeur général des services"),
        ),
    ),
)

_shown_once: dict[str, str] = {}


def seed(supervisor: ModelSupervisor, *, environ: Mapping[str, str] | None = None) -> None:
    """Put in place what is missing, at each start; what people changed since is kept.

    The address of the model is followed, since its port changes. Where more than this machine can reach the pages,
    nobody keeps the printed password: each account that still has it gets one of its own, shown once.
    """
    environ = os.environ if environ is None else environ
    for house in HOUSES:
        _found(house)
        _seat(house)
        _equip(house, supervisor, environ)
        _tell(house)
    _federate()
    equipping.follow()


def accounts() -> list[Account]:
    """The accounts whose password is known: the demonstration's own, or those that this start has renewed."""
    known = _encoded()
    found = []
    for house in HOUSES:
        for seat in house.seats:
            email = _email(house, seat)
            person = queries.person_by_email(email)
            who = f"{seat.full_name}, {seat.who} ({house.name})"
            if email in _shown_once:
                found.append(Account(email, _shown_once[email], who))
            elif person is not None and person.password == known:
                found.append(Account(email, PASSWORD, who))
    return found


def _found(house: House) -> None:
    try:
        queries.organisation_named(house.slug)
    except NotFound:
        found_organisation(slug=house.slug, name=house.name, charter_text=shipped_text(house.charter))


def _seat(house: House) -> None:
    organisation = queries.organisation_named(house.slug)
    safe = settings.GARANT.loopback
    for seat in house.seats:
        email = _email(house, seat)
        person = queries.person_by_email(email)
        if person is None:
            password = PASSWORD if safe else initial_password()
            welcome_person(
                organisation,
                email=email,
                full_name=seat.full_name,
                kind=seat.kind,
                roles=seat.roles,
                encoded=_encoded() if safe else make_password(password),
                must_change=not safe,
            )
            if not safe:
                _shown_once[email] = password
        elif not safe and person.password == _encoded():
            _shown_once[email] = renew_password(person)


def _equip(house: House, supervisor: ModelSupervisor, environ: Mapping[str, str]) -> None:
    organisation = queries.organisation_named(house.slug)
    choice, url = supervisor.choice, supervisor.url or _NOWHERE
    slug = house.assistant.lower()
    install_system(organisation, slug=slug, card=_internal(house, choice, url))
    if house.external:
        install_system(organisation, slug="service-externe", card=_external(choice, url, environ))


def _tell(house: House) -> None:
    """A life to look at. Where people have made the organisation theirs meanwhile, it is left as it is."""
    people = {seat.name: queries.person_by_email(_email(house, seat)) for seat in house.seats}
    try:
        live(house.slug, people, charter=house.charter)
        open_portal(people["admin"])
    except (GarantError, ValueError) as error:
        log.warning("the life of %s was not told: %s", house.slug, type(error).__name__)


def _federate() -> None:
    """A network to look at: the second house heads it, the first one belongs to it."""
    member, head = (queries.person_by_email(f"admin@{house.slug}.example") for house in HOUSES)
    try:
        network.join(head, member, offered=HOUSES[1].assistant.lower())
    except GarantError as error:
        log.warning("the network of the demonstration was not told: %s", type(error).__name__)


def _internal(house: House, choice: Choice, url: str) -> Card:
    ours = choice.kind in {ModelKind.LOCAL, ModelKind.NONE} and choice.path is None
    model = local_model()
    where = urlsplit(url).hostname or ""
    if ours:
        card = model.card
    else:
        card = (
            f"Modèle « {choice.name} », indiqué au démarrage de Garant ; son adresse est celle de `{where}`.\n\n"
            "La démonstration le tient pour **interne** : vérifiez que c’est bien une machine de votre organisation, "
            "ou changez sa zone."
        )
    return Card(
        model=house.assistant.lower(),
        name=f"{house.assistant}, assistant interne",
        level=1,
        zone=Zone.INTERNAL,
        host="Cette machine"
        if ours or choice.kind in {ModelKind.LOCAL, ModelKind.OLLAMA} or where in LOOPBACK
        else where,
        country="FR",
        licence=model.licence if ours else "",
        training=Training.NO if ours else Training.UNKNOWN,
        card=card,
        role="Aider les agents à écrire, à résumer et à chercher dans un texte qu’ils lui donnent.",
        limits="Se trompe sur les faits, les dates et les calculs : tout est relu. Ne décide de rien.",
        answers="Direction des systèmes d’information",
        upstream_url=url,
        upstream_model=choice.model or model.alias,
        key_env=choice.key_env or "",
        footprint=_footprint(ours),
        preferred=True,
        reroute_target=True,
        approved=True,
        local=True,
    )


def _external(choice: Choice, url: str, environ: Mapping[str, str]) -> Card:
    real = environ.get("GARANT_EXTERNAL_URL", "").strip().rstrip("/")
    if real:
        host = urlsplit(real).hostname or real
        return Card(
            model="externe",
            name=f"Service externe ({host})",
            level=1,
            zone=Zone.EXTERNAL,
            host=host,
            country="ZZ",
            card="Service externe indiqué au démarrage de Garant. Complétez cette fiche : pays, contrat, entraînement.",
            upstream_url=real,
            upstream_model=environ.get("GARANT_EXTERNAL_MODEL", "").strip() or "default",
            key_env="GARANT_EXTERNAL_KEY" if environ.get("GARANT_EXTERNAL_KEY") else "",
            approved=True,
            local=True,
        )
    ours = choice.kind in {ModelKind.LOCAL, ModelKind.NONE} and choice.path is None
    return Card(
        model="externe",
        name="Démonstration d’un service externe",
        level=1,
        zone=Zone.EXTERNAL,
        host="Cette machine, dans le rôle d’un tiers",
        country="FR",
        licence=local_model().licence if ours else "",
        training=Training.UNKNOWN,
        role="Montrer ce que la charte laisse partir vers un service extérieur.",
        limits="Réservé à des textes sans donnée protégée.",
        answers="Direction des systèmes d’information",
        card=(
            "**Ce n’est pas un vrai service externe.** Le modèle de l’assistant interne joue ce rôle, pour montrer ce "
            "que la charte laisse sortir : le texte lui parvient exactement comme il parviendrait à un tiers.\n\n"
            "Pour essayer avec un vrai service compatible OpenAI, démarrez Garant avec `GARANT_EXTERNAL_URL`."
        ),
        upstream_url=url,
        upstream_model=choice.model or local_model().alias,
        key_env=choice.key_env or "",
        footprint=_footprint(ours),
        approved=True,
        local=True,
    )


def _footprint(ours: bool) -> Parameters | None:
    """Of our own small model on an ordinary machine; of another, we know neither size nor place."""
    if not ours:
        return None
    model = local_model()
    return Parameters(
        total_billions=model.parameters_billion, bits=model.bits, batch_size=1, zone="FRA", gpu=False
    )


def _email(house: House, seat: Seat) -> str:
    return f"{seat.name}@{house.slug}.example"


@cache
def _encoded() -> str:
    """The stored form of the demonstration's password, the same for each account of this installation: telling
    whether an account still has it then costs a comparison, where hashing ten times would slow each start."""
    return make_password(PASSWORD, salt=derive("demonstration-password").hex()[:32])
