"""Who speaks in a consultation, and the digest that stands for them.

The digest serves three things: one reaction for each voice and item, withdrawing what one wrote, counting people. It is
made of the server's secret and of the consultation's own salt. Where the consultation is anonymous, nothing else is
kept of a person, and the publication of the synthesis erases the salt and every digest.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from garant.consultation.models import Consultation
from garant.consultation.terms import Way
from garant.directory.models import Organisation, Person
from garant.directory.secrets import derive


@dataclass(frozen=True, slots=True)
class Voice:
    """A person of the organisation; or a visitor of its public page, known by a token of their own browser alone."""

    organisation: Organisation
    person: Person | None = None
    token: str = ""

    @property
    def way(self) -> Way:
        return Way.PUBLIC if self.person is None else Way.ACCOUNT


def voice_of(person: Person) -> Voice:
    return Voice(person.organisation, person=person)


def new_salt() -> bytes:
    return secrets.token_bytes(32)


def new_token() -> str:
    """What a visitor's browser keeps."""
    return secrets.token_urlsafe(24)


def digest(consultation: Consultation, voice: Voice) -> str:
    """The digest of this voice in this consultation; "" for a visitor who has said nothing yet, and once the salt is
    erased."""
    if consultation.salt is None or (voice.person is None and not voice.token):
        return ""
    name = f"person:{voice.person.id}" if voice.person is not None else f"visitor:{voice.token}"
    key = derive(f"consultation-voice:{consultation.id}")
    return hmac.new(key, bytes(consultation.salt) + name.encode(), hashlib.sha256).hexdigest()


def by_chance() -> str:
    """What takes the place of a digest: it leads to nobody."""
    return secrets.token_hex(32)
