"""Names of persons: what rules and the tagger read in a block, then what the whole document adds.

Rules, from the surest to the weakest, each with its score before the tagger weighs it (name_join.py):

- after a title ("Mme BENALI", "m. petit", "Dr A. Roux"): 0.9
- first name and surname, or SURNAME and first name: 0.85; one of the two unknown to the lists: 0.75
- after words that announce a name ("je m'appelle", "Nom :", "signé"): 0.8
- a first name alone, that no common word is: 0.6; initials with a surname ("J. Dupont"): 0.7
- what only the tagger saw: its likelihood; from 0.3 to 0.5 it is uncertain
- anywhere else in the document, any case, once found: 0.52

Nobody's: names of streets, schools, bodies and laws; elected members and the State's representatives in their
public role, by the words beside their name. Those whom an organisation lists are its own business (own.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from garant.privacy.folded import Folded
from garant.privacy.labels import Label
from garant.privacy.name_assembly import in_roll_call, is_debate, is_minutes, takes_the_floor
from garant.privacy.name_context import in_role, of_a_place, opens_sentence
from garant.privacy.name_doubts import most
from garant.privacy.name_join import join
from garant.privacy.name_page import known
from garant.privacy.name_reader import read as read_page
from garant.privacy.name_whole import with_initials
from garant.privacy.name_words import FUNCTIONS, NOBODY, PARTICLES, TITLES
from garant.privacy.reading import CERTAIN_FROM
from garant.privacy.span import Span
from garant.privacy.tagged import Tagged

_TOKEN = re.compile("[a-z]+")  # stdlib `re`: one class, one repetition
_BEFORE_TOWNS = (" a ", " de ", " depuis ", " vers ", " sur ", " dans ")
_TEACH_NOTHING = NOBODY | TITLES | FUNCTIONS
_TEACHES = 0.55  # a name found with less is not looked for elsewhere
_ELSEWHERE = 0.52
_FEW = 12  # words that are faster looked for one by one than among all those of a text
_CONFIRMED = 0.6  # seen without being sure, and found elsewhere for sure


@dataclass(frozen=True, slots=True)
class Names:
    """What one block says: names of private persons, and the words of names that act in a public role."""

    spans: tuple[Span, ...]
    public: frozenset[str] = frozenset()
    elected: tuple[Span, ...] = ()  # the names themselves that act in a public role


def read_each(blocks: Sequence[Folded], tagged: Sequence[Tagged]) -> list[Names]:
    """The names in each of several blocks, and the dates of birth beside them: rules first, in all of them, then the tagger's
    word.
    """
    pages = [read_page(block, tags.tokens) for block, tags in zip(blocks, tagged, strict=True)]
    joined = [join(block, tags, page.spans) for block, tags, page in zip(blocks, tagged, pages, strict=True)]
    return [Names(tuple(spans), frozenset(public), tuple(elected)) for spans, public, elected in joined]


def over_document(folded: Folded, spans: Sequence[Span], public: frozenset[str]) -> list[Span]:
    """`spans` and what follows from them: each name found is one everywhere, in any case, but where it is public."""
    kept: list[Span] = []
    persons: list[tuple[Span, list[str]]] = []
    for span in spans:
        if span.label is Label.PERSON:
            persons.append((span, _words(folded, span)))
        else:
            kept.append(span)
    minutes = is_minutes(folded.lower)
    if persons and (minutes or is_debate(folded.lower)):
        called = (
            words
            for span, words in persons
            if takes_the_floor(folded.lower, span.start, span.end)
            or (minutes and in_roll_call(folded.lower, span.start))
        )
        public = public.union(word for words in called for word in words if len(word) > 2)
    persons = _without_public(persons, public)
    sure: set[str] = set()  # words that are nobody's but the person's
    capital: set[str] = set()  # words of the language, names only where they bear a capital
    for span, words in persons:
        if span.score < _TEACHES:
            continue
        for word in words:
            if len(word) < 3 or word in _TEACH_NOTHING or word in public:
                continue
            first, _, common, town = known(word)
            (capital if common or town or (len(word) < 4 and not first) else sure).add(word)
    for span, words in persons:
        told = span.score < _CONFIRMED and not (sure.isdisjoint(words) and capital.isdisjoint(words))
        kept.append(replace(span, score=_CONFIRMED) if told else span)
    if sure or capital:
        taken = sorted([(span.start, span.end) for span in kept if span.score >= _ELSEWHERE])
        kept += _everywhere(folded, sure, capital, taken)
    return kept


def _words(folded: Folded, span: Span) -> list[str]:
    return [word for word in _TOKEN.findall(folded.lower[span.start : span.end]) if word not in PARTICLES]


def _without_public(
    persons: list[tuple[Span, list[str]]], public: frozenset[str]
) -> list[tuple[Span, list[str]]]:
    """Without those whose whole name stands in a public role somewhere in the text, initials apart."""
    if not public:
        return persons
    return [
        (span, words)
        for span, words in persons
        if not any(len(word) > 2 for word in words)
        or not public.issuperset(word for word in words if len(word) > 2)
    ]


def _everywhere(
    folded: Folded, sure: set[str], capital: set[str], taken: Sequence[tuple[int, int]]
) -> Iterator[Span]:
    """The words of names where nothing (`taken`, sorted) stands yet."""
    text, lower = folded.text, folded.lower
    known_to = next_one = 0
    for start, end in _places(lower, sure | capital):
        word = lower[start:end]
        if word in sure or text[start].isupper():
            while next_one < len(taken) and taken[next_one][0] <= start:
                known_to = max(known_to, taken[next_one][1])
                next_one += 1
            if end <= known_to:
                continue
            if word in capital and not text[start:end].isupper() and opens_sentence(lower, start):
                continue
            if word in capital and known(word)[3] and lower.endswith(_BEFORE_TOWNS, 0, start):
                continue
            if of_a_place(lower, start) or in_role(lower, start, end):
                continue
            if most(text, lower, start, end) >= CERTAIN_FROM:
                yield Span(*with_initials(text, start, end), Label.PERSON, _ELSEWHERE)


def _places(lower: str, words: set[str]) -> Iterator[tuple[int, int]]:
    """Where these words stand on their own, in order."""
    if len(words) > _FEW:
        for token in _TOKEN.finditer(lower):
            if token[0] in words:
                yield token.span()
        return
    places = []
    for word in words:
        start = lower.find(word)
        while start >= 0:
            end = start + len(word)
            if not (lower[start - 1 : start].isalpha() or lower[end : end + 1].isalpha()):
                places.append((start, end))
            start = lower.find(word, end)
    yield from sorted(places)
