"""The checkpoints of the journal: made once a day at most, when there is something to sign, and kept for ever."""

import base64
import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from garant.directory.journal import journal_directory
from garant.directory.recurring import Recurring
from garant.directory.secrets import secret_file
from garant.directory.throttle import forget_old
from garant.journal import (
    CheckpointKey,
    Frontier,
    Log,
    Point,
    Position,
    PositionLost,
    Record,
    next_point,
    public_key,
    read_entries,
)
from garant.portal.models import JournalPoint
from garant.publication.actions import collect

log = logging.getLogger(__name__)

EVERY = timedelta(hours=24)
AT_ONCE = 100_000  # entries under one point: a long journal is signed in several, without filling the memory


def checkpoint_key() -> CheckpointKey:
    """The key that anybody checks the present points with. Its name is that of the log."""
    return public_key(_origin(_series()), _secret())


def points() -> list[Point]:
    """Every point of the present log, the oldest first."""
    rows = JournalPoint.objects.filter(origin=_origin(_series())).order_by("number")
    return [
        Point(
            row.number,
            row.at.isoformat(),
            row.note,
            row.marks,
            tuple(base64.b64decode(each) for each in row.proof),
        )
        for row in rows
    ]


def last_point() -> JournalPoint | None:
    """The newest of them."""
    return JournalPoint.objects.order_by("-id").first()


def latest(most: int) -> list[JournalPoint]:
    """The newest points of the present log, the last one first."""
    return list(JournalPoint.objects.filter(origin=_origin(_series())).order_by("-number")[:most])


def logs_before() -> int:
    """How many times the log began anew, because the journal was put back to an older copy."""
    return _series() - 1


def sign_journal(*, now: datetime | None = None) -> int:
    """Sign what was written since the last point; how many points were made. None before a day has passed."""
    moment = now or timezone.now()
    last = last_point()
    if last is not None and moment - last.at < EVERY:
        return 0
    made = 0
    while True:
        try:
            more = _sign_some(moment)
        except PositionLost as lost:
            # The journal is not the one that was signed: the former points stay, and a new log says so by its name.
            log.warning("%s: the checkpoints begin a new log", lost)
            more = _sign_some(moment, anew=True)
        if not more:
            return made
        made += 1


@transaction.atomic
def _sign_some(now: datetime, *, anew: bool = False) -> bool:
    series = _series() + (1 if anew else 0)
    origin = _origin(series)
    last = JournalPoint.objects.select_for_update().filter(origin=origin).order_by("-number").first()
    position = Position.from_mapping(last.position) if last is not None else Position()
    before = _log(origin, last)
    kept = [position]

    def read() -> Iterator[Record]:
        for record in islice(read_entries(journal_directory(), position), AT_ONCE):
            kept[0] = kept[0].past(record)
            yield record

    point, after = next_point(before, read(), _secret(), at=now.isoformat())
    if after.tree.size == before.tree.size:
        return False
    JournalPoint.objects.create(
        origin=origin,
        number=point.number,
        at=now,
        note=point.note,
        marks=dict(point.marks),
        proof=[base64.b64encode(each).decode() for each in point.proof],
        size=after.tree.size,
        roots=[each.hex() for each in after.tree.roots],
        position=kept[0].to_mapping(),
    )
    return True


class PortalKeeper(Recurring):
    """Every half hour: a day's entries are signed, the counts of the public evidence are brought up to date, and the
    digests of who sent a form are forgotten."""

    def __init__(self, *, pause_s: float = 1800.0) -> None:
        super().__init__(name="portal-keeper", pause_s=pause_s)

    def turn(self) -> None:
        made = self.attempt(sign_journal) or 0
        if made:
            log.info("journal checkpoints signed: %d", made)
        self.attempt(collect)
        self.attempt(lambda: forget_old(now=timezone.now()))


def _log(origin: str, last: JournalPoint | None) -> Log:
    if last is None:
        return Log(origin)
    tree = Frontier(last.size, tuple(bytes.fromhex(each) for each in last.roots))
    return Log(origin, last.number, tree, last.marks)


def _origin(series: int) -> str:
    """The name of the log: of the key, so that two installations never share one, and of how often it began anew."""
    digest = hashlib.sha256(public_key("garant", _secret()).public).hexdigest()[:16]
    return f"garant.journal/{digest}/{series}"


def _series() -> int:
    last = last_point()
    return int(last.origin.rsplit("/", 1)[1]) if last is not None else 1


def _secret() -> bytes:
    return secret_file(settings.GARANT_STATE / "checkpoint.key")
