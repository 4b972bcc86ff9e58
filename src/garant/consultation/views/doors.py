"""By which door a reader came: their account, or the public page. The pages are the same, their addresses are not."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from garant.consultation import queries
from garant.consultation.models import Consultation, Contribution
from garant.consultation.terms import State
from garant.consultation.voices import Voice, voice_of
from garant.directory.access import actor_of
from garant.directory.models import Organisation

COOKIE = "garant_voix"


@dataclass(frozen=True, slots=True)
class Door:
    """One reader before one consultation."""

    voice: Voice
    found: Consultation
    state: State

    @property
    def public(self) -> bool:
        return self.voice.person is None

    @property
    def layout(self) -> str:
        """The template around the page: a visitor stays in the organisation's portal."""
        return "portal/around.html" if self.public else "web/base.html"

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN

    @property
    def is_published(self) -> bool:
        return self.state is State.PUBLISHED

    @property
    def manages(self) -> bool:
        return self.voice.person is not None and queries.may_manage(self.voice.person)

    @property
    def consultations(self) -> str:
        if self.public:
            return reverse("consultation:public-consultations", args=[self.voice.organisation.slug])
        return reverse("consultation:consultations")

    @property
    def home(self) -> str:
        return self._at("consultation")

    @property
    def whole(self) -> str:
        return self._at("whole")

    @property
    def react(self) -> str:
        return self._at("react")

    @property
    def synthesis(self) -> str:
        return self._at("synthesis")

    @property
    def text(self) -> str:
        return self._at("text")

    def clause(self, name: str) -> str:
        """The page of a clause; that of the whole for ""."""
        return self._at("clause", name) if name else self.whole

    def file(self, suffix: str) -> str:
        return self._at("synthesis-file", suffix)

    def withdraw(self, item: Contribution) -> str:
        return self._at("withdraw", item.id)

    def _at(self, name: str, *more: object) -> str:
        if self.public:
            slug = self.voice.organisation.slug
            return reverse(f"consultation:public-{name}", args=[slug, self.found.id, *more])
        return reverse(f"consultation:{name}", args=[self.found.id, *more])


def inside(request: HttpRequest, consultation: uuid.UUID) -> Door:
    """The door of a signed-in person."""
    return _door(voice_of(actor_of(request)), consultation)


def outside(request: HttpRequest, organisation: Organisation, consultation: uuid.UUID) -> Door:
    """The public door."""
    return _door(Voice(organisation, token=request.COOKIES.get(COOKIE, "")[:64]), consultation)


def _door(voice: Voice, consultation: uuid.UUID) -> Door:
    found = queries.consultation_for(voice, consultation)
    return Door(voice, found, queries.state_of(found))
