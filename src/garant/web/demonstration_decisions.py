"""Individual decisions of the demonstration: treatments declared and amended, decisions recorded on them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from garant.decisions import actions
from garant.decisions.facts import Facts, Parameter, read
from garant.decisions.sealed import Applied, Content
from garant.web.demonstration_script import Scene, Story, day_before, script


def tell(story: Story) -> None:
    """What `decisions.yaml` says of this house; a house that it does not name has none."""
    said = script("decisions").get(story.slug)
    if said is None:
        return
    made = {key: _declare(story, scene) for key, scene in said["treatments"].items()}
    for scene in said["decisions"]:
        _decide(story, scene, made[scene["treatment"]])


def _declare(story: Story, scene: Scene) -> Any:
    actor = story.people[scene["by"]]
    facts = read(scene["facts"])
    treatment = actions.declare_treatment(actor, facts, now=_at(story, scene["ago"]))
    if "amended" in scene:
        change = scene["amended"]
        actions.amend_treatment(
            actor,
            treatment.id,
            _amended(facts, change),
            after=1,
            reason=change["reason"],
            now=_at(story, change["ago"]),
        )
    return treatment


def _amended(facts: Facts, change: Mapping[str, Any]) -> Facts:
    return replace(facts, parameters=tuple(Parameter(**each) for each in change["parameters"]))


def _decide(story: Story, scene: Scene, treatment: Any) -> None:
    """Begun, and complete and notified where the scene says so; else it waits for who began it."""
    actor, at = story.people[scene["by"]], _at(story, scene["ago"])
    held = dict(scene["content"])
    held["data"] = tuple(str(each) for each in held["data"])
    held["parameters"] = tuple(Applied(**each) for each in held["parameters"])
    decision = actions.record_decision(actor, treatment.id, Content(**held), decided_on=at.date(), now=at)
    if "notified" not in scene:
        return
    later = at + timedelta(hours=1)
    actions.complete_decision(
        actor, decision.id, mention_carried=scene["mention"], revision=1, now=min(later, story.now)
    )
    received = _at(story, scene["notified"])
    actions.notify_person(actor, decision.id, notified_on=received.date(), revision=2, now=received)


def _at(story: Story, ago: int) -> datetime:
    """Ten o’clock of a working day."""
    return datetime.combine(day_before(story.now, ago), time(10), tzinfo=story.organisation.place_word.zone)
