"""The text as the page draws it: cut where something begins or ends, each stretch with what it is."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from garant.privacy import Label, Span, Statement
from garant.redaction.corrections import key_of
from garant.redaction.redacting import Options, masked_spans
from garant.redaction.seeing import Seen

MOST_SHOWN = 120_000  # characters of a text that a page draws; all of it is read


class Fate(StrEnum):
    """What becomes of a datum: the look of its mark, beside its words."""

    MASKED = "masked"
    UNCERTAIN = "uncertain"  # not masked until somebody says so
    VERIFY = "verify"  # uncertain, and masked because the person asked for it
    ASIDE = "aside"  # a place, a body, a date: reported, left as it is


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text: plain, or a datum, or within a sensitive sentence, or a word that gave it away."""

    text: str = field(repr=False)
    label: Label | None = None
    fate: Fate | None = None
    sensitive: bool = False
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One value, under one kind, however often it stands in the text."""

    label: Label
    value: str = field(repr=False)
    times: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence, or the whole text, says of somebody: no pseudonym takes it away."""

    label: Label
    pieces: tuple[tuple[str, bool], ...] = field(repr=False)  # its words, and whether they gave it away
    uncertain: bool
    whole: bool  # it is the text that says it


def stretches(seen: Seen, options: Options) -> Iterator[Stretch]:
    """The text, in order; together they are the text, up to MOST_SHOWN characters."""
    end = min(len(seen.text), MOST_SHOWN)
    data = sorted(_data(seen, options), key=lambda pair: pair[0].start)
    sentences = [each for each in _statements(seen) if not _is_whole(each, seen)]
    words = [place for each in sentences for place in each.words]
    borders = {0, end}
    for start, after in (
        *((span.start, span.end) for span, _ in data),
        *((each.start, each.end) for each in sentences),
        *words,
    ):
        borders |= {min(start, end), min(after, end)}
    cuts = sorted(borders)
    sensitive, telling = _covered(((s.start, s.end) for s in sentences), cuts), _covered(words, cuts)
    at = 0
    for start, after in pairwise(cuts):
        while at < len(data) and data[at][0].end <= start:
            at += 1
        span, fate = data[at] if at < len(data) and data[at][0].start <= start else (None, None)
        if span is not None and span.start < start:
            continue  # drawn whole, at its start
        until = min(span.end, end) if span is not None else after
        yield Stretch(
            seen.text[start:until],
            span.label if span is not None else None,
            fate,
            start in sensitive,
            start in telling,
        )


def rows(seen: Seen, options: Options) -> list[Row]:
    """What was found, each value once, in the order of the text."""
    counted: Counter[tuple[Label, str, Fate]] = Counter()
    written: dict[tuple[Label, str, Fate], str] = {}
    for span, fate in _data(seen, options):
        value = seen.text[span.start : span.end]
        named = (span.label, key_of(value) or value, fate)
        counted[named] += 1
        written.setdefault(named, " ".join(value.split()))
    return [
        Row(label, written[label, key, fate], times, fate) for (label, key, fate), times in counted.items()
    ]


def sentences(seen: Seen) -> list[Sentence]:
    """What is said in the text, each sentence once for each thing that it says."""
    uncertain = {each for each in seen.reading.uncertain if isinstance(each, Statement)}
    return [
        Sentence(
            each.label,
            _with_words(seen.text, each) if not _is_whole(each, seen) else _words_alone(seen.text, each),
            each in uncertain,
            _is_whole(each, seen),
        )
        for each in _statements(seen)
    ]


def _data(seen: Seen, options: Options) -> Iterator[tuple[Span, Fate]]:
    """Every span of the text with its fate; none overlaps another."""
    reading = seen.reading
    kept: list[tuple[Span, Fate]] = [(span, Fate.MASKED) for span in reading.spans]
    doubt = Fate.VERIFY if options.uncertain else Fate.UNCERTAIN
    kept += [(each, doubt) for each in reading.uncertain if isinstance(each, Span)]
    masked = set(masked_spans(seen, options))
    kept += [(span, Fate.MASKED if span in masked else Fate.ASIDE) for span in reading.indirect]
    done = 0
    for span, fate in sorted(kept, key=lambda pair: (pair[0].start, -pair[0].end)):
        if span.start >= done:
            yield span, fate
            done = span.end


def _statements(seen: Seen) -> list[Statement]:
    doubtful = (each for each in seen.reading.uncertain if isinstance(each, Statement))
    return sorted((*seen.reading.statements, *doubtful))


def _is_whole(each: Statement, seen: Seen) -> bool:
    return each.label is Label.INTERNAL_DOCUMENT or each.end - each.start >= max(
        len(seen.text.strip()), 2_000
    )


def _covered(ranges: Iterable[tuple[int, int]], cuts: Sequence[int]) -> frozenset[int]:
    """The cuts that begin within one of the ranges."""
    covered: set[int] = set()
    done = 0
    for start, end in sorted(ranges):
        start = max(start, done)
        covered.update(cuts[bisect_left(cuts, start) : bisect_left(cuts, end)])
        done = max(done, end)
    return frozenset(covered)


def _with_words(text: str, each: Statement) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    done = each.start
    for start, end in sorted(each.words):
        if done <= start < end <= each.end:
            pieces += ((text[done:start], False), (text[start:end], True))
            done = end
    pieces.append((text[done : each.end], False))
    return tuple(piece for piece in pieces if piece[0])


def _words_alone(text: str, each: Statement) -> tuple[tuple[str, bool], ...]:
    return tuple((text[start:end], True) for start, end in sorted(each.words)[:12])
