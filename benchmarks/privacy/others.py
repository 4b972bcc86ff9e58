"""Runs another tool in its own environment and reads what it found."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from garant.privacy import Label, Span

_ROOT = Path(__file__).parents[2]
_PYTHON = _ROOT / ".venv-peers" / "bin" / "python"
_SCRIPT = Path(__file__).with_name("peers.py")


@dataclass(frozen=True, slots=True)
class Told:
    """What a tool said of each text, in order. `load` and `seconds` in seconds."""

    load: float
    megabytes: float
    spans: list[tuple[Span, ...]]
    seconds: list[float]


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool by the name that the script gives it; `persons` are its own words for a name."""

    key: str
    name: str
    persons: frozenset[str]

    def run(self, texts: Sequence[str]) -> Told | None:
        """None where the tool is not installed."""
        if not _PYTHON.exists():
            return None
        lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
        done = subprocess.run(
            [_PYTHON, _SCRIPT, self.key], input=lines, capture_output=True, text=True, check=True
        )
        first, *rest = map(json.loads, done.stdout.splitlines())
        return Told(
            first["load"],
            first["megabytes"],
            [tuple(self._span(*found) for found in each["spans"]) for each in rest],
            [each["seconds"] for each in rest],
        )

    def _span(self, start: int, end: int, kind: str) -> Span:
        # Its kinds are not ours: a name is a name, and whatever else it masks is a mask.
        return Span(start, end, Label.PERSON if kind in self.persons else Label.CASE_ID)


PEERS = (
    Peer("unpii", "unpii 0.3.1, paranoid", frozenset({"PERSON", "NAME", "NOM"})),
    Peer("anonyfy", "anonyfy 0.1.11", frozenset({"PATRONYME", "PRENOM"})),
    Peer("presidio", "presidio 2.2.366, fr_core_news_md", frozenset({"PERSON"})),
)
