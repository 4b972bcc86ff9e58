"""Scenes of a trial: prepared, run by named people, ended, erased with its certificate, judged."""

from datetime import datetime, timedelta

from garant.trials import actions as trials
from garant.web.demonstration_script import Scene, Story


def trial(story: Story, scene: Scene, at: datetime) -> None:
    """From its preparation to its verdict; without a verdict it is still running."""
    dsi, referent = story.people["admin"], story.people["referent"]
    last = at.date() + timedelta(days=scene["days"])
    made = trials.open_trial(
        dsi,
        story.subject(scene["use"]),
        scene["title"],
        purpose=scene["purpose"],
        direction=scene["direction"],
        starts_on=at.date(),
        ends_on=last,
        systems=scene["systems"],
        partners=scene.get("partners", ""),
        now=at,
    )
    for seat in scene["people"]:
        trials.add_participant(dsi, made.id, person=story.people[seat].id, now=at)
    criteria = []
    for each in scene["criteria"]:
        criterion = trials.add_criterion(dsi, made.id, sentence=each["says"], threshold=each["from"], now=at)
        criteria.append((criterion.id, each))
    cases = [
        trials.add_case(dsi, made.id, given=each["given"], expected=each["expected"], now=at).id
        for each in scene["cases"]
    ]
    data = [trials.add_data(dsi, made.id, **{"personal": False, **each}, now=at).id for each in scene["data"]]
    trials.agree_plan(referent, made.id, now=at + timedelta(minutes=1))
    trials.start_trial(dsi, made.id, now=at + timedelta(minutes=2))
    during = min(at + timedelta(days=max(1, scene["days"] // 2)), story.now)
    for number, case in enumerate(cases):
        runner = story.people[scene["people"][number % len(scene["people"])]]
        trials.run_case(runner, case, outcome=scene["cases"][number].get("outcome", "ok"), now=during)
    for criterion_id, each in criteria:
        if "measured" in each:
            trials.record_result(
                referent, criterion_id, measured=each["measured"], met=each["met"], now=during
            )
    for lesson in scene.get("lessons", ()):
        trials.add_lesson(story.people[scene["people"][0]], made.id, text=lesson, now=during)
    if "verdict" not in scene:
        return
    end = at + timedelta(days=scene["days"])
    trials.end_trial(dsi, made.id, reason=scene["ended"], now=end)
    for each in data:
        trials.record_destruction(
            dsi, each, on=end.date(), how="Effacement du dossier d’essai, contrôlé par le RSSI.", now=end
        )
    trials.erase(dsi, made.id, now=end + timedelta(hours=1))
    trials.decide(
        referent,
        made.id,
        verdict=scene["verdict"],
        reason=scene["reason"],
        now=end + timedelta(hours=2),
    )
