"""A snapshot, ready to be asked: who a key belongs to, which system a model name means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from garant.charter import Approval, Policy
from garant.gateway.asgi import Scope, header
from garant.gateway.errors import InvalidApiKey, KeyExpired, SnapshotUnavailable, UnknownPerson
from garant.gateway.french import day_french
from garant.gateway.keys import hash_of, presented_key
from garant.gateway.snapshot import ApiKey, Closing, Person, Snapshot, System
from garant.privacy import NOTHING_OWN, Own


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, for whom, under which charter, and when."""

    key: ApiKey
    organisation: str
    person: str
    policy: Policy
    acknowledged: str | None  # the charter version that this person acknowledged
    at: datetime  # the gateway's clock when the request came

    @property
    def has_acknowledged(self) -> bool:
        """Whether the charter asks for no acknowledgement, or this version was acknowledged."""
        return self.policy.acknowledgement is None or self.acknowledged == self.policy.version

    def knows(self, system: System) -> bool:
        """Whether the key opens this system: a key of a trial knows no other."""
        return self.key.systems is None or system.id in self.key.systems

    def within_perimeter(self, system: System) -> bool:
        """Whether this person is among those that the system is open to. A key that names the system is such an
        opening, for its own person alone."""
        if system.perimeter is None or self.person in system.perimeter:
            return True
        named = self.key.systems is not None and system.id in self.key.systems
        return named and self.person == self.key.person

    def reaches(self, system: System) -> bool:
        """Whether a request of this caller may go there at all, whatever it holds."""
        return self.knows(system) and self.within_perimeter(system) and closing_of(system, self.at) is None


@dataclass(frozen=True, slots=True)
class Register:
    """The look-ups of one snapshot, made once."""

    snapshot: Snapshot
    _keys: Mapping[str, ApiKey] = field(init=False, repr=False)
    _people: Mapping[tuple[str, str], Person] = field(init=False, repr=False)
    _systems: Mapping[tuple[str, str], System] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        snapshot = self.snapshot
        object.__setattr__(self, "_keys", {key.hash: key for key in snapshot.keys})
        object.__setattr__(
            self, "_people", {(person.organisation, person.id): person for person in snapshot.people}
        )
        # Of two systems of one name the first counts.
        systems = {(system.organisation, system.model): system for system in reversed(snapshot.systems)}
        object.__setattr__(self, "_systems", systems)

    def own(self, organisation: str) -> Own:
        """What this organisation adds to detection."""
        return self.snapshot.own.get(organisation, NOTHING_OWN)

    def caller(self, scope: Scope, at: datetime) -> Caller:
        """Who sends this request. Raises InvalidApiKey, KeyExpired, UnknownPerson, SnapshotUnavailable."""
        presented = presented_key(scope)
        key = self._keys.get(hash_of(presented)) if presented is not None else None
        if key is None:
            raise InvalidApiKey
        if key.expires_at is not None and at >= key.expires_at:
            raise KeyExpired(until=day_french(key.expires_at)).of(key)
        name = (header(scope, b"x-garant-person") if key.speaks_for else None) or key.person
        person = self._people.get((key.organisation, name))
        if person is None and name != key.person:
            raise UnknownPerson
        if person is not None and not person.active:
            raise UnknownPerson
        policy = self.snapshot.policies.get(key.organisation)
        if policy is None:
            raise SnapshotUnavailable
        return Caller(
            key=key,
            organisation=key.organisation,
            person=name,
            policy=policy,
            acknowledged=key.acknowledged if person is None else person.acknowledged,
            at=at,
        )

    def system(self, organisation: str, model: str) -> System | None:
        """The system that an organisation offers under this name."""
        return self._systems.get((organisation, model))

    def systems(self, organisation: str) -> tuple[System, ...]:
        """The systems of an organisation, in the order of the catalogue, each offered name once."""
        return tuple(
            system
            for system in self.snapshot.systems
            if system.organisation == organisation and self._systems[organisation, system.model] is system
        )

    def reachable(self, caller: Caller) -> tuple[System, ...]:
        """Those of them that a request of this caller may end at, were the charter to open them."""
        return tuple(system for system in self.systems(caller.organisation) if caller.reaches(system))

    def usable(self, caller: Caller) -> tuple[System, ...]:
        """The systems that the charter lets this caller ask for."""
        return tuple(
            system for system in self.reachable(caller) if approval_of(caller.policy, system) is not None
        )


def approval_of(policy: Policy, system: System) -> Approval | None:
    """The clause that approves this system, or None: then nothing goes there."""
    return policy.approves(system.zone, system.level) if system.approved else None


def closing_of(system: System, at: datetime) -> Closing | None:
    """What keeps this system closed at this moment: the closure that began first."""
    begun = [closing for closing in system.closures if at >= closing.since]
    return min(begun, key=lambda closing: closing.since, default=None)
