"""What a use asks for by itself: a review whose day has come, a system that is no more the one that was evaluated."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from garant.catalogue.compliance import today_of
from garant.catalogue.queries import current_version, current_versions
from garant.catalogue.queries.naming import systems_named
from garant.catalogue.versions import Pinned
from garant.charter import Stage
from garant.directory.actions import bump_revision
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.queries import policy_in_force
from garant.journal import RecordMoved
from garant.lifecycle.models import Use, UsedSystem
from garant.notifications.actions import notify, remind

REVIEWED_BY = (Role.DSI, Role.REFERENT)
EVALUATED_BY = (Role.DSI, Role.DPO, Role.REFERENT)
REVIEW_NOTICE = timedelta(days=14)
_LIVE = [stage.value for stage in Stage if stage.is_live]


def follow(*, now: datetime | None = None) -> int:
    """Look once at every live use of the installation; how many ask to be evaluated again since the last look."""
    now = now or timezone.now()
    flagged = sum(_follow_system(used.pk, now) for used in _changed_systems())
    _remind_of_reviews(now)
    return flagged


def _changed_systems() -> list[UsedSystem]:
    rests = UsedSystem.objects.filter(use__stage__in=_LIVE).select_related("use__organisation")
    organisations = {used.use.organisation for used in rests}
    now = {organisation.pk: current_versions(organisation) for organisation in organisations}
    return [
        used for used in rests if now[used.use.organisation_id].get(used.system, used.version) != used.version
    ]


@transaction.atomic
def _follow_system(pk: int, now: datetime) -> int:
    used = UsedSystem.objects.select_for_update().select_related("use__organisation").get(pk=pk)
    use = Use.objects.select_for_update().select_related("organisation").get(pk=used.use_id)
    systems = systems_named(use.organisation, [used.system])
    version = current_version(systems[0])
    if version.number == used.version or not use.stage_word.is_live:
        return 0
    days = policy_in_force(use.organisation).lifecycle.grace_days
    used.version, used.version_french, used.since = version.number, Pinned.of(version).said()[:300], now
    used.save()
    use.to_re_evaluate_since = now
    # A second change in the meantime gives no more time than the first one left.
    use.re_evaluate_by = min(use.re_evaluate_by or now + timedelta(days=days), now + timedelta(days=days))
    use.re_evaluate_why = f"{systems[0].name} : {Pinned.of(version).said()}"[:300]
    use.revision += 1
    use.save()
    bump_revision()
    notify(
        use.organisation,
        roles=EVALUATED_BY,
        code="use-to-re-evaluate",
        record=use.subject,
        address=use.get_absolute_url(),
        facts={"number": use.number, "by": today_of(use.organisation, use.re_evaluate_by).isoformat()},
        now=now,
    )
    record(
        RecordMoved(
            organisation=use.organisation.slug,
            person="installation",
            record=use.subject,
            before=use.stage,
            after="to-re-evaluate",
            use=str(use.id),
        )
    )
    return 1


def _remind_of_reviews(now: datetime) -> None:
    # One day more than is told of: no clock of an organisation is further from the installation's.
    near = now.date() + REVIEW_NOTICE + timedelta(days=1)
    for use in Use.objects.filter(stage__in=_LIVE, review_on__lte=near).select_related("organisation"):
        assert use.review_on is not None
        if use.review_on > today_of(use.organisation, now) + REVIEW_NOTICE:
            continue
        remind(
            use.organisation,
            roles=REVIEWED_BY,
            code="use-review-due",
            record=use.subject,
            address=use.get_absolute_url(),
            facts={"number": use.number},
            due=use.review_on,
            now=now,
        )
