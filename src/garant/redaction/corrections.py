"""What a person corrects in what was found: by value, so that every occurrence in the text follows."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, TypeVar

from garant.privacy import NOTHING_OWN, Label, Own, Reading, Span, Statement, merge
from garant.privacy.folded import fold
from garant.redaction.errors import CorrectionUnreadable
from garant.words import GarantError

MOST = 400
_LONGEST = 500  # characters of a value

_F = TypeVar("_F", bound=Span | Statement)

KINDS = tuple(label for label in Label if not label.is_statement)


class CorrectionScriptUnread(GarantError):
    """A datum in a script that detection does not compare: it would be counted as masked, and stand in the text."""

    code: ClassVar[str] = "redaction_correction_script"


@dataclass(frozen=True, slots=True)
class Corrections:
    """`ordinary` values are no data; `data` are some, of a kind. As the person wrote them; the last word counts."""

    ordinary: tuple[str, ...] = field(default=(), repr=False)
    data: Mapping[str, Label] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, ordinary: Iterable[str], data: Iterable[str]) -> "Corrections":
        """`data` are "PERSON:Karima Benali". Raises CorrectionUnreadable, CorrectionScriptUnread."""
        kept = tuple(dict.fromkeys(filter(None, map(str.strip, ordinary))))
        by_key = {key_of(value): (value, label) for value, label in map(_labelled, filter(None, data))}
        labelled = dict(by_key.values())
        values = (*kept, *labelled)
        if len(values) > MOST or not all(key_of(value) and len(value) <= _LONGEST for value in values):
            raise CorrectionUnreadable(most=MOST)
        if not all(map(Own.reads, values)):
            raise CorrectionScriptUnread
        return cls(tuple(value for value in kept if key_of(value) not in by_key), labelled)

    @property
    def count(self) -> int:
        return len(self.ordinary) + len(self.data)

    def without_effect(self, text: str) -> frozenset[str]:
        """The data that stand nowhere in `text` in whole words: nothing is masked for them."""
        folded = fold(text)
        found = Own(known=self.data).found(folded)
        met = {Own.letters(folded.text[span.start : span.end]) for span in found}
        return frozenset(value for value in self.data if Own.letters(value) not in met)

    def with_own(self, own: Own = NOTHING_OWN) -> Own:
        """What the organisation knows, and what this person adds for this text."""
        said = {key_of(value) for value in self.ordinary}
        known = {value: label for value, label in own.known.items() if key_of(value) not in said}
        said = {key_of(value) for value in self.data}
        ordinary = (value for value in own.ordinary if key_of(value) not in said)
        return replace(own, ordinary=(*ordinary, *self.ordinary), known={**known, **self.data})

    def applied(self, reading: Reading, text: str) -> Reading:
        """The reading of `text`, corrected. What a person calls a datum is certain, and of the kind that they say."""
        if not self.count:
            return reading
        ordinary = {key_of(value) for value in self.ordinary}
        labels = {key_of(value): label for value, label in self.data.items()}
        certain: list[Span] = []

        def left(findings: Iterable[_F]) -> tuple[_F, ...]:
            kept: list[_F] = []
            for each in findings:
                key = key_of(text[each.start : each.end]) if isinstance(each, Span) else ""
                if key in labels:
                    certain.append(Span(each.start, each.end, labels[key]))
                elif key not in ordinary:
                    kept.append(each)
            return tuple(kept)

        spans, indirect, uncertain = left(reading.spans), left(reading.indirect), left(reading.uncertain)
        return replace(
            reading, spans=merge((*spans, *certain), len(text)), indirect=indirect, uncertain=uncertain
        )


def key_of(value: str) -> str:
    """What the writings of one value share: its letters and digits, without case or accents."""
    decomposed = unicodedata.normalize("NFKD", value).casefold()
    return "".join(character for character in decomposed if character.isalnum())


def datum_of(told: str) -> tuple[str, Label | None]:
    """ "PERSON:Karima Benali" or, for what is no datum, ":Volx". Raises CorrectionUnreadable."""
    if told.startswith(":") and key_of(told):
        return told[1:].strip(), None
    return _labelled(told)


def _labelled(told: str) -> tuple[str, Label]:
    label, _, value = told.partition(":")
    if label not in KINDS or not key_of(value):
        raise CorrectionUnreadable(most=MOST)
    return value.strip(), Label(label)
