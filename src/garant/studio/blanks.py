"""The blanks of a charter: a few plain questions, and where each answer is written in the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from garant.charter import editing
from garant.studio.reading import Reading, own_clauses
from garant.words import Zone

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """Who keeps a commitment of the file, and until when."""

    name: str  # of its two form fields, behind "owner-" and "due-"
    path: Path
    promise: str
    owner: str
    due: str


PLACES: Mapping[str, Path] = {
    "title": ("title",),
    "organisation": ("blanks", "organisation"),
    "adopted_by": ("blanks", "adopted_by"),
    "adopted_on": ("blanks", "adopted_on"),
    "revision_months": ("blanks", "revision_months"),
    "assistant": ("assistant", "name"),
    **{zone.value: ("zones", zone.value) for zone in Zone},
}


def answers_of(reading: Reading) -> dict[str, Any]:
    """What the charter says today of each question, what it inherits included."""
    charter = reading.charter
    if charter is None:
        return {name: _at(reading.data, path) or "" for name, path in PLACES.items()}
    blanks = charter.blanks
    return {
        "title": charter.title,
        "organisation": blanks.organisation,
        "adopted_by": blanks.adopted_by,
        "adopted_on": blanks.adopted_on,
        "revision_months": blanks.revision_months,
        "assistant": charter.assistant,
        **{zone.value: charter.zones[zone] for zone in Zone},
    }


def owners_of(reading: Reading) -> tuple[Owner, ...]:
    """The commitments that the file itself writes."""
    return tuple(_owners(reading.data))


def filled(reading: Reading, answers: Mapping[str, Any]) -> str:
    """The file with these answers in their places; only those that are given are written."""
    text = reading.text
    for name, path in PLACES.items():
        if name in answers:
            text = _put(text, path, _value(answers[name]))
    for owner in owners_of(reading):
        for key in ("owner", "due"):
            given = f"{key}-{owner.name}"
            if given in answers:
                text = _put(text, (*owner.path, key), _value(answers[given]))
    return text


def _owners(data: Any) -> Iterator[Owner]:
    for path, clause in own_clauses(data):
        controls = clause.get("controls")
        for rank, control in enumerate(controls if isinstance(controls, list) else []):
            said = control.get("commitment") if isinstance(control, dict) else None
            if isinstance(said, dict):
                yield Owner(
                    f"{clause.get('id')}-{rank}",
                    (*path, "controls", rank, "commitment"),
                    str(said.get("promise") or ""),
                    str(said.get("owner") or ""),
                    str(said.get("due") or ""),
                )


def _put(text: str, path: Path, value: Any) -> str:
    data = editing.data_of(text)
    *above, key = path
    parent = _at(data, tuple(above))
    if not isinstance(parent, dict):
        return text if value in (None, "") else editing.amend(text, above, {str(key): value})
    if value is None and key not in parent:
        return text
    if value is None and key == "due":
        return editing.remove(text, path)
    return editing.amend(text, path, value)


def _value(answer: Any) -> Any:
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, str):
        return answer.strip()
    return answer


def _at(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, list) and isinstance(step, int):
            data = data[step]
        elif isinstance(data, dict):
            data = data.get(str(step))
        else:
            return None
    return data
