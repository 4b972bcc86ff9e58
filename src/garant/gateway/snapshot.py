"""What the control plane publishes and the gateway applies: one frozen value for every organisation it serves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from garant.charter.policy import Policy
from garant.footprint import Parameters
from garant.privacy import Own
from garant.words import DataClass, Zone


@dataclass(frozen=True, slots=True)
class Closing:
    """From `since` on, nobody reaches the system. Published ahead, so that it closes on time whatever else is down."""

    code: str  # "suspended", "proof_expired", "to_be_re_evaluated"; any other closes too
    since: datetime
    clause: str = ""  # the clause of the charter behind it


@dataclass(frozen=True, slots=True)
class System:
    """An AI system that an organisation may call. `model` is the name that clients ask for."""

    id: str
    organisation: str
    model: str
    name: str
    zone: Zone
    level: int  # 1 for all, 2 embedded in vendors' software, 3 specialised
    url: str  # the OpenAI-compatible base, "http://127.0.0.1:9000/v1"
    upstream_model: str  # the name that the upstream knows
    host: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    key_env: str | None = None  # the environment variable that holds the upstream key; the key is never here
    allowed_classes: frozenset[DataClass] | None = (
        None  # stricter than the charter's zone rule; None: the charter decides
    )
    reroute_target: bool = False  # takes what the charter re-routes
    approved: bool = True  # on the catalogue's list; one that isn't is refused, and not listed
    footprint: Parameters | None = None  # None: "not estimated"
    card: str = ""  # what it is good at, its limits; Markdown
    perimeter: frozenset[str] | None = None  # the people of its pilot, by id; None: open to everyone
    perimeter_clause: str = ""
    closures: tuple[Closing, ...] = ()


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A caller. `hash` is "sha256:<hex>" of the whole key; keys are random, 32 bytes."""

    hash: str
    organisation: str
    person: str  # the person it acts for, or the name of the business tool
    speaks_for: bool = False  # may name the person it acts for by the header x-garant-person (the assistant)
    acknowledged: str | None = (
        None  # charter version whose reading is attested for a key without a Person entry
    )
    systems: frozenset[str] | None = (
        None  # the ids of the only systems that it opens; None: those of its person
    )
    expires_at: datetime | None = None  # refused from this moment on
    use: str | None = None  # the AI use that its requests are counted for


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of an organisation, by an opaque id: no name, no address leaves the control plane."""

    id: str
    organisation: str
    acknowledged: str | None  # the charter version that was read and acknowledged
    active: bool = True


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that the gateway knows. `version` only grows."""

    version: int
    published_at: datetime
    policies: Mapping[str, Policy]  # by organisation id
    systems: tuple[System, ...] = ()
    keys: tuple[ApiKey, ...] = ()
    people: tuple[Person, ...] = ()
    charters: Mapping[str, str] = field(
        default_factory=dict
    )  # by organisation id: the YAML text behind the policy
    own: Mapping[str, Own] = field(default_factory=dict)  # by organisation id: what it adds to detection
