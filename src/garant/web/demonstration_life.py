"""The life of a demonstration organisation: some fourteen months, told through the doors of the rooms.

Everything is written as its people would have written it, one after another and each on its day: the journal, the
history and the walls hold for it as for anything else. Only the journal's own clock says when it was really done.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from garant.directory import queries
from garant.directory.actions import amend_organisation
from garant.lifecycle.queries import roadmap
from garant.notifications.actions import read_all
from garant.web import demonstration_consultation as consultations
from garant.web import demonstration_decisions as decisions
from garant.web import demonstration_market as market
from garant.web import demonstration_meetings as meetings
from garant.web import demonstration_registers as registers
from garant.web import demonstration_reports as reports
from garant.web import demonstration_trials as trials
from garant.web import demonstration_uses as uses
from garant.web.demonstration_script import Scene, Story, script, timeline

_NEWS_DAYS = 15  # notices of older scenes have been read

_SCENES: Mapping[str, Callable[[Story, Scene, datetime], None]] = MappingProxyType(
    {
        "submit": uses.submit,
        "move": uses.move,
        "answer": uses.answer,
        "sign": uses.sign,
        "build": uses.build,
        "draft": uses.draft,
        "validate": uses.validate,
        "perimeter": uses.perimeter,
        "version": uses.new_version,
        "trial": trials.trial,
        "committee": meetings.committee,
        "case": meetings.case,
        "session": meetings.session,
        "arbitration": meetings.arbitration,
        "call": meetings.call,
        "candidature": meetings.candidature,
        "results": meetings.results,
        "vendor": market.vendor,
        "system": market.system,
        "consultation": market.consultation,
        "incident": registers.incident,
        "right": registers.right,
        "question": registers.question,
        "lesson": registers.lesson,
        "declared": registers.declared,
        "charter": registers.charter,
        "commitment": registers.commitment,
        "charter-consultation": consultations.consultation,
    }
)


def live(slug: str, people: Mapping[str, Any], *, charter: str, now: datetime | None = None) -> bool:
    """Tell the life of an organisation that has none yet; whether it was told. All of it or nothing.

    `people` are its people by seat. Where somebody has put a use or another charter there, or closed an account, the
    organisation is theirs: nothing is told.
    """
    organisation = queries.organisation_named(slug)
    if (
        roadmap(people["admin"])
        or queries.policy_in_force(organisation).charter != charter
        or not all(person.is_active for person in people.values())
    ):
        return False
    said = {**script("usual"), **script(slug)}
    story = Story(slug, organisation, people, said, now or timezone.now())
    with _without_mail(), transaction.atomic():
        _introduce(story)
        old = True
        for scene, at in timeline(said, story.now):
            if old and scene["ago"] < _NEWS_DAYS:
                old = False
                for person in people.values():
                    read_all(person, now=at)
            _SCENES[scene["do"]](story, scene, at)
        decisions.tell(story)
        reports.report(story)
    return True


def _introduce(story: Story) -> None:
    """What the law asks of it depends on its size."""
    facts = story.script["organisation"]
    amend_organisation(
        story.people["admin"],
        name=story.organisation.name,
        public=True,
        agents=facts["agents"],
        inhabitants=facts["inhabitants"],
        place=story.organisation.place_word,
        siret="",
        address=facts["address"],
        contact=facts["contact"],
    )
    story.organisation.refresh_from_db()


@contextmanager
def _without_mail() -> Iterator[None]:
    """Nobody is convened to a session of last spring: the scenes send no mail. Before the first request is answered,
    nothing else of this process sends any."""
    kept = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = kept
