"""Scenes of consultations on the charter: opened, talked over in writing and in a room, answered, published."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from garant.consultation import actions as consultations
from garant.consultation.terms import Kind, Opinion, Verdict
from garant.consultation.voices import Voice, voice_of
from garant.directory.queries import charter_in_force
from garant.web.demonstration_script import Scene, Story

_STEP = timedelta(minutes=20)
_VERSION = re.compile(r"^version: .*$", re.MULTILINE)  # a draft is of the day on which it is put to people


def consultation(story: Story, scene: Scene, at: datetime) -> None:
    """A consultation on the text in force, and what was said of it since; its answers where it has ended."""
    actor = story.actor(scene, "referent")
    found = consultations.open_consultation(
        actor,
        title=scene["title"],
        text=_VERSION.sub(f"version: {at.date()}", charter_in_force(story.organisation).text),
        presentation=scene["presentation"],
        closes_on=(at + timedelta(days=scene["days"])).date(),
        anonymous=scene.get("anonymous", False),
        public=scene.get("public", False),
        now=at,
    )
    rooms = {
        room["key"]: consultations.hold_workshop(
            actor,
            found.id,
            place=room["place"],
            held_on=at.date(),
            participants=room["participants"],
            facilitator=story.people[room["by"]].id,
            now=at + _STEP,
        )
        for room in scene.get("workshops", ())
    }
    spoken = {room["key"]: room["by"] for room in scene.get("workshops", ())}
    answers = []
    for each in scene["said"]:
        said = {
            "kind": Kind(each.get("kind", "comment")),
            "text": each["text"] if "text" in each else _changed(found.clauses_by_id, each),
            "clause": each.get("clause", ""),
            "reason": each.get("reason", ""),
            "now": at + _STEP,
        }
        if "workshop" in each:
            room = rooms[each["workshop"]]
            made = consultations.note(story.people[spoken[each["workshop"]]], room.id, **said)
        else:
            voice = _voice(story, each["by"])
            made = consultations.contribute(voice, found.id, signature=each.get("signature", ""), **said)
        for opinion in Opinion:
            for who in each.get(opinion.value, ()):
                consultations.react(
                    _voice(story, who), found.id, opinion=opinion, contribution=made.id, now=at + _STEP
                )
        if "hidden" in each:
            consultations.hide(actor, made.id, reason=each["hidden"], now=at + 2 * _STEP)
        elif "verdict" in each:
            answers.append((made.id, Verdict(each["verdict"]), each["answer"]))
    if "conclusion" not in scene:
        return
    later = at + timedelta(days=scene["days"] + 3)
    for which, verdict, reason in answers:
        consultations.answer(
            actor, found.id, contributions=[which], verdict=verdict, reason=reason, now=later
        )
    for clause, text in scene.get("syntheses", {}).items():
        consultations.summarise(actor, found.id, clause=clause, text=text, now=later)
    consultations.publish(actor, found.id, conclusion=scene["conclusion"], now=later)


def _changed(clauses: Mapping[str, Any], each: Scene) -> str:
    """The wording of a clause with one change."""
    old, new = each["change"]
    return str(clauses[each["clause"]].text.replace(old, new))


def _voice(story: Story, who: str) -> Voice:
    """Someone of the house by their seat, or a visitor by any other name."""
    person = story.people.get(who)
    return voice_of(person) if person is not None else Voice(story.organisation, token=who)
