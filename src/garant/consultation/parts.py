"""The clauses of a draft as people read them, frozen: a later release of Garant changes nothing of what was discussed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from garant.charter import Charter

_LIST = re.compile(r"\s*([-*+]|\d+[.)])\s")


@dataclass(frozen=True, slots=True)
class Part:
    """One clause. `section` is the title of its part of the charter, `controls` are French sentences."""

    id: str
    number: str
    section: str
    title: str
    text: str
    controls: tuple[str, ...]


def parts_of(charter: Charter) -> list[dict[str, Any]]:
    """Every clause of a charter, in its order, as plain JSON."""
    return [
        asdict(
            Part(
                id=clause.id,
                number=number,
                section=section.title,
                title=clause.title,
                text=unwrapped(clause.text),
                controls=tuple(control.sentence() for control in clause.controls),
            )
        )
        for number, section, clause in charter.numbered()
    ]


def parts_from(kept: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """What `parts_of` gave, once it was stored."""
    return tuple(Part(**{**each, "controls": tuple(each["controls"])}) for each in kept)


def unwrapped(text: str) -> str:
    """The text with one line for each paragraph and each item: a file breaks its lines where a form does not."""
    paragraphs: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not line.strip():
            paragraphs.append([])
        elif _LIST.match(line) or not paragraphs[-1]:
            paragraphs[-1].append(" ".join(line.split()))
        else:
            paragraphs[-1][-1] += " " + " ".join(line.split())
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)
