"""Scenes of the registers: incidents, requests, the legal desk, lessons, declared uses, commitments."""

from datetime import datetime, timedelta

from garant.registers.actions import close_incident, report_incident, take_incident
from garant.registers.commitments.actions import add_commitment, follow_charter
from garant.registers.declared.actions import answer_use, declare_use
from garant.registers.desk import actions as desk
from garant.registers.following import Assessment, analyse_incident, assess_incident, take_step
from garant.registers.lessons.shelf import LESSONS
from garant.registers.queries import incident_visible_to
from garant.registers.rights import actions as rights
from garant.registers.rights.receiving import enter_request, file_request
from garant.registers.rights.sealed import Identity
from garant.registers.shelf.actions import add
from garant.registers.shelf.actions import move as move_record
from garant.registers.terms import Category, Doubt, Severity, Step
from garant.web.demonstration_script import Scene, Story


def incident(story: Story, scene: Scene, at: datetime) -> None:
    """Reported by an agent, taken, judged; closed with what was done where the scene says so."""
    handler = story.actor(scene, "dpo")
    made = report_incident(
        story.people[scene["reporter"]],
        category=scene["category"],
        description=scene["description"],
        answer_system=scene.get("system"),
        now=at,
    ).id
    if "severity" not in scene:
        return
    take_incident(handler, made)
    soon = at + timedelta(hours=3)
    breach = Doubt(scene.get("breach", "no"))
    assess_incident(
        handler,
        made,
        Assessment(
            category=Category(scene["category"]),
            severity=Severity(scene["severity"]),
            system=scene.get("system", ""),
            breach=breach,
            breach_known_at=at if breach is not Doubt.NO else None,
            serious=Doubt.NO,
            serious_ground=None,
            serious_known_at=None,
        ),
        revision=incident_visible_to(handler, made).revision,
        now=soon,
    )
    for each in scene.get("steps", ()):
        take_step(handler, made, step=Step(each["step"]), at=soon, reason=each.get("reason", ""), now=soon)
    if "analysis" in scene:
        analyse_incident(handler, made, number=0, now=at + timedelta(days=1), **scene["analysis"])
    if "resolution" in scene:
        close_incident(handler, made, resolution=scene["resolution"], now=at + timedelta(days=2))


def right(story: Story, scene: Scene, at: datetime) -> None:
    """A request of a person; answered, where the scene says so."""
    handler = story.people["dpo"]
    if "reporter" in scene:
        made = file_request(story.people[scene["reporter"]], kind=scene["kind"], words=scene["words"], now=at)
    else:
        made = enter_request(
            story.actor(scene, "juriste"),
            kind=scene["kind"],
            identity=Identity(scene["name"], scene["contact"]),
            words=scene["words"],
            subject=story.subject(scene.get("use", "")),
            now=at,
        )
    if "reporter" not in scene and scene.get("checked"):
        made = rights.check_identity(handler, made.id, revision=made.revision, now=at + timedelta(hours=2))
    if "answer" in scene:
        made = rights.begin(handler, made.id, revision=made.revision, now=at + timedelta(days=1))
        rights.answer(
            handler, made.id, text=scene["answer"], revision=made.revision, now=at + timedelta(days=6)
        )


def question(story: Story, scene: Scene, at: datetime) -> None:
    """A question to the legal desk, its answer, and what the desk publishes of it."""
    asked = desk.ask(
        story.people[scene["reporter"]], words=scene["words"], page=scene.get("page", ""), now=at
    )
    if "answer" not in scene:
        return
    desk_actor = story.actor(scene, "juriste")
    desk.answer(desk_actor, asked.id, words=scene["answer"], after=0, now=at + timedelta(days=1))
    if "published" in scene:
        published: Scene = scene["published"]
        desk.publish(
            desk_actor,
            question=published["question"],
            answer=published["answer"],
            source=asked.id,
            now=at + timedelta(days=2),
        )


def lesson(story: Story, scene: Scene, at: datetime) -> None:
    """What was learned, published for the whole organisation."""
    referent = story.people["referent"]
    made = add(
        story.actor(scene, "referent"),
        LESSONS,
        title=scene["title"],
        values=scene["values"],
        subject=story.subject(scene.get("use", "")),
        now=at,
    )
    if scene.get("published", True):
        later = at + timedelta(hours=1)
        move_record(referent, LESSONS, made.id, "publier", revision=made.revision, now=later)


def declared(story: Story, scene: Scene, at: datetime) -> None:
    """An AI that someone uses already, told without blame."""
    made = declare_use(
        story.people[scene["reporter"]],
        tool=scene["tool"],
        values=scene["values"],
        anonymous=scene.get("anonymous", False),
        now=at,
    )
    if "answer" in scene:
        answer_use(
            story.people["admin"],
            made.id,
            answer=scene["answer"],
            system=scene.get("system", ""),
            revision=made.revision,
            now=at + timedelta(days=2),
        )


def charter(story: Story, scene: Scene, at: datetime) -> None:
    """What the charter in force promises enters the register of commitments."""
    follow_charter(story.people["dpo"], now=at)


def commitment(story: Story, scene: Scene, at: datetime) -> None:
    add_commitment(
        story.actor(scene, "dgs"),
        story.subject(scene.get("use", "")),
        scene["promise"],
        story.people[scene["owner"]],
        story.now.date() + timedelta(days=scene["due_in"]),
        scene["source"],
        now=at,
    )
