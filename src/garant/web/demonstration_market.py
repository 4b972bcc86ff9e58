"""Scenes of the catalogue and of purchases: vendors, contracts, systems, proofs, a consultation."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from garant.catalogue.actions import (
    ProofFacts,
    add_contract,
    add_system,
    add_vendor,
    file_system_proof,
    file_vendor_proof,
)
from garant.catalogue.card import Card
from garant.catalogue.market import ContractFacts, VendorFacts
from garant.catalogue.queries import contract_visible_to, vendor_visible_to
from garant.catalogue.terms import Exposure, Purchase, Training
from garant.catalogue.versions import Pinned
from garant.footprint import Parameters
from garant.procurement import actions as procurement
from garant.procurement.terms import RiskChoice, SystemKind
from garant.web.demonstration_script import Scene, Story
from garant.words import DataClass, Zone

# A port that nothing answers on: these systems exist in the script alone, and their cards say so.
NOWHERE = "http://127.0.0.1:9/v1"
IMAGINARY = (
    "**Système imaginaire, pour la démonstration.** Sa fiche, ses preuves et ses usages se lisent comme les vrais ; "
    "aucun service ne répond à son adresse.\n\n"
)


def vendor(story: Story, scene: Scene, at: datetime) -> None:
    """A vendor, its contract, the proofs that hold for all its systems."""
    actor = story.people["admin"]
    made = add_vendor(
        actor,
        facts=VendorFacts(
            name=scene["name"],
            country=scene["country"],
            contact=scene.get("contact", ""),
            foreign_law=Exposure(scene.get("foreign_law", "no")),
            foreign_law_note=scene.get("note", ""),
        ),
    )
    story.made[scene["key"]] = made.id
    contract = scene["contract"]
    story.made[f"contract:{scene['key']}"] = add_contract(
        actor,
        made.id,
        facts=ContractFacts(
            reference=contract["reference"],
            subject=contract["subject"],
            starts=at.date(),
            ends=at.date() + timedelta(days=contract["days"]),
            ai_clauses=contract.get("ai_clauses", ""),
            literacy_attested_on=at.date() if contract.get("literacy") else None,
            literacy_note=contract.get("literacy", ""),
        ),
    ).id
    for each in scene.get("proofs", ()):
        file_vendor_proof(actor, made.id, facts=_proof(story, each, at), now=at)


def system(story: Story, scene: Scene, at: datetime) -> None:
    """A system of the catalogue, with what it rests on and its proofs."""
    actor = story.people["admin"]
    key = scene["vendor"]
    size = scene.get("billions")
    add_system(
        actor,
        slug=scene["slug"],
        card=Card(
            model=scene["slug"],
            name=scene["name"],
            level=scene["level"],
            zone=Zone(scene["zone"]),
            host=scene["host"],
            country="FR",
            upstream_url=NOWHERE,
            upstream_model=scene["model"],
            licence=scene.get("licence", ""),
            training=Training.NO,
            allowed_classes=frozenset(map(DataClass, scene["classes"])) if "classes" in scene else None,
            card=IMAGINARY + scene["card"],
            role=scene["role"],
            limits=scene["limits"],
            answers=scene["answers"],
            vendor=vendor_visible_to(actor, story.made[key]),
            contract=contract_visible_to(actor, story.made[f"contract:{key}"]),
            purchase=Purchase(scene.get("purchase", "contract")),
            footprint=None
            if size is None
            else Parameters(total_billions=size, bits=8, batch_size=8, zone="FRA"),
            approved=scene.get("approved", True),
        ),
        pinned=Pinned(
            model=scene["model"], host=scene["host"], provider=scene["provider"], version=scene["version"]
        ),
        now=at,
    )
    for each in scene.get("proofs", ()):
        file_system_proof(actor, scene["slug"], facts=_proof(story, each, at), now=at)


def _proof(story: Story, each: Scene, at: datetime) -> ProofFacts:
    expires = each.get("expires_in")
    return ProofFacts(
        kind=each["kind"],
        number=each["number"],
        scope=each.get("scope", ""),
        issued=at.date(),
        expires=None if expires is None else story.now.date() + timedelta(days=expires),
    )


def consultation(story: Story, scene: Scene, at: datetime) -> None:
    """A questionnaire to vendors: published, answered by file, opened after its deadline, appraised."""
    buyer = story.actor(scene, "juriste")
    deadline = at + timedelta(days=scene["days"])
    made = procurement.prepare_consultation(
        buyer,
        procurement.Outline(
            title=scene["title"],
            reference=scene["reference"],
            object=scene["object"],
            system_kind=SystemKind(scene["kind"]),
            risk=RiskChoice(scene["risk"]),
            deadline=deadline,
        ),
        now=at,
    )
    made = procurement.choose_questions(
        buyer,
        made.id,
        weights=scene["weights"],
        eliminating=scene["eliminating"],
        revision=made.revision,
        now=at,
    )
    procurement.publish_consultation(buyer, made.id, revision=made.revision, now=at)
    invited: list[tuple[UUID, Scene]] = []
    for each in scene["vendors"]:
        invitation, _ = procurement.invite_vendor(buyer, made.id, vendor=each["name"], now=at)
        invited.append((invitation.id, each))
    if deadline > story.now:
        return
    received = deadline - timedelta(days=2)
    for invitation_id, each in invited:
        file = {
            "schema": "garant-questionnaire-ia",
            "schema_version": 1,
            "consultation": {"id": str(made.id)},
            "vendor": {"name": each["name"]},
            "answers": {name: dict(reply) for name, reply in each["answers"].items()},
        }
        raw = json.dumps(file, ensure_ascii=False).encode()
        procurement.import_answer(buyer, made.id, invitation_id, raw, received_at=received, now=received)
    procurement.open_answers(buyer, made.id, now=deadline + timedelta(hours=1))
    for invitation_id, each in invited:
        for question, (mark, reason) in each["marks"].items():
            procurement.appraise_reply(
                buyer,
                made.id,
                invitation_id,
                question=question,
                mark=mark,
                reason=reason,
                revision=0,
                now=deadline + timedelta(hours=2),
            )
