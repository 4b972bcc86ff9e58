"""Who signs with initials alone, and who speaks at the head of the lines of an exported chat."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from garant.privacy.folded import Folded
from garant.privacy.labels import Label
from garant.privacy.name_page import known
from garant.privacy.name_words import FUNCTIONS, NOBODY, TITLES
from garant.privacy.span import Span
from garant.privacy.vocabulary import as_words

# Stdlib `re`; each repetition is bounded, or of one class up to a mark that the class doesn't hold.
# Two lines with a clock after one or two words make a chat.
_CLOCKED = re.compile(
    r"^([a-z][a-z'-]{1,20}(?: [a-z][a-z'-]{0,20})?) (?=(?:[01]?\d|2[0-3])[:h][0-5]\d(?: ?[:>-]|$))",
    re.MULTILINE,
)
_CLOCK_HINT = re.compile(
    r"(?:^|\n)[a-z][a-z' -]{1,30} (?:[01]?\d|2[0-3])[:h][0-5]\d ?[:>-][^\n]*\n(?:[^\n]*\n){0,3}?[a-z][a-z' -]{1,30} (?:[01]?\d|2[0-3])[:h][0-5]\d ?[:>-]"
)
# "[12/06 20:31] Maman de Zoé : …", "Sonia ief : …"
_HEAD = re.compile(
    r"^(?:\[?\d[\d/.:h, -]{3,20}\]? ?-? ?)?([a-z][a-z'-]{1,20}(?:[ .][a-z][a-z'-]{0,20}){0,3})(?: ?\([a-z -]{2,20}\))? ?:[ ]",
    re.MULTILINE,
)
# Both hold one.
_CLOCK = re.compile("[0-9][:h][0-5][0-9]")
_LINES = 4  # of a chat, at least
_SPEAKER = 0.92  # more than a rule gives to the part of it that looks like a name
_NOBODY_SPEAKS = (
    NOBODY
    | TITLES
    | FUNCTIONS
    | as_words(
        """
        ouverture fermeture reunion depart arrivee pause accueil visiteur agent usager usagere conseiller conseillere prof maitresse
        moi toi lui question reponse robot assistant bot chatbot operateur appelant standard prefecture mairie demande parent parents
        eleve nom prenom adresse ville
        """
    )
)
# Signatures: "A. T.", "P.-E. M.", "B. L. (le bon)" on a line of their own; within one, "Le rédacteur, P.-E. M.", only
# with the blank or the hyphen between them that acronyms lack; one alone only where it ends the text.
_INITIALS = re.compile(r"[A-Z][a-z]?\.(?:[ -]{0,2}[A-Z][a-z]?\.){0,2}")
_ENDS_LINE = re.compile(r"[ ]{0,8}(?:\([^()\n]{1,20}\))?[ ]{0,8}(?:\n|\Z)")
_ENDS_TEXT = re.compile(r"\s{0,8}\Z")
_SET_APART = re.compile(r",|[ ]/|[ ]{2}|[ ]\(|[ ]?(?:\n|\Z)")
_NO_INITIALS = as_words("ps nb sa pv rv cc sd rp pj qr ok vu bp tp")
_INITIALLED = 0.6


def initialled_signatures(block: Folded, names: Sequence[Span]) -> Iterator[Span]:
    """Initials that stand for whoever signs."""
    for found in _INITIALS.finditer(block.text):
        start, end = found.span()
        if (
            _signs(block.text, start, end, found[0].count("."))
            and "".join(filter(str.isalpha, found[0].lower())) not in _NO_INITIALS
            and not any(span.start < end and start < span.end for span in names)
        ):
            yield Span(start, end, Label.PERSON, _INITIALLED)


def _signs(text: str, start: int, end: int, number: int) -> bool:
    if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
        return False
    head = text[max(0, start - 6) : start].rsplit("\n", 1)
    opens_line = len(head) > 1 and not head[1].strip(" >")
    if opens_line and _ENDS_LINE.match(text, end) is not None:
        return number > 1 or _ENDS_TEXT.match(text, end) is not None
    return (
        number > 1
        and (" " in text[start:end] or "-" in text[start:end])
        and text[max(0, start - 2) : start] in {", ", ": ", "/ ", "- "}
        and _SET_APART.match(text, end) is not None
    )


def speakers(block: Folded, names: Sequence[Span]) -> list[Span]:
    """Who writes in an exported chat, at the head of each line."""
    lower = block.lower
    breaks = lower.count("\n")
    is_clocked = breaks > 0 and _CLOCK.search(lower) is not None and _CLOCK_HINT.search(lower) is not None
    may_be_headed = breaks >= _LINES - 1 and lower.count(": ") >= _LINES  # each head ends so
    if not is_clocked and not may_be_headed:
        return []
    taken = {span.start: span.end for span in names}
    found = [
        Span(*line.span(1), Label.PERSON, _SPEAKER)
        for line in (_CLOCKED.finditer(lower) if is_clocked else ())
        if line.start(1) not in taken and line[1].split(" ")[0] not in _NOBODY_SPEAKS
    ]
    if not may_be_headed:
        return found
    heads = list(_HEAD.finditer(lower))
    often = Counter(head[1] for head in heads)
    if len(often) < 2 or len(heads) < _LINES or max(often.values()) < 2:
        return found
    speaking = {head for head, number in often.items() if number > 1 and _is_somebody(head)}
    return found + [
        Span(*head.span(1), Label.PERSON, _SPEAKER)
        for head in heads
        if head[1] in speaking and taken.get(head.start(1), 0) < head.end(1)
    ]


def _is_somebody(head: str) -> bool:
    """Whether a word of what stands before the colon may be a name, and none is a title or a function."""
    words = [word for word in re.split("[^a-z]", head) if len(word) > 1]
    if any(word in _NOBODY_SPEAKS for word in words):
        return False
    facts = [known(word) for word in words]
    return any(not common or first >= 5 for first, _, common, _ in facts)
