"""One small world for every test of the pages: two organisations, and a wall between them.

Alice is an agent, Bruno the DPO, Claire the administrator of the Département; Chloé is an agent and David the DPO
of the Région, where nothing leaves internal and sovereign systems.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.hashers import make_password

from garant.catalogue.actions import install_system
from garant.catalogue.card import Card
from garant.catalogue.terms import Training
from garant.directory.actions import acknowledge_charter, found_organisation, welcome_person
from garant.directory.kinds import Kind, Role
from garant.directory.models import Organisation, Person
from garant.footprint import Parameters
from garant.words import Zone

PASSWORD = "une longue phrase de passe"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

CHARTER_DEPARTEMENT = """\
charter: departement-essai
version: 2026-11-01
title: Charte d’essai du Département
introduction: Une charte **courte**, pour les essais.
blanks: {organisation: Département d’essai, adopted_by: "l’assemblée", adopted_on: 2026-11-01, revision_months: 12}
review_by: 2027-11-01
assistant: {name: IRIS}
zones: {internal: chez nous, sovereign: chez un hébergeur qualifié, external: tout le reste}
values:
  - {title: Responsabilité, text: Une personne décide., clauses: [relecture]}
documents:
  - {title: Charte des usages numériques, url: "https://intranet.exemple.fr/charte-numerique"}
sections:
  - title: Les règles
    clauses:
      - id: systemes
        title: Des systèmes validés
        text: Nous n’employons que les systèmes de la liste.
        controls:
          - approve: {zones: [internal, sovereign, external], levels: [1, 2]}
      - id: donnees
        title: Pas de données personnelles dehors
        sources: [AHP-11h]
        text: |
          Aucune donnée personnelle ne sort en clair.
        controls:
          - protect: {data: [personal, highly_personal, indirect], zone: external, action: pseudonymise}
          - protect: {data: [sensitive, health, criminal, minor, vulnerable], zone: external, action: reroute}
          - protect: {data: [internal_document, secret], zone: external, action: block}
          - protect: {data: [personal, highly_personal, sensitive, health, criminal, minor, vulnerable, internal_document, indirect], zones: [internal, sovereign], action: allow}
          - protect: {data: [secret], zones: [internal, sovereign], action: block}
      - id: egalite
        title: Aucun classement des personnes
        text: On ne classe pas des candidats d’après un critère protégé.
        controls:
          - forbid: {use: Classer des candidats d’après leur origine., keywords: [[classe*, candidat*, origine*]]}
      - id: lecture
        title: La charte est lue
        text: Chacun lit la charte avant de s’en servir.
        controls:
          - acknowledge: {statement: J’ai lu la charte et je l’appliquerai.}
      - id: relecture
        title: Relire
        text: Une IA se trompe. On relit.
        controls:
          - notice: {zones: [internal, sovereign, external], text: "Réponse d’une IA : relisez-la."}
          - checklist: {questions: ["Ai-je besoin d’une IA ?"]}
      - id: mention
        title: Dire l’usage de l’IA
        text: Un contenu fait avec une IA le dit.
        controls:
          - mention: {levels: [idea, production, improvement], on: [copy, export, api], text: "Ce contenu a été {verbe} avec l’aide d’un outil d’IA ({systeme}), relu par {relecteur}."}
  - title: La suite
    clauses:
      - id: signaler
        title: Signaler
        text: Ce qui ne va pas se signale au DPO et au RSSI.
        controls:
          - report_to: {roles: [dpo, rssi], hours: 72}
      - id: conservation
        title: Conserver peu
        text: Les conversations s’effacent.
        controls:
          - retain: {what: conversations, days: 30}
      - id: formation
        title: Former
        text: Chacun est formé.
        controls:
          - commitment: {promise: Former chaque agent., owner: Direction des ressources humaines, reason: Le suivi des formations n’est pas encore dans le logiciel.}
"""

CHARTER_REGION = """\
charter: region-essai
version: 2026-11-02
title: Charte d’essai de la Région
blanks: {organisation: Région d’essai}
assistant: {name: ChatRégion}
sections:
  - title: Les règles
    clauses:
      - id: interne
        title: Rien ne sort
        text: Nos données restent chez nous.
        controls:
          - approve: {zones: [internal, sovereign]}
          - protect: {data: [personal, highly_personal, sensitive, health, criminal, minor, vulnerable, internal_document, indirect], zones: [internal, sovereign], action: allow}
          - protect: {data: [secret], zones: [internal, sovereign], action: block}
      - id: attestation
        title: Prise de connaissance
        text: La charte est lue.
        controls:
          - acknowledge: {statement: J’ai lu la charte de la Région.}
"""


@dataclass(frozen=True)
class World:
    """The two organisations and their people. `outsider` is Chloé: she must find a wall everywhere."""

    departement: Organisation
    region: Organisation
    alice: Person
    bruno: Person
    claire: Person
    chloe: Person
    david: Person

    @property
    def outsider(self) -> Person:
        return self.chloe


def build_world(*, acknowledged: bool = True) -> World:
    """The world with its charters in force and its systems; everyone has acknowledged, unless told otherwise."""
    departement = found_organisation(
        slug="departement-essai", name="Département d’essai", charter_text=CHARTER_DEPARTEMENT, now=NOW
    )
    region = found_organisation(
        slug="region-essai", name="Région d’essai", charter_text=CHARTER_REGION, now=NOW
    )
    world = World(
        departement,
        region,
        alice=_person(departement, "alice", "Alice Martin"),
        bruno=_person(departement, "bruno", "Bruno Petit", Role.DPO),
        claire=_person(departement, "claire", "Claire Durand", Role.ADMINISTRATOR),
        chloe=_person(region, "chloe", "Chloé Moreau"),
        david=_person(region, "david", "David Roux", Role.DPO),
    )
    install_system(departement, slug="iris", card=internal_card(model="iris"))
    install_system(departement, slug="service-externe", card=external_card())
    install_system(region, slug="chat", card=internal_card(model="chat"))
    if acknowledged:
        for person in (world.alice, world.bruno, world.claire, world.chloe, world.david):
            acknowledge_charter(person, now=NOW)
    return world


def internal_card(*, model: str, upstream_url: str = "http://127.0.0.1:9/v1") -> Card:
    """An internal system that takes what the charter re-routes."""
    return Card(
        model=model,
        name="Assistant interne",
        level=1,
        zone=Zone.INTERNAL,
        host="Nous-mêmes",
        country="FR",
        licence="Apache-2.0",
        training=Training.NO,
        upstream_url=upstream_url,
        upstream_model="petit-modele",
        card="Bon pour résumer ; **faible** pour rédiger.",
        footprint=Parameters(total_billions=1.5, zone="FRA", pue=1.3, batch_size=1, bits=4, gpu=False),
        preferred=True,
        reroute_target=True,
        approved=True,
        local=True,
    )


def external_card(*, upstream_url: str = "http://127.0.0.1:9/v1") -> Card:
    """An external system of the Département."""
    return Card(
        model="externe",
        name="Service externe",
        level=1,
        zone=Zone.EXTERNAL,
        host="Ailleurs SA",
        country="US",
        upstream_url=upstream_url,
        upstream_model="grand-modele",
        approved=True,
        local=True,
    )


def join(organisation: Organisation, name: str, full_name: str, *roles: Role) -> Person:
    """Someone more, who has acknowledged the charter: a world that few tests need stays out of the others."""
    person = _person(organisation, name, full_name, *roles)
    acknowledge_charter(person, now=NOW)
    return person


def _person(organisation: Organisation, name: str, full_name: str, *roles: Role) -> Person:
    return welcome_person(
        organisation,
        email=f"{name}@{organisation.slug}.example",
        full_name=full_name,
        kind=Kind.AGENT,
        roles=roles,
        encoded=make_password(PASSWORD),
    )
