"""Joins what the rules read with what the tagger says.

The rules know titles, lists of names, public roles and streets; the tagger knows how sentences go, so that it finds
names that no list holds and doubts words that only look like one. Neither alone decides, but for a public role and
a street, where the rules do.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from garant.privacy.detectors.birth_beside import birth_beside
from garant.privacy.folded import Folded
from garant.privacy.labels import Label
from garant.privacy.name_context import Role, is_private_office, of_a_place, public_role, tells_of_roles
from garant.privacy.name_doubts import most
from garant.privacy.name_language import is_english
from garant.privacy.name_page import known
from garant.privacy.name_signed import initialled_signatures, speakers
from garant.privacy.name_whole import whole_name
from garant.privacy.name_words import FAMOUS, FUNCTIONS, NOBODY, PARTICLES, TITLES
from garant.privacy.span import Span
from garant.privacy.tagged import Tagged
from garant.privacy.tagger import Tokens

CERTAIN = 0.5
_SEEN = 0.30  # what the tagger holds for less likely is not looked at
_STRONG_RULE = 0.75  # a title, a first name with a surname, a heading, a word of kinship or greeting
_DOUBTFUL = 0.45
_ELSEWHERE = 0.9  # from here on the tagger overrules: somebody public, a place, a body
_LIKELY_TOWN = 0.75
_OVERRULES = 0.97  # where the tagger is surer than this, no doubt about a word counts
_MOST = 0.9  # the score of what only the tagger saw goes no higher
_LIKELY_INITIAL = 0.7
_JOINTS = frozenset("-'.")
_GLUE = frozenset("@_\\=")  # a word that touches one is part of an address or a path
_NO_NAME = TITLES | FUNCTIONS
# The letter that all titles begin with goes first: the search is then one for a literal.
_TITLED_INITIAL = re.compile(
    r"M(?<!\wM)(?:\.|me|lle|adame|onsieur|r\.?|ME|R) ([A-WYZ])(?:\.(?!\.)|(?=[ ,;:)\n]))"
)
_INITIAL = 0.6
_SURE = 0.85
_ACRONYM = 7  # letters at most of a word in capitals that no list knows, rather an acronym than a name


def join(block: Folded, tagged: Tagged, spans: Sequence[Span]) -> tuple[list[Span], set[str], list[Span]]:
    """The names that the rules read (`spans`), their scores weighed, and those that only the tagger saw; and apart, the
    words of those that act in a public role, and their names.
    """
    found = tagged.tokens
    has_roles = tells_of_roles(block.lower)
    names: list[Span] = []
    public: set[str] = set()
    elected: list[Span] = []
    for span in spans:
        first, after = tagged.within(span.start, span.end)
        private, elsewhere = tagged.of(first, after)
        if has_roles and _is_public(block, span.start, span.end, private):
            public.update(form.lower() for form in found.forms[first:after] if len(form) > 2)
            elected.append(span)
        else:
            if has_roles and private < CERTAIN and is_private_office(block.lower, span.start, span.end):
                private, elsewhere = 1.0, 0.0
            score = weighed(span.score, private, elsewhere)
            names.append(span if score == span.score else Span(span.start, span.end, Label.PERSON, score))
    names += _titled_initials(block, names)
    names += initialled_signatures(block, names)
    names += speakers(block, names)
    names.sort(key=attrgetter("start", "end", "score"))
    starts = [span.start for span in names]
    # The tagger has read French alone: of another language it knows nothing, and says it loudly.
    for run in () if is_english(block.lower) else tagged.runs():
        first, after = _trimmed(tagged, *run)
        if first >= after:
            continue
        start, end = found.starts[first], found.ends[after - 1]
        private = tagged.of(first, after)[0]
        if not _may_be(block, found, first, after, private):
            continue
        at = bisect_left(starts, end)
        if at and names[at - 1].end > start:
            before = names[at - 1]
            if private >= CERTAIN and before.score >= CERTAIN:  # one name, of which each saw a part
                end = max(end, before.end)
                names[at - 1] = Span(before.start, end, Label.PERSON, before.score)
                if start >= before.start:
                    continue
            elif before.start <= start and end <= before.end:
                continue
        if private <= _OVERRULES and of_a_place(block.lower, start):
            continue
        if has_roles and _is_public(block, start, end, private):
            public.update(form.lower() for form in found.forms[first:after] if len(form) > 2)
            elected.append(Span(start, end, Label.PERSON, round(private, 3)))
            continue
        most = _DOUBTFUL if after - first == 1 and _is_acronym(found.forms[first]) else _MOST
        names.append(Span(start, end, Label.PERSON, round(min(most, private), 3)))
    return list(_judged(block, names, tagged)), public, elected


def _judged(block: Folded, names: Sequence[Span], tagged: Tagged) -> Iterator[Span]:
    """The names that no doubt forbids, whole."""
    for span in names:
        score = min(span.score, most(block.text, block.lower, span.start, span.end))
        if (
            0.0 < score < CERTAIN <= span.score
            and tagged.of(*tagged.within(span.start, span.end))[0] > _OVERRULES
        ):
            score = span.score
        if score < _SEEN:
            continue
        start, end = whole_name(block, span.start, span.end)
        if start == span.start and end == span.end and score == span.score:
            yield span
        else:
            yield Span(start, end, Label.PERSON, score)
        if score >= CERTAIN:
            birth = birth_beside(block, end)
            if birth is not None:
                yield birth


def _titled_initials(block: Folded, names: Sequence[Span]) -> list[Span]:
    """ "Madame D. est venue": what social notes make of a name. "M. A...", as courts publish, is nobody any more."""
    places = [found.start(1) for found in _TITLED_INITIAL.finditer(block.text)]
    if not places:
        return []
    taken = {at for span in names for at in range(span.start, span.end)}
    return [Span(at, at + 1, Label.PERSON, _INITIAL) for at in places if at not in taken]


def _is_public(block: Folded, start: int, end: int, private: float) -> bool:
    """By the words beside it; where the role stands further off, the tagger may know better."""
    role = public_role(block.lower, start, end)
    return role is Role.BESIDE or (role is Role.FAR and private < _SURE)


def weighed(rule: float, private: float, elsewhere: float) -> float:
    """The score of a rule, with the tagger's opinion: below 0.5, a person should look."""
    if rule >= _STRONG_RULE:
        if elsewhere > _ELSEWHERE:
            return 0.4
        return rule if private > 0.03 else 0.45
    if private >= CERTAIN:
        return max(rule, min(_MOST, private))
    if private < 0.08:
        return 0.2
    return rule if private >= 0.2 else 0.4


def _trimmed(tagged: Tagged, first: int, after: int) -> tuple[int, int]:
    """Without titles and functions at either end, nor particles in lower case."""
    forms = tagged.tokens.forms

    def outside(at: int) -> bool:
        form = forms[at]
        lower = form.lower()
        if lower in NOBODY:  # "Toussaint", "Paris": a name only where the tagger is sure
            return tagged.private[at] < _SURE
        if not form[0].isalpha() or lower in _NO_NAME:
            return True
        return form == lower and (lower in PARTICLES or _is_ordinary(lower))

    while first < after and outside(first):
        first += 1
    if (
        after - first > 1
        and _is_acronym(forms[first])
        and forms[first + 1][0].isupper()
        and not forms[first + 1].isupper()
        and _article_before(forms, first)
    ):
        first += 1  # "l'ASVP Lebrun"
    while first < after and outside(after - 1):
        after -= 1
    return first, after


def _is_ordinary(lower: str) -> bool:
    """Whether a word without a capital is one of the language, and hardly a name."""
    first, last, common, _ = known(lower)
    return common and first < 4 and last < 4


def _is_acronym(form: str) -> bool:
    """Whether a word in capitals that no list knows is rather an acronym than a name."""
    if not form.isupper() or len(form) > _ACRONYM:
        return False
    first, last, _, _ = known(form.lower())
    return not first and not last


def _article_before(forms: list[str], at: int) -> bool:
    return at > 0 and (
        forms[at - 1] == "'" or forms[at - 1].lower() in {"le", "la", "au", "du", "un", "une", "de"}
    )


def _may_be(block: Folded, found: Tokens, first: int, after: int, private: float) -> bool:
    """Whether the form of what the tagger saw lets it be a name."""
    start, end = found.starts[first], found.ends[after - 1]
    text = block.text
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if before in _GLUE or behind in _GLUE or (before == "/" and text[start].islower()):
        return False
    words = [form.lower() for form in found.forms[first:after] if form[0].isalpha()]
    if " ".join(words) in FAMOUS:
        return False
    if len(words) > 1:
        return True
    word = found.forms[first]
    if len(word) == 1:
        return private >= _LIKELY_INITIAL and word.isupper() and text[end : end + 1] == "."
    _, _, common, town = known(word.lower())
    if word.islower():
        return len(word) > 2 and (private >= CERTAIN or not common)
    return private >= _LIKELY_TOWN or not town
