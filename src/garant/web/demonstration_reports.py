"""The report of the last twelve months of a demonstration organisation: its figures from what was told of it before,
its words from `demonstration_data/reports.yaml`, validated and published by its direction."""

from datetime import timedelta

from garant.reports import actions
from garant.web.demonstration_script import Story, script


def report(story: Story) -> None:
    """The last scene: whoever prepared the report hands it to the direction, which answers for it."""
    referent, dgs = story.people["referent"], story.people["dgs"]
    today = story.now.astimezone(story.organisation.place_word.zone).date()
    since = (today - timedelta(days=365)) + timedelta(days=1)
    made = actions.open_draft(referent, since=since, until=today, now=story.now)
    words = script("reports").get(story.slug, {})
    made = actions.write(referent, made.id, words, revision=made.revision, now=story.now)
    actions.validate(dgs, made.id, revision=made.revision, now=story.now)
    actions.publish(dgs, made.id, now=story.now)
