"""What is stated after a word: "login Pronote : lroux4", "le mdp du wifi c'est …", a label and its value a line below.

Read piece by piece from the end of the announcing word: words of linking that the caller knows, signs, remarks in
brackets, then the value. The first piece that is none of these is the value, so that a word of something else ends the
search by being no fit value. At most `_REACH` characters are looked at, each once: linear whatever the text.
"""

import re
from dataclasses import dataclass

from garant.privacy.folded import Folded
from garant.privacy.vocabulary import as_words

_REACH = 120  # characters after the word in which the value begins
_LONGEST = 200  # characters of a value
_PIECES = 10  # words and signs between the two
# Stdlib `re`, each anchored by `match` and bounded by `_REACH`.
_SIGN = re.compile(r"-{0,2}>|=>|:=|[:=|;]+|-{1,2}(?=[ \t])|\.{3,40}")
_SIGN_BEGINS = frozenset("-=>:|;.")
_BETWEEN = re.compile(r"[ :=;,|/-]*")
_CELL_END = frozenset("|;")
_WORD = re.compile(r"[a-z]+(?:'(?:est|etait|appelle))?")
_NUMBER = re.compile(r"(?:no?[ ]?)?\d(?=[ ]?[:=])")  # "code du portail 1 : …"
_NUMBER_BEGINS = frozenset("n0123456789")
_ELIDED = re.compile(r"(?:l|d|qu)'(?=[a-z])")
_ELIDED_BEGINS = frozenset("ldq")
_PLAIN = re.compile(r"[^\s|<>\"]+")
_QUOTED = {'"': re.compile(r'[^"\n]+'), "'": re.compile(r"[^'\n]+"), "<": re.compile(r"[^<>\n]+")}
_AFTER_WORD = frozenset("\"'*)_]>")  # close what holds the announcing word: '"login":', "(login) :"
STATES = as_words(
    "est sera etait c'est cest c s'appelle m'appelle sont devient donne reste demeure redevient"
)
# After a sign nothing else may come before the value: "login : voir le courrier" states none.
_AFTER_SIGN = STATES | {"le", "la", "les", "toujours", "desormais", "bien"}


@dataclass(frozen=True, slots=True)
class Stated:
    """`start`, `end` are places in the text; `link` the words passed over, lower case."""

    start: int
    end: int
    link: frozenset[str]
    sign: bool  # ":" or "=" or "est" stands between
    quoted: bool
    below: bool  # the value stands on a later line


def stated(folded: Folded, at: int, links: frozenset[str]) -> Stated | None:
    """The value that the word which ends at `at` announces, whatever it looks like; the caller judges it."""
    lower = folded.lower
    limit = min(len(lower), at + _REACH)
    link: list[str] = []
    sign = below = False
    while at < limit and lower[at] in _AFTER_WORD:
        sign = sign or lower[at] == ">"
        at += 1
    if lower[at : at + 2] == ". ":
        at += 1  # a word cut short: "ident. : …"
    for piece in range(_PIECES):
        begin = at
        while at < limit and lower[at] in " \t":
            at += 1
        if at >= limit:
            return None
        character = lower[at]
        if character in "\r\n":
            if below or (link and not sign):
                return None
            at = _next_line(lower, at, limit)
            below = True
        elif character in _SIGN_BEGINS and (found := _SIGN.match(lower, at, limit)) is not None:
            # A cell's end or the end of a clause promises less than a colon.
            sign = sign or not _CELL_END.issuperset(found[0])
            at = found.end()
        elif begin == at and not piece and not sign and character not in "(,\"'<":
            return None  # the word goes on: "login.php"
        elif character == "(":
            end = lower.find(")", at, min(limit, at + 48))
            remark = end > 0 and lower[end + 1 : end + 4].lstrip()[:1] in (":", "=")
            at = end + 1 if remark else at + 1
        elif character in _QUOTED:
            return _within(folded, at, character, frozenset(link), sign, below)
        elif character == ",":
            at += 1
        elif (
            not sign
            and character in _NUMBER_BEGINS
            and (number := _NUMBER.match(lower, at, limit)) is not None
        ):
            at = number.end()
        elif (
            not sign
            and character in _ELIDED_BEGINS
            and (elided := _ELIDED.match(lower, at, limit)) is not None
        ):
            at = elided.end()
        else:
            word = _WORD.match(lower, at, limit)
            known = _AFTER_SIGN if sign else links | STATES
            if word is None or word[0] not in known or not _ends(lower, word.end()):
                return _plain(folded, at, frozenset(link), sign, below)
            if len(word[0]) > 3 and word[0] in link:
                return None  # a text that goes round in circles: nobody says a word twice here
            sign = sign or word[0] in STATES
            link.append(word[0])
            at = word.end()
    return None


def says_itself(folded: Folded, start: int, end: int) -> bool:
    """Whether the same word comes again at once ("code code", "mdp : mdp :"): it announces nothing here.

    Asked first: a text made of one such word costs no more than another.
    """
    lower = folded.lower
    at = _BETWEEN.match(lower, end, end + 6).end()  # type: ignore[union-attr]
    return at > end and lower.startswith(lower[start:end], at)


def _ends(lower: str, at: int) -> bool:
    """Whether a word ends here: not "mon.login", "agent2", "compte-rendu"."""
    following = lower[at : at + 2]
    return not following or following[0] in ' \t\r\n:=,;)|"' or following in {". ", ".:"}


def _next_line(lower: str, at: int, limit: int) -> int:
    """Where the next line that holds something begins, one blank line over at most."""
    ends = 0
    while at < limit and lower[at] in "\r\n \t" and ends < 3:
        ends += lower[at] == "\n"
        at += 1
    return at


def _within(
    folded: Folded, at: int, mark: str, link: frozenset[str], sign: bool, below: bool
) -> Stated | None:
    text = folded.text
    held = _QUOTED[mark].match(text, at + 1, min(len(text), at + 1 + _LONGEST))
    if held is None:
        return None
    closing = ">" if mark == "<" else mark
    if text[held.end() : held.end() + 1] != closing:
        return _plain(folded, at + 1, link, sign, below)
    start = at + 1 + len(held[0]) - len(held[0].lstrip())
    end = held.end() - len(held[0]) + len(held[0].rstrip())
    return Stated(start, end, link, sign, True, below) if end > start else None


def _plain(folded: Folded, at: int, link: frozenset[str], sign: bool, below: bool) -> Stated | None:
    text = folded.text
    held = _PLAIN.match(text, at, min(len(text), at + _LONGEST))
    if held is None:
        return None
    value = held[0].rstrip(".,;:'")
    if value.endswith((")", "]")) and not ("(" in value or "[" in value):
        value = value.rstrip(")].,;:'")
    return Stated(at, at + len(value), link, sign, False, below) if value else None
