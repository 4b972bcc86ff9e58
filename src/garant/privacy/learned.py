"""What the tagger sees and no rule may have: addresses told as a route, numbers that nothing announces, births in passing.

Rules know the forms of data and check them; the tagger knows how people write around them. Its word comes last: a span of
a rule prevails over one of these (`overlap.strongest`), and a number whose form a rule can judge is left to that rule.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from garant.privacy.announced import DATE, YEAR, is_ordinary, is_phone
from garant.privacy.detectors.address.score import REFUSED
from garant.privacy.detectors.case_id import is_act
from garant.privacy.detectors.date_words import MONTH
from garant.privacy.detectors.username import is_nobodys
from garant.privacy.folded import Folded
from garant.privacy.gazetteer import gazetteer
from garant.privacy.labels import Label
from garant.privacy.name_language import is_english
from garant.privacy.overlap import merge
from garant.privacy.reading import CERTAIN_FROM
from garant.privacy.sensitive.ages import LATEST_IN_A_ROW
from garant.privacy.span import Span
from garant.privacy.tagged import Tagged
from garant.privacy.tagger import ADDRESS, BIRTH, HANDLES, KINDS, NUMBERS, Tokens


class _Sort(NamedTuple):
    """Kinds that are told apart badly, and found together well."""

    first: int  # of the tagger's kinds
    after: int
    certain: float  # mean likelihood from which a run is masked
    fits: Callable[[str], bool]  # whether the form of a piece (lower case) lets it be one
    nobodys: Callable[
        [str, int, int], bool
    ]  # whether what stands around it, or its form, says that it is nobody's


def _has_letters(text: str) -> bool:
    return sum(map(str.isalnum, text)) >= _FEWEST


_FEWEST = 4  # letters and digits of an address, a pseudonym, a secret
_D = "[0-9ol]"  # a scan reads some digits as letters
_DAY = re.compile(rf"{_D}{{1,2}}[ ]?[/.-][ ]?{_D}{{1,2}}[ ]?[/.-][ ]?{_D}{{2,4}}|{MONTH}|(?:19|20)[0-9]{{2}}")
_DATED = re.compile(r"\b(?:le|du|au|depuis|en|des|jusqu'au|date|entree|entre)[ :]{1,3}$")


def _is_day(text: str) -> bool:
    day = _DAY.search(text) is not None
    return day and not any(int(year[0]) > LATEST_IN_A_ROW for year in YEAR.finditer(text))


_ITS_WORD = re.compile(r"^(?:no?|num|numero|ref)[ .:]*(?![a-z])")


def _is_number(text: str) -> bool:
    """A few digits alone say too little."""
    digits = sum(map(str.isdigit, text))
    return digits >= 5 or (digits >= 3 and any(map(str.isalpha, _ITS_WORD.sub("", text))))


def _is_a_town(lower: str, start: int, end: int) -> bool:
    """A town alone is a place: it locates nobody, but behind a street."""
    words = _WORDS.findall(lower[start:end])
    if len(words) > _LONGEST_NAME or not gazetteer().starts_commune(" ".join(words)):
        return False
    return _BEHIND_STREET.search(lower, max(0, start - 24), start) is None


_WORDS = re.compile("[a-z0-9]+")
_LONGEST_NAME = 6  # words of a town's name
_BEHIND_STREET = re.compile(r"[0-9]|[,;\n|] {0,3}$")


def _is_day_of_something(lower: str, start: int, end: int) -> bool:
    """ "Courrier du 3 mai", "depuis 1983": births that follow such a word are the rules' business."""
    return _DATED.search(lower, max(0, start - 12), start) is not None


def _is_number_of_something(lower: str, start: int, end: int) -> bool:
    """Telephones and firms, whose rules know whose they are; acts, goods, dates and amounts."""
    text = lower[start:end]
    whole = _whole_number(lower, start, end)
    figure = next(at for at in range(start, end) if lower[at].isdigit())
    return (
        _COMPANY.fullmatch(whole) is not None
        or is_phone(whole)
        or _SERVICE.match(whole) is not None
        or any(
            day.start() < end and start < day.end()
            for day in DATE.finditer(lower, max(0, start - 10), end + 10)
        )
        or is_ordinary(text, lower[end : end + 16])
        or is_act(text)
        or any(_OF_THINGS.search(lower, max(0, start - 40), at) is not None for at in (start, figure))
    )


def _whole_number(lower: str, start: int, end: int) -> str:
    """lower[start:end] with the digits that adjoin it: "02 33 81 60 00" of "33 81 60 00"."""
    before = _DIGITS_BEFORE.search(lower, max(0, start - 20), start)
    after = _DIGITS_AFTER.match(lower, end, end + 20)
    return lower[before.start() if before else start : after.end() if after else end]


_COMPANY = re.compile(r"[0-9]{3}(?:[ .]?[0-9]{3}){2}(?:[ .]?[0-9]{5}|(?:[ .]?[0-9]){5})?")  # SIREN, SIRET
_SERVICE = re.compile(
    r"0[ .]?8[0-9]{2}[ .]?(?:[0-9]{3}[ .]?[0-9]{3}|(?:[0-9]{2}[ .]?){3})(?![0-9])"
)  # the telephone of a service, as they write it
_DIGITS_BEFORE = re.compile(r"[+0-9](?:[0-9 .-]*[ .-])?$")
_DIGITS_AFTER = re.compile(r"[ .-]?[0-9](?:[0-9 .-]*[0-9])?")
_OF_THINGS = re.compile(
    r"\b(?:deliberations?|marches?|factures?|devis|commandes?|achats?|lois?|decrets?|arretes?|ordonnances?|articles?|mandats?|bordereaux?|conventions?"
    r"|circulaires?|decisions?|avis|titres?|polices?|contrats?|siret|siren|rcs|isbn|uai|ecole|compteurs?|index|certificats?|agrements?|postes?|offres?"
    r"|lots?|sections?|parcelles?|recettes?|vegetaliser|bus|rfr|ape|naf|bdf|correctif|produits?|catalogue|engins?|mats?|immobilisations?|ce|cada|dp|pc|cu|pa)"
    r"(?:[ ,:.]{1,3}(?:[0-9]{1,2} [a-z]{3,9} [0-9]{4}|l'[a-z]{3,12}|de|du|des|no?|numero|ref|[a-z]{1,2})){0,3}[ .,:()]{0,3}$"
)
# Addresses of mail and of pages are desks or sites where no rule says otherwise; "code promo ETE2024" opens nothing.
_ON_LINE = re.compile(r"@|//|www|promo|\.(?:[a-z]{2,3}|example)(?![a-z0-9])")


def _is_of_a_program(lower: str, start: int, end: int) -> bool:
    return (
        lower[start - 1 : start] == "#"  # a subject, in a thread
        or lower[start - 1 : start]
        == '"'
        == lower[end : end + 1]  # a key or a value of a program: rules read those
        or is_nobodys(lower[start:end])
        or _OF_THINGS.search(lower, max(0, start - 40), start) is not None
        or _ON_LINE.search(lower, max(0, start - 24), end + 1) is not None
    )


# How likely a run has to be: on hands that the tagger had not learnt, most of what is masked from there on is right.
_SORTS = (
    _Sort(ADDRESS, BIRTH, 0.7, _has_letters, _is_a_town),
    _Sort(BIRTH, NUMBERS, 0.7, _is_day, _is_day_of_something),
    _Sort(NUMBERS, HANDLES, 0.6, _is_number, _is_number_of_something),
    _Sort(HANDLES, len(KINDS), 0.75, _has_letters, _is_of_a_program),
)
_LABELS = tuple(Label(kind) for kind in KINDS[ADDRESS:])
_STARTS = [sort.first for sort in _SORTS]
_SEEN = 0.3  # a token less likely than that is no part of a run, but between two others
_DOUBTFUL = 0.4  # from here on a run is shown, for a person to look at
_LOWEST, _SPREAD = 0.5, 0.09  # of the scores of what is masked: under nearly all those of rules
_UNCERTAIN = 0.4
# The score that a rule gives at most to what it has looked at and holds for nobody's: for other labels a low score may as
# well say that nothing was there to tell.
_TELEPHONE = 9  # digits at least
_AROUND, _WORDS_AROUND = 12, 2  # tokens to each side; words among them, at least
_LONGEST = 240  # characters of what a rule refuses
_WINS = 0.8  # likelihood from which the tagger's word is taken against such a refusal
_REFUSED = {
    Label.ADDRESS: REFUSED,
    Label.PHONE: 0.3,
    Label.EMAIL: 0.3,
    Label.SIRET: 0.3,
    Label.IBAN: 0.3,
    Label.SECRET: 0.49,
}
# Stdlib `re`: one class, one repetition.
_INSIDE = re.compile(r"[0-9A-Za-z].*[0-9A-Za-z]", re.DOTALL)


def read(block: Folded, tagged: Tagged, judged: Sequence[Span]) -> Iterator[Span]:
    """The data of a block that its sentences tell, where no rule says so already.

    `judged`: what the rules looked at, in any order; what they refused has a low score.
    """
    if not len(tagged.likely):
        return
    likely = np.add.reduceat(tagged.likely, _STARTS, axis=1)
    if not (likely >= _DOUBTFUL).any() or is_english(block.lower):
        return
    taken = merge((span for span in judged if span.score >= CERTAIN_FROM), len(block.text))
    refused = sorted(span for span in judged if 0.0 < span.score <= _REFUSED.get(span.label, 0.0))
    for column, sort in enumerate(_SORTS):
        of_sort = likely[:, column]
        for first, after in _runs(np.flatnonzero(of_sort >= _SEEN).tolist()):
            mean = float(of_sort[first:after].mean())
            if mean < _DOUBTFUL or not _is_told(tagged.tokens, first, after):
                continue
            kinds = tagged.likely[first:after, sort.first : sort.after].sum(axis=0)
            label = _LABELS[sort.first - ADDRESS + int(kinds.argmax())]
            for start, end in _free(taken, tagged.tokens.starts[first], tagged.tokens.ends[after - 1]):
                piece = _INSIDE.search(block.text, start, end)
                if piece is None or not sort.fits(piece[0].lower()):
                    continue
                start, end = piece.span()
                if sort.nobodys(block.lower, start, end) or _is_another_number(block.text[start:end], label):
                    continue
                if mean < _WINS and _is_refused(refused, start, end, label):
                    continue
                yield Span(start, end, label, _score(mean, sort.certain))


def _is_told(found: Tokens, first: int, after: int) -> bool:
    """Whether words stand around a run: a value alone, a field of a program ("top_k"), is told by nothing."""
    near = (*found.letters[max(0, first - _AROUND) : first], *found.letters[after : after + _AROUND])
    return sum(letters > 1 for letters in near) >= _WORDS_AROUND


def _is_another_number(text: str, label: Label) -> bool:
    """A telephone has nine digits at least, a plate letters."""
    if label is Label.PHONE:
        return sum(map(str.isdigit, text)) < _TELEPHONE
    return label is Label.PLATE and not any(map(str.isalpha, text))


def _is_refused(refused: Sequence[Span], start: int, end: int, label: Label) -> bool:
    """Whether a rule has looked at it and holds it for nobody's: the address of a firm, the telephone of a desk."""
    at = bisect_left(refused, start - _LONGEST, key=attrgetter("start"))
    while at < len(refused) and refused[at].start < end:
        if refused[at].label in (label, Label.SECRET) and start < refused[at].end:
            return True
        at += 1
    return False


def _free(taken: Sequence[Span], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of start..end that nothing holds."""
    at = max(0, bisect_left(taken, start, key=attrgetter("start")) - 1)
    while at < len(taken) and taken[at].start < end:
        if taken[at].start > start:
            yield start, taken[at].start
        start = max(start, taken[at].end)
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
