"""What a decision says of a person, sealed under its own record: moved to another decision, it does not open."""

import json
from dataclasses import asdict, dataclass

from garant.decisions.models import Decision
from garant.directory.sealing import seal, unseal

_PURPOSE = "decision"


@dataclass(frozen=True, slots=True)
class Applied:
    """A parameter as it was applied to this person."""

    value: str = ""
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Whom it is about, and how it was made. `data` and `parameters` stand in the order of the treatment's version."""

    concerned: str
    data: tuple[str, ...] = ()
    parameters: tuple[Applied, ...] = ()
    proposed: str = ""
    reasoning: str = ""
    result: str = ""


def closed(decision: Decision, content: Content) -> bytes:
    return seal(
        json.dumps(asdict(content), ensure_ascii=False),
        purpose=_PURPOSE,
        organisation=decision.organisation.slug,
        bound_to=str(decision.id),
    )


def opened(decision: Decision) -> Content | None:
    """None once its time is over."""
    if decision.content is None:
        return None
    held = json.loads(
        unseal(
            bytes(decision.content),
            purpose=_PURPOSE,
            organisation=decision.organisation.slug,
            bound_to=str(decision.id),
        )
    )
    held["data"] = tuple(held["data"])
    held["parameters"] = tuple(Applied(**each) for each in held["parameters"])
    return Content(**held)
