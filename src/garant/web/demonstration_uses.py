"""Scenes of a use's life: submitted, qualified, built, opened to people, moved from stage to stage."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from garant.catalogue.actions import change_version
from garant.catalogue.queries import current_version, system_visible_to
from garant.catalogue.versions import Pinned
from garant.charter import Stage
from garant.directory.kinds import Role
from garant.lifecycle.actions import building, people, qualifying
from garant.lifecycle.actions.following import follow
from garant.lifecycle.actions.moving import move_use
from garant.lifecycle.actions.needs import submit_need
from garant.lifecycle.queries import use_visible_to
from garant.qualification import OrganisationFacts
from garant.registers.assessments.queries import Kind, assessment_of
from garant.registers.assessments.shelf import DPIA, FRIA
from garant.registers.processing.queries import processing_record_of
from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf.actions import move as move_record
from garant.registers.shelf.shelf import Shelf
from garant.web.demonstration_script import Scene, Story
from garant.web.demonstration_sheet import completed

_ANALYSES: tuple[tuple[Kind, Shelf], ...] = (("dpia", DPIA), ("fria", FRIA))


def submit(story: Story, scene: Scene, at: datetime) -> None:
    key = scene["use"]
    use = story.script["uses"][key]
    need = {"title": use["title"], **use["need"]}
    story.uses[key] = submit_need(story.people[use["by"]], need, now=at).id


def move(story: Story, scene: Scene, at: datetime) -> None:
    actor = story.actor(scene, "admin")
    use = use_visible_to(actor, story.uses[scene["use"]])
    move_use(actor, use.id, Stage(scene["to"]), reason=scene["reason"], revision=use.revision, now=at)


def answer(story: Story, scene: Scene, at: datetime) -> None:
    """The whole sheet in one writing; `whole: false` leaves it as far as its stated answers go."""
    actor = story.actor(scene, "referent")
    use = use_visible_to(actor, story.uses[scene["use"]])
    told = story.script["uses"][scene["use"]]
    stated = {"use.purpose": told["need"]["what"], **told.get("sheet", {})}
    if scene.get("whole", True):
        facts = OrganisationFacts(
            public=use.organisation.public,
            agents=use.organisation.agents,
            inhabitants=use.organisation.inhabitants,
        )
        stated = completed(stated, story.script["usual"], day=at.date(), organisation=facts)
    _, problems = qualifying.answer_sheet(
        actor, use.id, stated, asked=tuple(stated), revision=use.revision, now=at
    )
    if problems:
        raise ValueError(f"{scene['use']}: {dict(problems)}")


def sign(story: Story, scene: Scene, at: datetime) -> None:
    """Both visas: the sheet is complete and read."""
    for seat, role in (("admin", Role.DSI), ("dpo", Role.DPO)):
        use = use_visible_to(story.people[seat], story.uses[scene["use"]])
        qualifying.sign_sheet(story.people[seat], use.id, role, revision=use.revision, now=at)


def build(story: Story, scene: Scene, at: datetime) -> None:
    """The systems that it rests on, its texts, its next review."""
    actor, use = story.people["admin"], story.uses[scene["use"]]
    if "systems" in scene:
        seen = use_visible_to(actor, use)
        building.choose_systems(actor, use, scene["systems"], revision=seen.revision, now=at)
    if "texts" in scene:
        seen = use_visible_to(actor, use)
        review = seen.review_on
        if "review_in" in scene:
            review = story.now.date() + timedelta(days=scene["review_in"])
        building.document_use(actor, use, scene["texts"], review_on=review, revision=seen.revision, now=at)


def draft(story: Story, scene: Scene, at: datetime) -> None:
    building.draft_records(story.people["dpo"], story.uses[scene["use"]], now=at)


def validate(story: Story, scene: Scene, at: datetime) -> None:
    """The DPO validates the processing record; on an analysis the DPO gives an opinion and the DGS decides."""
    subject, dpo, dgs = story.subject(scene["use"]), story.people["dpo"], story.people["dgs"]
    record = processing_record_of(story.organisation, subject)
    if record is not None:
        _step(dpo, PROCESSING, record, "valider", at)
    for kind, shelf in _ANALYSES:
        if kind in scene and assessment_of(story.organisation, subject, kind) is not None:
            for actor, step, note in ((dpo, "avis", scene[kind]), (dgs, "valider", "")):
                found = assessment_of(story.organisation, subject, kind)
                _step(actor, shelf, found, step, at, note=note)


def _step(actor: Any, shelf: Shelf, entry: Any, name: str, at: datetime, *, note: str = "") -> None:
    move_record(actor, shelf, entry.id, name, revision=entry.revision, note=note, now=at)


def perimeter(story: Story, scene: Scene, at: datetime) -> None:
    """People of the pilot, and those of them who are trained."""
    actor, use = story.actor(scene, "referent"), story.uses[scene["use"]]
    for seat in scene["people"]:
        people.name_participant(actor, use, story.people[seat].id)
    for seat in scene.get("trained", ()):
        people.attest_training(actor, use, story.people[seat].id, on=at.date())


def new_version(story: Story, scene: Scene, at: datetime) -> None:
    """A system is no longer what was evaluated; the uses that rest on it are flagged as they would be in the minute."""
    actor = story.people["admin"]
    now = Pinned.of(current_version(system_visible_to(actor, scene["system"])))
    after = replace(now, version=scene["version"])
    change_version(actor, scene["system"], pinned=after, reason=scene["reason"], now=at)
    follow()
