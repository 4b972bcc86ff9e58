"""What the tagger sees and no rule may have: addresses told as a route, numbers that nothing announces, births in passing.

Rules know the forms of data and check them; the tagger knows how people write around them. Its word comes last: a span of
a rule prevails over one of these (`overlap.strongest`), and what rules can judge by form or words is left to them.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from garant.privacy import learned_forms as forms
from garant.privacy.detectors.address.score import REFUSED
from garant.privacy.detectors.siret import UNTOLD
from garant.privacy.folded import Folded
from garant.privacy.labels import Label
from garant.privacy.name_language import is_english
from garant.privacy.name_whole import names_somebody
from garant.privacy.reading import CERTAIN_FROM
from garant.privacy.span import Span
from garant.privacy.tagged import Tagged
from garant.privacy.tagger import ADDRESS, BIRTH, HANDLES, KINDS, NOBODYS, NUMBERS, Tokens

_SEEN = 0.3  # a token less likely than that is no part of a run, but between two others
_DOUBTFUL = 0.4  # from here on a run is shown, for a person to look at
_LOWEST, _SPREAD = 0.5, 0.09  # of the scores of what is masked: under nearly all those of rules
_UNCERTAIN = 0.4
_AROUND, _WORDS_AROUND = 12, 2  # tokens to each side; words among them, at least
_PERHAPS_NOBODYS = 0.3  # likelihood from which a number of a firm may be one that is nobody's
_DESKS = frozenset({Label.PHONE, Label.EMAIL})
# On 600 texts that the tagger had not learnt, from 0.8 on: 21 of 61 landlines of desks and 7 of 16 of their mails, for one of the 87
# landlines of persons.
_A_DESK = 0.85
_WINS = 0.8  # likelihood from which the tagger's word is taken against a refusal; and for a place or a number of one piece
_LONGEST = 240  # characters of what a rule refuses
# The score that a rule gives at most to what it has looked at and holds for nobody's. For other labels a low score may as
# well say that nothing was there to tell.
_REFUSED = {
    Label.ADDRESS: REFUSED,
    Label.PHONE: 0.3,
    Label.EMAIL: 0.3,
    Label.SIRET: 0.3,
    Label.IBAN: 0.3,
    Label.SECRET: 0.49,
}
_NAMED_BEFORE = 80  # characters before a telephone, at most, of a name that it belongs to
_WORD = re.compile("[a-z]{3,}")
_INSIDE = re.compile(r"[0-9A-Za-z].*[0-9A-Za-z]", re.DOTALL)  # stdlib `re`: one class, one repetition


class _Sort(NamedTuple):
    """Kinds that are told apart badly, and found together well."""

    first: int  # of the tagger's kinds
    after: int
    certain: float  # mean likelihood from which a run is masked
    fits: Callable[[str], bool]  # whether the form of a piece (lower case) lets it be one
    nobodys: Callable[[str, int, int], bool]  # whether what stands around it, or its form, says that


# How likely a run has to be: on hands that the tagger had not learnt, most of what is masked from there on is right.
_SORTS = (
    _Sort(ADDRESS, BIRTH, 0.55, forms.is_place, forms.is_a_town),
    _Sort(BIRTH, NUMBERS, 0.5, forms.is_day, forms.is_day_of_something),
    _Sort(NUMBERS, HANDLES, 0.6, forms.is_number, forms.is_number_of_something),
    _Sort(HANDLES, len(KINDS), 0.75, forms.is_handle, forms.is_of_a_program),
)
_LABELS = tuple(Label(kind) for kind in KINDS[ADDRESS:])
_STARTS = [sort.first for sort in _SORTS]


class _Covered(NamedTuple):
    """Where something stands, whatever it is: ranges in order, apart."""

    starts: list[int]
    ends: list[int]


def read(block: Folded, tagged: Tagged, judged: Sequence[Span]) -> Iterator[Span]:
    """The data of a block that its sentences tell, where no rule says so already.

    `judged`: what the rules looked at, in any order; what they refused has a low score.
    """
    if not len(tagged.likely):
        return
    yield from _of_traders(tagged, judged)
    likely = np.add.reduceat(tagged.likely, _STARTS, axis=1)
    told = list(_told(tagged.tokens, likely, _covered(judged)))
    if not told or is_english(block.lower):
        return
    refused = sorted(span for span in judged if 0.0 < span.score <= _REFUSED.get(span.label, 0.0))
    births = sorted(span for span in judged if span.label is Label.DATE_BIRTH and span.score >= CERTAIN_FROM)
    for sort, mean, (first, after), (start, end) in told:
        piece = _INSIDE.search(block.text, start, end)
        if piece is None or not sort.fits(piece[0].lower()):
            continue
        start, end = piece.span()
        run = tagged.tokens.starts[first], tagged.tokens.ends[after - 1]
        if sort.first == HANDLES and (start, end) != run and forms.is_between(block.text, start, end):
            continue
        kinds = tagged.likely[first:after, sort.first : sort.after].sum(axis=0)
        label = _LABELS[sort.first - ADDRESS + int(kinds.argmax())]
        if sort.nobodys(block.lower, start, end) or forms.is_another_number(block.text[start:end], label):
            continue
        if sort.first == BIRTH and _is_of_a_row(block.lower, start, births):
            continue
        if mean < _WINS and _is_refused(refused, start, end, label):
            continue
        alone = sort.first in (ADDRESS, NUMBERS) and after - first == 1
        yield Span(start, end, label, _score(mean, _WINS if alone else sort.certain))


def _is_of_a_row(lower: str, start: int, births: Sequence[Span]) -> bool:
    """Whether the row of a table has one of `births` (sorted) before this cell: nobody has two."""
    left = max(lower.rfind("\n", 0, start), start - _LONGEST)
    first, after = (bisect_left(births, at, key=attrgetter("start")) for at in (left, start))
    return any(
        birth.end <= start and _NEXT_CELL.search(lower, birth.end, start) is not None
        for birth in births[first:after]
    )


_NEXT_CELL = re.compile(r"[|\t]|;(?=\S)")


def _told(
    found: Tokens, likely: NDArray[np.float32], taken: _Covered
) -> Iterator[tuple[_Sort, float, tuple[int, int], tuple[int, int]]]:
    """For each sort the runs that words tell, how likely each is, its tokens, and each of its pieces that nothing holds.

    `likely`: of each token and sort.
    """
    seen = likely >= _SEEN
    for column, sort in enumerate(_SORTS):
        for first, after in _runs(seen[:, column].nonzero()[0].tolist()):
            pieces = list(_free(taken, found.starts[first], found.ends[after - 1]))
            if not pieces or not _is_told(found, first, after):
                continue
            mean = float(likely[first:after, column].mean())
            if mean >= _DOUBTFUL:
                for piece in pieces:
                    yield sort, mean, (first, after), piece


def weighed(block: Folded, tagged: Tagged, judged: Sequence[Span]) -> list[Span]:
    """What the rules found, with the tagger's doubt: a landline or a mail of which it is sure that it is a desk's is shown,
    and no longer masked. A mobile is nearly always somebody's, and so is what stands behind a name or holds one.
    """
    if not any(span.label in _DESKS for span in judged):
        return list(judged)
    names = sorted(
        [each.start for each in judged if each.score >= CERTAIN_FROM and each.label is Label.PERSON]
    )
    return [
        Span(span.start, span.end, span.label, _UNCERTAIN)
        if span.label in _DESKS
        and span.score >= CERTAIN_FROM
        and not forms.is_mobile(block.text[span.start : span.end])
        and _nobodys(tagged, span) > _A_DESK
        and not _is_named(block, span, names)
        else span
        for span in judged
    ]


def _is_named(block: Folded, span: Span, names: Sequence[int]) -> bool:
    """Whether the line names somebody before a telephone, or a mail's name is one. `names`: where names begin, sorted."""
    if span.label is Label.EMAIL:
        name = block.lower[span.start : span.end].partition("@")[0]
        return any(map(names_somebody, _WORD.findall(name)))
    left = max(0, span.start - _NAMED_BEFORE)
    line = max(left, block.text.rfind("\n", left, span.start))
    before = bisect_left(names, span.start)
    return before > 0 and names[before - 1] >= line


def _nobodys(tagged: Tagged, span: Span) -> float:
    """How likely it is nobody's, 0..1."""
    first, after = tagged.within(span.start, span.end)
    return float(tagged.likely[first:after, NOBODYS].mean()) if first < after else 0.0


def _of_traders(tagged: Tagged, judged: Sequence[Span]) -> Iterator[Span]:
    """Numbers of firms of which no word says whose they are, where the tagger does not hold them for nobody's."""
    for span in judged:
        if span.score == UNTOLD and span.label is Label.SIRET and _nobodys(tagged, span) < _PERHAPS_NOBODYS:
            yield Span(span.start, span.end, span.label, _LOWEST)


def _is_told(found: Tokens, first: int, after: int) -> bool:
    """Whether words stand around a run: a value alone, a field of a program ("top_k"), is told by nothing."""
    near = found.letters[max(0, first - _AROUND) : first] + found.letters[after : after + _AROUND]
    return sum([letters > 1 for letters in near]) >= _WORDS_AROUND


def _is_refused(refused: Sequence[Span], start: int, end: int, label: Label) -> bool:
    """Whether a rule has looked at it and holds it for nobody's: the address of a firm, the telephone of a desk."""
    at = bisect_left(refused, start - _LONGEST, key=attrgetter("start"))
    while at < len(refused) and refused[at].start < end:
        if refused[at].label in (label, Label.SECRET) and start < refused[at].end:
            return True
        at += 1
    return False


def _covered(judged: Sequence[Span]) -> _Covered:
    """What the rules are sure of."""
    covered = _Covered([], [])
    for start, end in sorted([(span.start, span.end) for span in judged if span.score >= CERTAIN_FROM]):
        if covered.ends and start < covered.ends[-1]:
            covered.ends[-1] = max(covered.ends[-1], end)
        elif start < end:
            covered.starts.append(start)
            covered.ends.append(end)
    return covered


def _free(taken: _Covered, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of start..end that nothing holds."""
    starts, ends = taken
    at = max(0, bisect_left(starts, start) - 1)
    while at < len(starts) and starts[at] < end:
        if starts[at] > start:
            yield start, starts[at]
        start = max(start, ends[at])
        at += 1
    if start < end:
        yield start, end


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Ranges of tokens, from the first to after the last; one other may stand between two of them."""
    if not places:
        return
    first = places[0]
    for at, following in pairwise([*places, places[-1] + 9]):
        if following > at + 2:
            yield first, at + 1
            first = following


def _score(mean: float, certain: float) -> float:
    if mean < certain:
        return _UNCERTAIN
    return round(_LOWEST + _SPREAD * (mean - certain) / (1.0 - certain), 3)
