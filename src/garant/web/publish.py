"""The snapshot that the gateway applies: built from the rooms, signed, published when something changed."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from garant.catalogue import queries as catalogue
from garant.directory import queries as directory
from garant.directory.keys import assistant_key, hash_of
from garant.directory.recurring import Recurring
from garant.gateway.errors import SnapshotSignatureWrong, SnapshotUnreadable
from garant.gateway.publish import read_snapshot, signing_key, write_snapshot
from garant.gateway.snapshot import ApiKey, Closing, Person, Snapshot, System
from garant.lifecycle import published as lifecycle
from garant.protection.queries import all_own

__all__ = ["SnapshotPublisher", "assistant_key", "build_snapshot", "publish", "publish_snapshot"]

_NO_TIME = datetime.fromtimestamp(0, tz=timezone.get_default_timezone())


def snapshot_directory() -> Path:
    """`<state>/snapshot`: the snapshot and its keys."""
    directory: Path = settings.GARANT_STATE / "snapshot"
    return directory


def build_snapshot(*, version: int, now: datetime) -> Snapshot:
    """Everything that the gateway knows, as the rooms have it now. No name and no address of a person is in it."""
    charters = {each.slug: directory.charter_in_force(each) for each in directory.organisations()}
    acknowledged = directory.published_acknowledgements()
    people = tuple(
        Person(
            id=str(person.id),
            organisation=slug,
            acknowledged=policy.version
            if (person.id, policy.charter, policy.version) in acknowledged
            else None,
            active=person.is_active,
        )
        for person in directory.published_people()
        for slug in [person.organisation.slug]
        for policy in [charters[slug].policy]
    )
    keys = (
        *(ApiKey(hash_of(assistant_key(slug)), slug, "assistant", speaks_for=True) for slug in charters),
        *(
            ApiKey(key.hash, key.person.organisation.slug, str(key.person.id))
            for key in directory.published_keys()
        ),
        *_scoped_keys(),
    )
    return Snapshot(
        version=version,
        published_at=now,
        policies={slug: charter.policy for slug, charter in charters.items()},
        systems=_systems(),
        keys=keys,
        people=people,
        charters={slug: charter.resolved for slug, charter in charters.items()},
        own=all_own(),
    )


def publish_snapshot(*, now: datetime | None = None) -> Snapshot:
    """Publish what changed since the last one, and return what stands published. Its version only grows, even where
    the database was restored from an older day."""
    where = snapshot_directory()
    key = signing_key(where)
    try:
        published = read_snapshot(where, key.public_key())
    except (SnapshotUnreadable, SnapshotSignatureWrong):
        published = None  # the first start, or not ours: a whole new one is written
    built = build_snapshot(version=directory.revision(), now=now or timezone.now())
    if published is not None:
        if _same(built, published):
            return published
        built = replace(built, version=max(built.version, published.version + 1))
    write_snapshot(built, where, key)
    return built


class SnapshotPublisher(Recurring):
    """A thread that follows the rooms' revision counter and the charters whose day comes, so that a change reaches the gateway in a second or two."""

    def __init__(self, *, pause_s: float = 0.2) -> None:
        super().__init__(name="snapshot-publisher", pause_s=pause_s)
        self._published: tuple[int, int] | None = None

    def turn(self) -> None:
        self.follow()

    def follow(self) -> bool:
        """Publish where the counter moved; whether it did. While it fails the gateway applies the last good snapshot."""
        return self.attempt(self._follow) or False

    def _follow(self) -> bool:
        # A version that waited for its day moves no counter when the day comes.
        now = (directory.revision(), directory.versions_begun())
        if now == self._published:
            return False
        publish_snapshot()
        self._published = now
        return True


def publish() -> SnapshotPublisher:
    """Publish now, in the caller's thread (an error stops the start), then follow the changes in a thread."""
    publish_snapshot()
    publisher = SnapshotPublisher()
    publisher.start()
    return publisher


def _scoped_keys() -> tuple[ApiKey, ...]:
    """The keys that open some systems only, until a date."""
    zones = _zones()
    return tuple(
        ApiKey(
            each.hash,
            each.organisation,
            each.person,
            systems=each.systems,
            expires_at=None
            if each.expires_at is None
            else each.expires_at.astimezone(zones[each.organisation]),
            use=each.use,
        )
        for each in sorted(lifecycle.scoped_keys(), key=lambda key: key.hash)
    )


def _zones() -> dict[str, tzinfo]:
    """Organisation → its clock: the gateway names a day on the one that the moment bears."""
    return {each.slug: each.place_word.zone for each in directory.organisations()}


def _perimeters() -> dict[tuple[str, str], tuple[frozenset[str], str]]:
    """(organisation, system) → who reaches it, by which clause. Two pilots on one system open it to both."""
    found: dict[tuple[str, str], tuple[frozenset[str], str]] = {}
    for each in lifecycle.perimeters():
        people, clause = found.get((each.organisation, each.system), (frozenset(), ""))
        found[each.organisation, each.system] = (people | each.people, clause or each.clause)
    return found


def _closures() -> dict[tuple[str, str], tuple[Closing, ...]]:
    """(organisation, system) → from when on nobody reaches it, and why."""
    zones, found = _zones(), defaultdict[tuple[str, str], list[Closing]](list)
    for each in (*catalogue.closures(), *lifecycle.closures()):
        closing = Closing(each.code, each.since.astimezone(zones[each.organisation]), each.clause)
        found[each.organisation, each.system].append(closing)
    return {key: tuple(sorted(each, key=lambda c: (c.since, c.code))) for key, each in found.items()}


def _systems() -> tuple[System, ...]:
    perimeters, closures = _perimeters(), _closures()
    return tuple(
        System(
            id=each.slug,
            organisation=each.organisation.slug,
            model=each.model,
            name=each.name,
            zone=each.zone_word,
            level=each.level,
            url=each.reached.upstream_url,
            upstream_model=each.upstream_model,
            host=each.host,
            country=each.country,
            key_env=each.reached.key_env or None,
            allowed_classes=each.classes,
            reroute_target=each.reroute_target,
            approved=each.approved,
            footprint=each.footprint_parameters,
            card=each.card,
            perimeter=people,
            perimeter_clause=clause,
            closures=closures.get(key, ()),
        )
        for each in catalogue.all_systems()
        for key in [(each.organisation.slug, each.slug)]
        for people, clause in [perimeters.get(key, (None, ""))]
    )


def _same(built: Snapshot, published: Snapshot) -> bool:
    """Whether they say the same, whenever they were made. The texts of the charters stand for the policies."""
    left, right = (
        replace(snapshot, version=0, published_at=_NO_TIME, policies={}) for snapshot in (built, published)
    )
    return left == right
