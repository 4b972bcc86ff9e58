"""Verbs of the compliance file: file a proof, withdraw it, say that one ends."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from urllib.parse import urlsplit

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from garant.catalogue.compliance import Standing, closing_moment, file_of, longest, standing, today_of
from garant.catalogue.errors import (
    ProofDatesCrossed,
    ProofEmpty,
    ProofKindUnfit,
    ProofLinkInvalid,
    ProofReasonMissing,
    ProofWithdrawn,
)
from garant.catalogue.models import AiSystem, ExpiryNotice, Proof, ProofFile, Vendor
from garant.catalogue.queries import (
    proof_visible_to,
    proofs_that_count,
    system_visible_to,
    vendor_visible_to,
)
from garant.catalogue.requirements import rules
from garant.catalogue.terms import EDITORS
from garant.catalogue.uploads import checked_pdf
from garant.directory.actions import bump_revision, require
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.journal import RecordChanged, RecordMoved
from garant.notifications.actions import notify

INSTALLATION = "installation"
TOLD = (Role.DSI, Role.RSSI, Role.DPO)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofFacts:
    """What a proof says of itself. `file` is the PDF's content."""

    kind: str
    number: str = ""
    scope: str = ""
    issued: date | None = None
    expires: date | None = None  # the last day of validity
    link: str = ""
    file: bytes | None = None


@transaction.atomic
def file_system_proof(actor: Person, slug: str, *, facts: ProofFacts, now: datetime | None = None) -> Proof:
    """A proof of this system. One that counts longer than an ended one opens the system again."""
    require(actor, *EDITORS)
    return _file(actor, system_visible_to(actor, slug), None, facts, now)


@transaction.atomic
def file_vendor_proof(
    actor: Person, vendor: uuid.UUID, *, facts: ProofFacts, now: datetime | None = None
) -> Proof:
    """A proof of this vendor: it counts for each of its systems."""
    require(actor, *EDITORS)
    return _file(actor, None, vendor_visible_to(actor, vendor), facts, now)


@transaction.atomic
def withdraw_proof(actor: Person, proof: uuid.UUID, *, reason: str, now: datetime | None = None) -> Proof:
    """It counts no more, and stays on file. What it answered ends today, with a notice as at any other end."""
    require(actor, *EDITORS)
    seen = proof_visible_to(actor, proof)
    if not reason.strip():
        raise ProofReasonMissing
    found = Proof.objects.select_for_update().get(pk=seen.pk)
    if found.withdrawn_at is not None:
        raise ProofWithdrawn
    found.withdrawn_at = now or timezone.now()
    found.withdrawn_by = actor
    found.withdrawn_reason = reason.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    bump_revision()
    _record(actor, found, "closed")
    return found


@transaction.atomic
def announce_ends(*, now: datetime | None = None) -> list[ExpiryNotice]:
    """Give the notices that are due in the whole installation, each once; what was given now.

    A proof that ends soon is announced; where the rules say so, the notice bears the moment at which the gateway
    closes the system. For the installation's own recurring turn, never behind a page.
    """
    now = now or timezone.now()
    given = []
    systems = AiSystem.objects.filter(approved=True).select_related("organisation").order_by("pk")
    for system in systems:
        given += _announce(system, now)
    if given:
        bump_revision()
    for notice in given:
        _tell(notice, now)
        record(
            RecordMoved(
                organisation=notice.organisation.slug,
                person=INSTALLATION,
                record=f"proof:{notice.proof_id}",
                before="filed",
                after="ending" if notice.closes_at is None else "closing",
            )
        )
    return given


def _tell(notice: ExpiryNotice, now: datetime) -> None:
    slug, closes = notice.system.slug, notice.closes_at
    notify(
        notice.organisation,
        roles=TOLD,
        code="proof-ending" if closes is None else "proof-closing",
        record=f"proof:{notice.proof_id}",
        address=reverse("catalogue:file", args=[slug]),
        facts={
            "system": slug,
            "due": notice.until.isoformat(),
            **({} if closes is None else {"closes": today_of(notice.organisation, closes).isoformat()}),
        },
        now=now,
    )


def _announce(system: AiSystem, now: datetime) -> list[ExpiryNotice]:
    today, proofs = today_of(system.organisation, now), proofs_that_count(system)
    zone = system.organisation.place_word.zone
    ending: dict[uuid.UUID, tuple[Proof, bool]] = {}  # proof → whether its end closes the system
    lines = file_of(system, proofs, today)
    for line in lines:
        if line.proof is not None and line.standing in _ENDING:
            closes = line.closes or ending.get(line.proof.pk, (line.proof, False))[1]
            ending[line.proof.pk] = (line.proof, closes)
    asked = {kind.id for line in lines for kind in line.kinds}
    for kind in {proof.kind for proof in proofs} - asked:
        best = longest(proof for proof in proofs if proof.kind == kind)
        if best is not None and best.withdrawn_at is None and standing(best, today) in _ENDING:
            ending[best.pk] = (best, False)
    given = []
    for proof, closes in ending.values():
        until = proof.until
        assert until is not None
        notice, created = ExpiryNotice.objects.get_or_create(
            system=system,
            proof=proof,
            until=until,
            defaults={
                "organisation": system.organisation,
                "at": now,
                "closes_at": closing_moment(until, now, zone) if closes else None,
            },
        )
        if closes and notice.closes_at is None:
            # It closed nothing when it was announced: the system's zone, level or data changed since.
            notice.at, notice.closes_at = now, closing_moment(until, now, zone)
            notice.save(update_fields=["at", "closes_at"])
            created = True
        if created:
            given.append(notice)
    return given


_ENDING = {Standing.ENDING, Standing.ENDED}


def _file(
    actor: Person, system: AiSystem | None, vendor: Vendor | None, facts: ProofFacts, now: datetime | None
) -> Proof:
    kind = rules().kinds.get(facts.kind)
    if kind is None or ("vendor" if system is None else "system") not in kind.of:
        raise ProofKindUnfit
    if facts.issued is not None and facts.expires is not None and facts.expires < facts.issued:
        raise ProofDatesCrossed
    link = _link(facts.link)
    if not (facts.number.strip() or link or facts.file):
        raise ProofEmpty
    content = None if facts.file is None else checked_pdf(facts.file)
    proof = Proof.objects.create(
        organisation=actor.organisation,
        system=system,
        vendor=vendor,
        kind=facts.kind,
        number=facts.number.strip(),
        scope=facts.scope.strip(),
        issued=facts.issued,
        expires=facts.expires,
        link=link,
        filed_at=now or timezone.now(),
        filed_by=actor,
    )
    if content is not None:
        ProofFile.objects.create(
            proof=proof, content=content, bytes=len(content), sha256=hashlib.sha256(content).hexdigest()
        )
    bump_revision()
    _record(actor, proof, "created")
    return proof


def _link(text: str) -> str:
    link = text.strip()
    if not link:
        return ""
    try:
        parts = urlsplit(link)
    except ValueError as error:
        raise ProofLinkInvalid from error
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.username
        or not link.isprintable()
    ):
        raise ProofLinkInvalid
    return link


def _record(actor: Person, proof: Proof, change: Literal["created", "closed"]) -> None:
    record(
        RecordChanged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"proof:{proof.id}",
            change=change,
        )
    )
