"""What an organisation adds to detection: who acts in public, which desks are its own, what its numbers look like.

Read with each text (`read(text, own=…)`), never built into the detectors: two organisations on one installation
share nothing of it.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import re2

from garant.privacy.folded import Folded, fold
from garant.privacy.gazetteer import first_name, fold_word, gazetteer, surname
from garant.privacy.labels import Label
from garant.privacy.name_words import PARTICLES, TITLES
from garant.privacy.overlap import merge
from garant.privacy.span import Span

_MOST_PATTERN = 300  # characters
_LARGEST_PROGRAM = 2_000  # RE2 instructions: "CF-\\d{6}" has 13, ten groups of thirty letters 2 700
_MOST_TIMES = 64  # of a repetition
_FEWEST_KEPT = 4  # letters and digits of a match: fewer would stand in any text
_LONGEST_REST = 32  # characters of a number beyond its form
# A charter's threshold is about what the detectors guess; what an organisation wrote down is no guess.
_KNOWN_SCORE, _PATTERN_SCORE = 1.0, 0.95
# What a form of number must not take: short words and numbers, and sentences that hold no number at all.
_HOSTILE = (
    *("a", "de", "le", "la", "les", "un", "A", "1", "12", "123", "-", "a 1", "n° 1"),
    "La commune remercie chaque habitant de sa participation au conseil municipal.",
    "bonjour madame, je vous ecris pour avoir des nouvelles de mon dossier svp",
    "OBJET : CONVOCATION A LA REUNION DE SERVICE",
)
# Stdlib `re`: one class, one repetition.
_WORD = re.compile("[a-z]+")
_KEPT = re.compile("[a-z0-9]+")
_NAME_PART = re.compile(r"\S+")
_TIMES = re.compile(r"\{(\d*)(?:,(\d*))?\}", re.ASCII)
_DESK_LABELS = frozenset({Label.PHONE, Label.EMAIL, Label.ADDRESS, Label.URL_PERSON, Label.USERNAME})


class PatternRefused(ValueError):
    """A pattern that can't serve. Its message is French, without any text that it was tried on."""


@dataclass(frozen=True, slots=True)
class OwnPattern:
    """A number of the organisation's own: `expression` (RE2, over text without accents, any case) is one of `label`.

    The group `value`, or else the whole match, is the datum. Raises PatternRefused where it can't be compiled,
    is too large, or would match the empty text, short words, or ordinary sentences.
    """

    name: str
    expression: str
    label: Label
    _compiled: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.label.is_statement or self.label.is_indirect:
            raise PatternRefused("Ce genre de donnée n’a pas de forme écrite.")
        if not self.expression.isascii():
            raise PatternRefused("Écrivez l’expression sans accents : le texte est comparé sans accents.")
        if len(self.expression) > _MOST_PATTERN:
            raise PatternRefused(f"L’expression dépasse {_MOST_PATTERN} caractères.")
        times = (int(number) for match in _TIMES.findall(self.expression) for number in match if number)
        if any(number > _MOST_TIMES for number in times):
            raise PatternRefused(f"Une répétition dépasse {_MOST_TIMES} fois.")
        options = re2.Options()
        options.log_errors = False
        options.max_mem = 1 << 20
        try:
            compiled = re2.compile(f"(?i){self.expression}", options)
        except re2.error:
            raise PatternRefused("L’expression n’est pas valable pour RE2.") from None
        if compiled.search("") is not None:
            raise PatternRefused("L’expression reconnaît aussi le vide : elle masquerait tout.")
        if compiled.programsize > _LARGEST_PROGRAM:
            raise PatternRefused("L’expression est trop lourde : réduisez ses répétitions.")
        if any(compiled.search(sample) for sample in _HOSTILE):
            raise PatternRefused(
                "L’expression reconnaît aussi des mots courants ou des nombres de moins de quatre signes."
            )
        object.__setattr__(self, "_compiled", compiled)

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in folded text, with four letters and digits at least, sorted.

        A number that goes on beyond the form is taken whole: of "T-458213", the form "T-\\d{5}" would leave the last
        digit to be read, and would keep the detectors from finding the rest.
        """
        group = dict(self._compiled.groupindex).get("value", 0)
        for match in self._compiled.finditer(text):
            start, end = match.span(group)
            if start < end and sum(map(str.isalnum, match[0])) >= _FEWEST_KEPT:
                yield (
                    _begin(text, start) if start == match.start() else start,
                    _finish(text, end) if end == match.end() else end,
                )


@dataclass(frozen=True, slots=True)
class Own:
    """The lists of one organisation. Values as people write them: they are compared folded, by letters and digits.

    `public_people`: full names of who acts in public (elected members, officials): not personal in that role.
    `desks`: phones, addresses, mail addresses, and mail domains as "@mairie-volx.fr", that are the organisation's.
    `ordinary`: what was masked once for nothing. `known`: what was missed once, with what it is.
    """

    public_people: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    patterns: tuple[OwnPattern, ...] = ()
    ordinary: tuple[str, ...] = ()
    known: Mapping[str, Label] = field(default_factory=dict)
    _public: Mapping[frozenset[str], frozenset[str]] = field(init=False, repr=False, compare=False)
    _desks: frozenset[str] = field(init=False, repr=False, compare=False)
    _domains: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _ordinary: frozenset[str] = field(init=False, repr=False, compare=False)
    _known: Mapping[str, Label] = field(init=False, repr=False, compare=False)
    # The same for the same lists, in any process. Told once: a gateway asks for it with each text.
    digest: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        public = map(_public_name, self.public_people)
        desks = [fold(desk).lower.strip() for desk in self.desks]
        for name, value in (
            ("_public", {words: family for words, family in public if len(words) > 1}),
            ("_desks", frozenset(filter(None, map(_phone, desks)))),
            ("_domains", tuple(desk for desk in desks if desk.startswith("@"))),
            ("_ordinary", frozenset(filter(None, map(_compact, self.ordinary)))),
            ("_known", {_compact(value): label for value, label in self.known.items() if _compact(value)}),
            ("digest", hashlib.sha256(json.dumps(self.to_mapping(), sort_keys=True).encode()).hexdigest()),
        ):
            object.__setattr__(self, name, value)

    @property
    def is_empty(self) -> bool:
        return not (self.public_people or self.desks or self.patterns or self.ordinary or self.known)

    @staticmethod
    def reads(value: str) -> bool:
        """Whether each letter of `value` is compared: those of other scripts than ours are not, and hold nothing."""
        return bool(_compact(value)) and all(map(_compact, filter(str.isalpha, value)))

    @staticmethod
    def letters(value: str) -> str:
        """What of a value is looked for in a text: its letters and digits, folded."""
        return _compact(value)

    @staticmethod
    def compared(value: str) -> str:
        """The same for two writings of one value: its letters and digits, without case and accents."""
        return _phone(fold(value).lower)

    @staticmethod
    def is_full_name(value: str) -> bool:
        """Whether `value` is a first name and a surname at least, titles apart."""
        words, _ = _public_name(value)
        return sum(len(word) > 1 for word in words) > 1

    @staticmethod
    def knows_name(word: str) -> bool:
        """Whether `word`, or each part of it between hyphens, is in our lists of first names and surnames."""
        facts = [gazetteer().facts(fold_word(part)) for part in (word, *word.split("-"))]
        whole, *parts = (first_name(fact) > 0 or surname(fact) > 0 for fact in facts)
        return whole or all(parts)

    def to_mapping(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "public_people": list(self.public_people),
            "desks": list(self.desks),
            "patterns": [[each.name, each.expression, each.label.value] for each in self.patterns],
            "ordinary": list(self.ordinary),
            "known": {value: label.value for value, label in self.known.items()},
        }

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> "Own":
        """What `to_mapping` gave. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            public_people=tuple(map(str, mapping["public_people"])),
            desks=tuple(map(str, mapping["desks"])),
            patterns=tuple(OwnPattern(name, text, Label(label)) for name, text, label in mapping["patterns"]),
            ordinary=tuple(map(str, mapping["ordinary"])),
            known={str(value): Label(label) for value, label in mapping["known"].items()},
        )

    def found(self, folded: Folded) -> Iterator[Span]:
        """What only this organisation knows to be a datum."""
        spans = (
            Span(start, end, pattern.label, _PATTERN_SCORE)
            for pattern in self.patterns
            for start, end in pattern.found(folded.text)
        )
        # Where two forms overlap, neither may leave a piece of what the other recognises.
        yield from merge(spans, len(folded.text))
        if self._known:
            yield from _whole_values(folded, self._known)

    def ranges(self, text: str) -> Iterator[tuple[int, int]]:
        """Where its own numbers stand in `text`, sorted and apart: what a trial shows."""
        folded = fold(text)
        spans = (Span(*folded.origin(span.start, span.end), span.label) for span in self.found(folded))
        return ((span.start, span.end) for span in merge(spans, len(text)))

    def nobodys(self, folded: Folded, spans: Sequence[Span]) -> list[Span]:
        """Those of `spans` that this organisation knows to be nobody's.

        A surname alone is public where the full name stands in the same text, and nobody else of that surname.
        """
        persons = [
            (span, frozenset(_WORD.findall(folded.lower[span.start : span.end])))
            for span in spans
            if span.label is Label.PERSON
        ]
        named = frozenset[str]().union(
            *(self._public[words] for _, words in persons if words in self._public)
        )
        others = frozenset[str]().union(
            *(
                words
                for _, words in persons
                if len(words) > 1 and words not in self._public and not words <= named
            )
        )
        public = {span for span, words in persons if words in self._public or words <= named - others}
        return [span for span in spans if span in public or self._is_desk(folded, span)]

    def _is_desk(self, folded: Folded, span: Span) -> bool:
        value = folded.lower[span.start : span.end]
        if _compact(value) in self._ordinary:
            return True
        if span.label not in _DESK_LABELS:
            return False
        if _phone(value) in self._desks:
            return True
        return span.label is Label.EMAIL and value.strip().endswith(self._domains)


def _begin(text: str, at: int) -> int:
    """Where the digits or the letters begin of which one stands at `at`."""
    first = at
    while first > max(0, at - _LONGEST_REST) and _go_on(text[first - 1], text[first]):
        first -= 1
    return first


def _finish(text: str, at: int) -> int:
    """Where the digits or the letters end of which the last known stands before `at`."""
    last = at
    while last < min(len(text), at + _LONGEST_REST) and _go_on(text[last - 1], text[last]):
        last += 1
    return last


def _go_on(left: str, right: str) -> bool:
    return (left.isdigit() and right.isdigit()) or (left.isalpha() and right.isalpha())


def _whole_values(folded: Folded, known: Mapping[str, Label]) -> Iterator[Span]:
    words = list(_KEPT.finditer(folded.lower))
    longest = max(map(len, known))
    for at, first in enumerate(words):
        value = ""
        # Not words[at:]: a copy for each word makes the time of a long text that of its square.
        for after in range(at, len(words)):
            word = words[after]
            value += word[0]
            if len(value) > longest:
                break
            label = known.get(value)
            if label is not None:
                yield Span(first.start(), word.end(), label, _KNOWN_SCORE)


def _public_name(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a full name without its title, and those of its surname: what stands in capitals, or else last."""
    parts = [part for part in _NAME_PART.findall(name) if fold(part).lower.rstrip(".") not in TITLES]
    capitals = [part for part in parts if part.isupper() and len(part) > 2]
    if not 0 < len(capitals) < len(parts):
        last = len(parts) - 1
        while last > 1 and fold(parts[last - 1]).lower in PARTICLES:
            last -= 1
        capitals = parts[max(last, 0) :]
    return _words(" ".join(parts)), _words(" ".join(capitals))


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(name).lower))


def _compact(value: str) -> str:
    return "".join(_KEPT.findall(fold(value).lower))


def _phone(value: str) -> str:
    """+33 4 92 … and 04 92 … are one number."""
    compact = _compact(value)
    for prefix in ("0033", "33"):
        if compact.startswith(prefix) and len(compact) == len(prefix) + 9:
            return "0" + compact[len(prefix) :]
    return compact


NOTHING = Own()
