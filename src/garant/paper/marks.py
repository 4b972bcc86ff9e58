"""The few marks of a paragraph: **bold**, *italic*, [text](https://…). Anything else is text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

# Only addresses that a reader can check before following; never javascript: or file:.
_TOKEN = re.compile(
    r"\\(?P<escaped>[\\*\[])"
    r"|(?P<link>\[(?P<words>[^\[\]\n]{1,500})\]\((?P<address>(?:https?://|mailto:)[^\s()<>\"]{1,2000})\))"
    r"|(?P<star>\*{1,3})"
)
_SPECIAL = re.compile(r"[\\*\[]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is set in one way."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


def literal(text: str) -> str:
    """`text` so that no mark is read in it: for what a person typed, within a paragraph that has marks."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def runs(text: str) -> tuple[Run, ...]:
    """The text cut where its setting changes. A mark without its other half is shown as it was typed."""
    tokens = list(_tokens(text))
    paired = _pairs(tokens)
    found: list[Run] = []
    bold = italic = False
    for at, token in enumerate(tokens):
        if isinstance(token, Run):
            found.append(replace(token, bold=bold, italic=italic))
        elif at in paired:
            bold ^= token.bold
            italic ^= token.italic
        else:
            found.append(Run(token.text, bold, italic))
    return _joined(found)


@dataclass(frozen=True, slots=True)
class _Star:
    text: str
    opens: bool
    closes: bool

    @property
    def bold(self) -> bool:
        return len(self.text) > 1

    @property
    def italic(self) -> bool:
        return len(self.text) != 2


def _tokens(text: str) -> Iterator[Run | _Star]:
    done = 0
    for match in _TOKEN.finditer(text):
        if match.start() > done:
            yield Run(text[done : match.start()])
        done = match.end()
        if match["escaped"]:
            yield Run(match["escaped"])
        elif match["link"]:
            yield Run(match["words"], link=match["address"])
        else:
            before, after = text[: match.start()][-1:], text[done : done + 1]
            yield _Star(
                match["star"],
                # "2*3*4" is a product: a mark stands at the edge of a word.
                opens=bool(after.strip()) and not before.isalnum(),
                closes=bool(before.strip()) and not after.isalnum(),
            )
    if done < len(text):
        yield Run(text[done:])


def _pairs(tokens: Sequence[Run | _Star]) -> set[int]:
    """The places of the marks that have their other half. One pass: a long text of lone marks costs no more."""
    waiting: dict[str, int] = {}
    paired: set[int] = set()
    for at, token in enumerate(tokens):
        if not isinstance(token, _Star):
            continue
        begun = waiting.get(token.text)
        if token.closes and begun is not None:
            paired |= {begun, at}
            waiting = {text: place for text, place in waiting.items() if place < begun}
        elif token.opens:
            waiting.setdefault(token.text, at)
    return paired


def _joined(found: Sequence[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and not last.link
            and not run.link
            and (last.bold, last.italic) == (run.bold, run.italic)
        ):
            joined[-1] = replace(last, text=last.text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)
