"""Numbers as they are dictated: "un cinquante-huit zéro sept trente-trois", "zéro six, 50, onze", "R K quinze".

A block that holds such a number is written anew with digits, and read as any other; what is found there comes back to
the words. So each detector that knows a number in digits knows it dictated. A number said in one go, an amount, a
year, is left as it stands: only several numbers in a row, one with letters spelled, or a telephone with pauses said
between its digits ("06 21 puis 90 puis 34 12") are a dictation.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import re2

from garant.privacy.folded import Folded
from garant.privacy.labels import Label
from garant.privacy.number_words import SCALES, TENS, UNITS, any_of
from garant.privacy.span import Span

_WORDS = any_of(*UNITS, *TENS, *SCALES)
# What is said between two numbers, and how it is written.
_SAID_SIGNS = {"tiret": "-", "slash": "/", "barre": "/", "cle": " cle ", "clef": " cle "}
_HESITATIONS = (
    "puis|ensuite|apres|enfin|encore|plus|fois|espace|blanc|pause|euh|heu|hum|virgule|points?|tirets"
)
_PAUSES = rf"(?:et )?(?:{_HESITATIONS})|et"
_NATO = [
    "alpha",
    "bravo",
    "charlie",
    "delta",
    "echo",
    "fox-?trot",
    "golf",
    "hotel",
    "india",
    "juliett?e?",
    "kilo",
    "lima",
    "mike",
    "november",
    "oscar",
    "papa",
    "quebec",
    "romeo",
    "sierra",
    "tango",
    "uniform",
    "victor",
    "whiskey",
    "x-?ray",
    "yankee",
    "zoulou",
    "zulu",
]
# Stdlib `re`, each anchored at one place and bounded.
_GAP = re.compile(
    rf"(?:[ ]\.{{2,3}}[ ]|[ ,;.:/*-]{{0,4}})(?:\n[ ]{{0,3}})?(?:(?:{_PAUSES}|(?P<sign>tiret|slash|barre|cle|clef))[ ,.-]{{1,3}}){{0,3}}"
)
_NUMERAL = re.compile(rf"({_WORDS})(?![a-z0-9'])")
# After the first zero of a telephone: "zéro quatre, vingt et un".
_FOUR = re.compile(r"quatre(?=[ ]vingts?\b)")
_JOIN = re.compile(r"[ ]?-?[ ]?(?:et[ -])?")
_HYPHENED = re.compile(r"\b(fox|x)-(trot|ray)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,4}(?![0-9a-z])")
_LETTERS = re.compile(rf"(?:(?:{'|'.join(_NATO)})|[a-z]{{1,2}})(?![0-9a-z'])")
_LETTERS_BEFORE = re.compile(rf"(?<![a-z0-9])(?:(?:{'|'.join(_NATO)})[ -]|[a-z]{{1,2}}[ -]){{1,4}}$")
# Two words of numbers in a row, but for what may stand between: most blocks hold none.
_LIKELY = re2.compile(
    rf"\b(?:{_WORDS})[ ,.;:/*-]+(?:[a-z]{{1,2}}[ -]|\d{{1,4}}[ ,-]+|(?:{_PAUSES}|tiret|slash|barre)[ ,.-]{{1,3}}){{0,3}}(?:{_WORDS})\b"
    rf"|\b(?:{_WORDS})[ ,-]+\d|(?:\d|\b(?:{_WORDS}))[ ,.;:/*-]+(?:et )?(?:{_HESITATIONS}|tiret|slash)[ ,.-]+(?:\d|(?:{_WORDS})\b)"
    rf"|\b0\d{{0,3}}(?:[ ,.-]{{1,3}}\d{{1,4}}){{1,8}}[ ,-]{{1,3}}(?:{_WORDS})\b"
)
_MOST_TOKENS = 60  # of one dictation
_LEFT_OVER = 2  # numbers
_PHONE_DIGITS = 10
_TELEPHONE = re.compile(r"(?<!\d)(?<!\d[ /-])0[1-79](?:[ /-]?\d){7,9}(?![ /-]?\d)")


@dataclass(frozen=True, slots=True)
class _Token:
    """`start`, `end` in the block; `written` its digits or letters; `gap` what is written before it."""

    start: int
    end: int
    written: str
    gap: str
    word: bool  # a number in words


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token that is written anew: where it stands now, and stood; how many of its dictation stand before and after."""

    start: int
    end: int
    origin_start: int
    origin_end: int
    place: int
    following: int
    said: bool  # in words, or with words between it and the others


@dataclass(frozen=True, slots=True)
class Dictated:
    """The block with its dictated numbers in digits, and where the pieces of these stand in both."""

    folded: Folded
    _pieces: tuple[_Piece, ...]  # in order

    def origin(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Those of `spans` that hold a dictated number, as they stand in the block.

        What is left of a dictation before or after one, a number or two, belongs to it.
        """
        pieces = self._pieces
        ends, starts = [piece.end for piece in pieces], [piece.start for piece in pieces]
        for span in (*spans, *self._telephones()):
            first_at, after = bisect_right(ends, span.start), bisect_left(starts, span.end)
            if first_at < after:
                first, last = pieces[first_at], pieces[after - 1]
                start = first.origin_start - max(0, first.start - span.start)
                end = last.origin_end + max(0, span.end - last.end)
                # A telephone begins with its own zero: "dossier 12, puis zéro six …".
                begun = span.label is Label.PHONE or span.start < first.start
                if not begun and first.place <= _LEFT_OVER:
                    start = pieces[first_at - first.place].origin_start
                if span.end <= last.end and last.following <= _LEFT_OVER:
                    end = pieces[after - 1 + last.following].origin_end
                yield Span(start, end, span.label, span.score)

    def _telephones(self) -> Iterator[Span]:
        """Those said in words, whatever stands around: who says one gives it as somebody's, a desk prints its own."""
        spoken = [piece.start for piece in self._pieces if piece.said]
        for found in _TELEPHONE.finditer(self.folded.text):
            if bisect_left(spoken, found.start()) < bisect_left(spoken, found.end()):
                yield Span(*found.span(), Label.PHONE, 0.85)


def dictated(block: Folded) -> Dictated | None:
    """The block in digits; None where nothing is dictated in it."""
    if _LIKELY.search(block.lower.encode("ascii")) is None:
        return None
    pieces: list[_Piece] = []
    texts: list[str] = []
    done = length = at = 0
    while (found := _FIRST.search(block.lower, at)) is not None:
        run = _run(block, found.start(), done)
        at = max(found.end(), run[-1].end if run else 0)
        paused = _is_paused(block.lower, run)
        if not paused and not _is_dictation(run):
            continue
        texts.append(block.text[done : run[0].start])
        length += run[0].start - done
        for place, token in enumerate(run):
            texts += (token.gap, token.written)
            length += len(token.gap)
            end = length + len(token.written)
            pieces.append(
                _Piece(length, end, token.start, token.end, place, len(run) - place - 1, paused or token.word)
            )
            length = end
        done = run[-1].end
    if not pieces:
        return None
    texts.append(block.text[done:])
    text = "".join(texts)
    return Dictated(Folded(text, text.lower(), heading=block.heading), tuple(pieces))


_FIRST = re.compile(
    rf"(?<![a-z0-9'])(?:{_WORDS})(?![a-z0-9'])|(?<![a-z0-9'])\d{{1,4}}(?=[ ,-]{{1,3}}(?:{_WORDS})\b)"
    rf"|(?<![a-z0-9'])(?<!\d[ .,])0\d{{1,3}}(?=(?:[ ,.;:/*-]{{1,5}}\d{{1,4}}){{0,8}}[ ,.;:/*-]{{1,5}}(?:{_WORDS}|{_PAUSES}|tiret|slash)\b)"
)


def _run(block: Folded, at: int, done: int) -> list[_Token]:
    """The numbers and spelled letters in a row that begin with the number at `at`; letters spelled before it too."""
    lower, text = block.lower, block.text
    run: list[_Token] = []
    before = _LETTERS_BEFORE.search(lower, max(done, at - 30), at)
    if before is not None and not text[at].isupper():
        spelled = text[before.start() : at].strip(" -")
        if _is_spelled(spelled):
            run.append(_Token(before.start(), before.start() + len(spelled), _spelled(spelled), "", False))
    gap = " " if run else ""
    while len(run) < _MOST_TOKENS:
        token = _token(block, at, gap, run)
        if token is None or (token.word and _is_typed_phone(run)):
            break
        run.append(token)
        between = _GAP.match(lower, token.end)
        assert between is not None  # it may be empty
        if between.end() == token.end:
            break
        gap = _SAID_SIGNS.get(between["sign"] or "", " ")
        at = between.end()
    while run and (not run[-1].gap.strip() and _is_article(block, run)):
        run.pop()
    return run


def _token(block: Folded, at: int, gap: str, run: Sequence[_Token]) -> _Token | None:
    lower = block.lower
    if _NUMERAL.match(lower, at) is not None:
        four = _FOUR.match(lower, at) if len(run) == 1 and run[0].written == "0" else None
        value, end = _number(lower, at) if four is None else ("4", four.end())
        zero = bool(run) and run[-1].word and set(run[-1].written) == {"0"}
        return _Token(at, end, value, "" if zero and gap == " " else gap, True)
    if (digits := _DIGITS.match(lower, at)) is not None:
        return _Token(at, digits.end(), digits[0], gap, False)
    letters = _LETTERS.match(lower, at)
    if letters is None or not _is_spelled(block.text[at : letters.end()]):
        return None
    if len(letters[0]) < 3 and run and run[-1].word and block.text[run[-1].start].isupper():
        return None  # all is in capitals: "DEUX A TROIS"
    joined = "" if run and run[-1].written.isalpha() else " "
    return _Token(at, letters.end(), _spelled(letters[0]), joined if run else "", False)


def _is_spelled(letters: str) -> bool:
    """Whether these are letters of a code: capitals, or words of the alphabet of radio."""
    return letters.isupper() or all(len(part) > 2 for part in _parts(letters))


def _spelled(letters: str) -> str:
    return "".join(part[0] if len(part) > 2 else part for part in _parts(letters)).upper()


def _parts(letters: str) -> list[str]:
    return _HYPHENED.sub(r"\1\2", letters).replace("-", " ").split()


def _is_article(block: Folded, run: Sequence[_Token]) -> bool:
    """Whether the last "un" is the article of the word after it: "… et un P comme Paul"."""
    last = run[-1]
    if not last.word or last.written != "1" or len(run) < 2:
        return False
    linked = block.lower[run[-2].end : last.start].strip(" ,.-") != ""
    return linked and re.match(r"[ ][a-z]", block.lower[last.end : last.end + 2]) is not None


def _number(lower: str, at: int) -> tuple[str, int]:
    """One number in words, as long as its words make one: "deux cent onze", "quatre-vingt-dix-sept". Its digits, its end."""
    thousands = hundreds = below = 0
    end = at
    open_to = 1000  # the next word has to be worth less than this, or be a scale
    first = True
    while (found := _NUMERAL.match(lower, at)) is not None:
        word = found[1]
        if word == "zero":
            if first:
                return "0", found.end()
            break
        if word in SCALES:
            scale = SCALES[word]
            if scale == 1000:
                if thousands:
                    break
                thousands, hundreds, below, open_to = max(1, hundreds + below), 0, 0, 1000
            else:
                if hundreds or below > 9 or (below == 1 and not first):
                    break
                hundreds, below, open_to = max(1, below) * 100, 0, 100
        elif word in ("vingt", "vingts") and below == 4:
            below, open_to = 80, 20
        else:
            value = TENS.get(word) or UNITS[word]
            if value >= open_to or (below and value == 4 and _EIGHTY.match(lower, found.end()) is not None):
                break  # "vingt quatre-vingt-dix" are two
            below += value
            if value == 60:
                open_to = 20
            elif value >= 20:
                open_to = 10
            elif value == 10:
                open_to = 10 if _TEENS.match(lower, found.end()) else 0
            else:
                open_to = 0
        first = False
        end = found.end()
        join = _JOIN.match(lower, end)
        assert join is not None  # it may be empty
        at = join.end()
        if at == end:
            break
    total = thousands * 1000 + hundreds + below
    return str(total), end


_EIGHTY = re.compile(r"-vingts?(?![a-z])")
_TEENS = re.compile(r"[ -](?:sept|huit|neuf)(?![a-z])")


def _is_dictation(run: Sequence[_Token]) -> bool:
    """Whether these are dictated: several numbers in a row, or some with letters or signs said between them."""
    words = sum(token.word for token in run)
    numbers = sum(token.written.isdigit() for token in run)
    digits = sum(len(token.written) for token in run if token.written.isdigit())
    spelled = any(not token.written.isdigit() or token.gap.strip() for token in run)
    zero = any(token.written.startswith("0") for token in run)
    if not words or digits < 3:
        return False
    return (numbers > 2 and digits > 4) or spelled or (zero and numbers > 1 and digits > 5)


def _is_typed_phone(run: Sequence[_Token]) -> bool:
    """Whether the run so far is a telephone in digits, to which no word belongs: "06 12 34 56 78, deux enfants"."""
    digits = "".join(token.written for token in run)
    return len(digits) == _PHONE_DIGITS and digits[0] == "0" and not any(token.word for token in run)


def _is_paused(lower: str, run: Sequence[_Token]) -> bool:
    """Whether these are the digits of a telephone with pauses said between them: "06 21 puis 90 puis 34 12"."""
    digits = "".join(token.written for token in run)
    return (
        digits.isdigit()
        and digits.startswith("0")
        and 9 <= len(digits) <= 11
        and len(run) >= 4
        and len(run[0].written) != 3
        and _PAUSE.search(lower, run[0].start, run[-1].end) is not None
    )


_PAUSE = re.compile(rf"\b(?:{_HESITATIONS}|tiret|slash)\b")
