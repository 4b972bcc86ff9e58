"""The texts to fit on and to try on: sentences of this folder, and the marked texts of training/texts."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from garant.privacy.labels import Label

HERE = Path(__file__).parent
MARKED = HERE.parent / "texts"
FOLDS = 5

_DATUM = re.compile(r"\[\[[A-Z_]+ (.*?)\]\]", re.DOTALL)
_NEGATIVE = re.compile(r"<<[a-z_]+ ([^<>]*)>>")
_STATED = re.compile(r"\{\{([A-Z_+]+): (.*?)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """A text, who writes it, and the ranges of its sensitive sentences with their labels."""

    hand: str
    text: str
    stated: tuple[tuple[int, int, Label], ...]
    kept: bool = False
    internal: bool = False
    source: str = ""  # the name of its file

    def says(self, start: int, end: int, label: Label) -> bool:
        return any(first < end and start < last and told is label for first, last, told in self.stated)


def own_texts() -> list[Text]:
    return [
        Text(entry["hand"], text, stated, entry["kept"])
        for entry in _entries(HERE.glob("*.yaml"))
        for text, stated in _texts(entry["lines"])
    ]


def marked_texts(folder: Path = MARKED) -> list[Text]:
    texts = []
    for path in sorted(folder.glob("*.yaml")):
        for entry in _entries([path]):
            text, stated = read_statements(entry["text"])
            internal = bool(entry.get("internal"))
            texts.append(Text(entry["hand"], text, stated, internal=internal, source=path.stem))
    return texts


def read_statements(marked: str) -> tuple[str, tuple[tuple[int, int, Label], ...]]:
    """The text without its marks, and where its sensitive sentences stand."""
    marked = _NEGATIVE.sub(r"\1", _DATUM.sub(r"\1", marked))
    text, stated, done = "", [], 0
    for mark in _STATED.finditer(marked):
        text += marked[done : mark.start()]
        stated += [(len(text), len(text) + len(mark[2]), Label(label)) for label in mark[1].split("+")]
        text += mark[2]
        done = mark.end()
    return text + marked[done:], tuple(stated)


def _texts(lines: str) -> Iterator[tuple[str, tuple[tuple[int, int, Label], ...]]]:
    text = ""
    stated: list[tuple[int, int, Label]] = []
    for line in lines.splitlines():
        if not line.startswith("+ ") and text:
            yield text, tuple(stated)
            text, stated = "", []
        labels, _, sentence = line.removeprefix("+ ").partition(": ")
        text += "\n" if text else ""
        if labels != "-":
            end = len(text) + len(sentence)
            stated += [(len(text), end, Label(f"SENSITIVE_{label}")) for label in labels.split("+")]
        text += sentence
    if text:
        yield text, tuple(stated)


def _entries(paths: Any) -> Iterator[Any]:
    for path in sorted(paths):
        yield from YAML(typ="safe").load(path)


def own_whole_texts() -> list[Text]:
    """Texts that are internal documents or not, whatever their sentences say."""
    return [
        Text(entry["hand"], text, (), entry["kept"], entry["internal"])
        for entry in _entries((HERE / "whole").glob("*.yaml"))
        for text in entry["texts"]
    ]


def folds(texts: Sequence[Text]) -> dict[str, int]:
    """A number for each hand, the hands in order of how much they wrote: no hand stands on both sides."""
    amounts = Counter(text.hand for text in texts)
    return {
        hand: at % FOLDS
        for at, (hand, _) in enumerate(sorted(amounts.items(), key=lambda it: (-it[1], it[0])))
    }
