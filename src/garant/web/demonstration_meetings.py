"""Scenes in which people sit together: committees, arbitrations, calls for projects."""

from datetime import datetime, timedelta

from garant.committees import actions as committees
from garant.committees.queries import committee_visible_to, seated
from garant.lifecycle.actions import arbitrating, calls
from garant.lifecycle.terms import Decision
from garant.web.demonstration_script import Scene, Story, day_after

_NOTICE = timedelta(days=10)  # between the convocation and the session


def committee(story: Story, scene: Scene, at: datetime) -> None:
    """A committee and those who sit in it: people of the house, and names from outside."""
    actor = story.people["admin"]
    made = committees.create_committee(
        actor,
        name=scene["name"],
        kind=scene["kind"],
        purpose=scene["purpose"],
        quorum_kind="share",
        quorum_value=50,
        casting_vote=True,
        now=at,
    )
    story.made[scene["key"]] = made.id
    for each in scene["members"]:
        inside = each.get("seat")
        committees.add_member(
            actor,
            made.id,
            quality=each["quality"],
            starts=at.date(),
            person=story.people[inside].id if inside else None,
            name=each.get("name", ""),
            votes=each.get("votes", True),
            chairs=each.get("chairs", False),
            now=at,
        )


def case(story: Story, scene: Scene, at: datetime) -> None:
    """A case that waits for the next session."""
    use = scene.get("use", "")
    committees.put_on_agenda(
        story.actor(scene, "referent"),
        committee=story.made[scene["committee"]],
        subject=story.subject(use),
        title=scene["title"] if "title" in scene else story.script["uses"][use]["title"],
        question=scene["question"],
        stage=scene.get("stage", "qualification"),
        now=at,
    )


def session(story: Story, scene: Scene, at: datetime) -> None:
    """A session that was held: convened, its attendance, an opinion on each case, closed. The one before it is
    approved."""
    actor, where = story.people["admin"], story.made[scene["committee"]]
    held = committees.plan_session(actor, where, at=at, place=scene["place"])
    items = []
    for each in scene["cases"]:
        use = each.get("use", "")
        item = committees.put_on_agenda(
            story.people["referent"],
            committee=where,
            subject=story.subject(use),
            title=each["title"] if "title" in each else story.script["uses"][use]["title"],
            question=each["question"],
            stage=each.get("stage", "qualification"),
            now=at - _NOTICE,
        )
        committees.take_up(actor, held.id, item.id, now=at - _NOTICE)
        items.append((item.id, each))
    committees.convene(actor, held.id, now=at - _NOTICE)
    committees.open_session(actor, held.id, now=at)
    members = seated(committee_visible_to(actor, where), at.date())
    excused = set(scene.get("excused", ()))
    committees.mark_attendance(
        actor,
        held.id,
        presences={each.id: "excused" if each.full_name in excused else "present" for each in members},
        now=at,
    )
    voters = [each for each in members if each.votes and each.full_name not in excused]
    before = story.made.get(f"session:{scene['committee']}")
    if before is not None:
        committees.approve_minutes(actor, before, at_session=held.id, now=at)
    for number, (item_id, each) in enumerate(items, start=1):
        then = at + timedelta(minutes=20 * number)
        aside = [member for member in voters if member.full_name == each.get("aside")]
        for member in aside:
            committees.declare_conflict(actor, item_id, member=member.id, nature=each["because"], now=then)
        against, abstained = each.get("against", 0), each.get("abstained", 0)
        committees.give_opinion(
            actor,
            item_id,
            verdict=each["verdict"],
            reason=each["reason"],
            conditions=each.get("conditions", ()),
            votes_for=len(voters) - len(aside) - against - abstained,
            votes_against=against,
            abstentions=abstained,
            now=then,
        )
    committees.close_session(actor, held.id, now=at + timedelta(hours=2))
    story.made[f"session:{scene['committee']}"] = held.id


def arbitration(story: Story, scene: Scene, at: datetime) -> None:
    """A session of the direction: its list, and its decisions where it has taken them."""
    dgs, dsi = story.people["dgs"], story.people["admin"]
    held_on = day_after(at.date(), scene.get("held_in", 0))
    held = arbitrating.open_session(dsi, title=scene["title"], held_on=held_on)
    for each in scene["cases"]:
        arbitrating.put_before(dsi, held.id, story.uses[each["use"]])
    decided = [each for each in scene["cases"] if "decision" in each]
    for each in decided:
        arbitrating.decide_case(
            dgs,
            held.id,
            story.uses[each["use"]],
            decision=Decision(each["decision"]),
            justification=each["justification"],
            conditions=each.get("conditions", ()),
            now=at,
        )
    if decided:
        arbitrating.close_session(dgs, held.id, now=at + timedelta(hours=1))


def call(story: Story, scene: Scene, at: datetime) -> None:
    """A call for projects opens."""
    story.made[scene["key"]] = calls.open_call(
        story.people["dgs"],
        title=scene["title"],
        text=scene["text"],
        opens_on=at.date(),
        closes_on=at.date() + timedelta(days=scene["days"]),
        criteria=[(each["title"], each["weight"]) for each in scene["criteria"]],
    ).id


def candidature(story: Story, scene: Scene, at: datetime) -> None:
    calls.apply_to(
        story.actor(scene, "referent"), story.made[scene["call"]], story.uses[scene["use"]], now=at
    )


def results(story: Story, scene: Scene, at: datetime) -> None:
    """Marks with their reasons, then what is selected."""
    which = story.made[scene["call"]]
    for each in scene["marks"]:
        calls.mark(
            story.people["referent"],
            which,
            story.uses[each["use"]],
            marks=dict(enumerate(each["marks"])),
            comment=each["comment"],
        )
    selected = [story.uses[each["use"]] for each in scene["marks"] if each.get("selected")]
    calls.give_results(story.people["dgs"], which, selected=selected, now=at)
