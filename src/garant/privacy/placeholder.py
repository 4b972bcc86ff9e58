"""The grammar of a placeholder: how we write one, and every form in which a model may give it back.

We write `[PERSONNE_4127]`, `[PERSONNE_4127b]` for another surface form of the same value, `[PERSONNE_F_4127]`
where French needs the gender. A form that a model gives back is read from its number outwards, since numbers
are rare and those of a mapping rarer: the word and what joins it stand before, a suffix and the closing after.

- Between square brackets, of any kind or escaped, nearly anything is read: case, accents, spaces, line breaks,
  zero-width characters, Markdown escapes and emphasis, another joint, a plural, a translated word.
- With one bracket lost, others in its place (`<…>`, `{…}`), or none, the word must stand whole and be joined by
  an underscore; a space will do for a word that nobody counts ("personne 4127", but never "dossier 4127").

What we write starts at a "[" and ends at its "]", and "[" stands nowhere else in a form: so no form that begins
in the text around can reach into ours, and none of ours can grow into it.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from garant.privacy.false_values import false_value
from garant.privacy.placeholder_words import COUNTLESS, LONGEST, OURS, READ

_LONGEST_NUMBER = 12
LONGEST_SUFFIX = 3
_WIDEST_GAP = 3

# Stdlib `re`, on windows of at most HOLD_BACK characters beside a number: every repetition is bounded.
_ZERO_WIDTH = "\u00ad\u200b-\u200d\u2060\ufeff"
GAP = f"[ \\t\\r\\n\u00a0\u202f\u2007-\u2009{_ZERO_WIDTH}]{{0,{_WIDEST_GAP}}}"
FIRST = "[A-Za-zÀ-ÖØ-öø-ÿＡ-Ｚａ-ｚ]"
LETTER = f"[A-Za-zÀ-ÖØ-öø-ÿＡ-Ｚａ-ｚ\u0300\u0301{_ZERO_WIDTH}]"
LONGEST_WORD = LONGEST + 4
_DIGIT = "[0-9０-９]"
DIGITS = f"{_DIGIT}(?:[{_ZERO_WIDTH}]?{_DIGIT}){{0,{_LONGEST_NUMBER}}}"
EMPHASIS = "[*_`]{0,3}"
_UNDERSCORE = r"(?:\\{0,2}[_＿]|&(?:#0?95|#[xX]5[fF]|lowbar);)"
_JOINT = f"{GAP}(?:{_UNDERSCORE}|[-‐‑–—:.#]|n[°º]|N[°º])?{GAP}"
_BEFORE_SUFFIX = r"\\{0,2}_|-"  # "[PERSONNE_4127_b]"
_SQUARE_OPEN = r"(?:\\?[\[［【⟦]|&(?:#0?91|#[xX]5[bB]|lsqb|lbrack);)"
_SQUARE_CLOSE = r"(?:\\?[\]］】⟧]|&(?:#0?93|#[xX]5[dD]|rsqb|rbrack);)"
# Others, read only where both are there; an angle or a brace of the text itself never touches a word of ours.
_PAIRS = {"<": ">", "{": "}", "{{": "}}", "&lt;": "&gt;", "⟨": "⟩", "‹": "›", "＜": "＞", "｛": "｝"}
_PAIR_OPEN = r"(?:\{{1,2}|[<⟨‹＜｛]|&lt;)"
# Not in the middle of a word; emphasis by underscores is none ("_PERSONNE_4127_").
_STARTS = rf"(?<![{_ZERO_WIDTH}])(?<![^\W_])(?<![^\W_]_)(?<![^\W_]__)"
_ENDS = r"(?!_{0,2}[^\W_])"

_NUMBER = re.compile(f"{_DIGIT}(?:[{_ZERO_WIDTH}]?{_DIGIT})*")  # begins with a class: the scan is fast
_LEFT = re.compile(
    f"(?:(?:(?P<square>{_SQUARE_OPEN})|(?P<pair>{_PAIR_OPEN})){GAP}{EMPHASIS}{GAP}|{_STARTS})"
    f"(?P<word>{FIRST}{LETTER}{{1,{LONGEST_WORD}}})"
    rf"(?P<joint>{_JOINT}(?:(?P<gender>[FHMWfhmw])(?:{_JOINT}))?)\Z"
)
_IN_SQUARE = re.compile(
    f"{GAP}(?:{_BEFORE_SUFFIX})?(?P<suffix>[A-Za-z]{{0,{LONGEST_SUFFIX}}}){GAP}{EMPHASIS}{GAP}{_SQUARE_CLOSE}"
)
_IN_PAIR = re.compile(f"(?P<suffix>[A-Za-z]{{0,{LONGEST_SUFFIX}}}){GAP}{EMPHASIS}")
_BARE = re.compile(f"(?P<suffix>[A-Za-z]{{0,{LONGEST_SUFFIX}}}){_ENDS}")
_LONE_CLOSE = re.compile(rf"{_SQUARE_CLOSE}(?!\()")  # "[le dossier de PERSONNE_4127](…)" is a link
_OURS = re.compile(f"\\[([A-Z]+)_(?:[FH]_)?([0-9]{{1,{_LONGEST_NUMBER}}})([a-z]{{0,{LONGEST_SUFFIX}}})\\]")
# The same, read backwards from the number: few things can stand there, so that it is soon told.
BACK_OPEN = f"(?:{GAP}{EMPHASIS}{GAP}(?:[\\[［【⟦]\\\\?|[{{<⟨‹＜｛]{{1,2}}|;[0-9A-Za-z#]{{1,7}}&))?"
BACK_WORD = f"(?P<word>{LETTER}{{1,{LONGEST_WORD}}}{FIRST})(?!{FIRST})"
_BACK_UNDERSCORE = r"(?:[_＿]\\{0,2}|;(?:590?|[fF]5[xX])#&|;rabwol&)"
_BACK_JOINT = f"{GAP}(?:{_BACK_UNDERSCORE}|[-‐‑–—:.#]|[°º][nN])?{GAP}"
_BACK_LEFT = re.compile(f"{_BACK_JOINT}(?:[FHMWfhmw](?!{FIRST}){_BACK_JOINT})?{BACK_WORD}{BACK_OPEN}")
_WIDEST_LEFT = 8 + 4 * _WIDEST_GAP + 3 + LONGEST_WORD + 2 * (2 * _WIDEST_GAP + 8) + 1

# The longest stretch that may have to be seen whole, in characters.
HOLD_BACK = _WIDEST_LEFT + 2 * _LONGEST_NUMBER + LONGEST_SUFFIX + 3 * _WIDEST_GAP + 3 + 3 + 8 + 3
# How much of what went before must be kept, to know whether a word begins there.
LOOK_BEHIND = 3


@dataclass(frozen=True, slots=True)
class Name:
    """What a placeholder names, whatever the form it is written in. Its gender tells nothing of who it is."""

    word: str
    number: str
    suffix: str = ""
    gender: str = field(default="", compare=False)

    def __str__(self) -> str:
        gender = f"{self.gender}_" if self.gender else ""
        return f"[{self.word}_{gender}{self.number}{self.suffix}]"

    @property
    def stem(self) -> tuple[str, str]:
        """Word and number: what all surface forms of one value share."""
        return self.word, self.number


@dataclass(frozen=True, slots=True)
class Form:
    """`text[start:end]` reads as this name."""

    start: int
    end: int
    name: Name


def forms(text: str, numbers: Container[str] | None = None, start: int = 0) -> Iterator[Form]:
    """What reads as a placeholder in `text` from `start` on: sorted, none overlapping another.

    With `numbers`, only those that bear one of them. Linear in the length of the text.
    """
    done = start
    for run in _NUMBER.finditer(text, start):
        number = run[0]
        if not number.isascii():
            number = spelled_out(number)
        if len(number) > _LONGEST_NUMBER or (numbers is not None and number not in numbers):
            continue
        form = _around(text, run.start(), run.end(), number, done)
        if form is not None:
            yield form
            done = form.end


def read(placeholder: str) -> Name | None:
    """The name behind a text that is one placeholder and nothing else."""
    ours = _OURS.fullmatch(placeholder)
    if ours is not None and ours[1] in OURS:
        return Name(ours[1], ours[2], ours[3])
    form = next(forms(placeholder), None)
    if form is None or form.start > 0 or form.end < len(placeholder):
        return None
    return form.name


def is_placeholder(text: str) -> bool:
    """Whether `text` is one placeholder, or one false value, and nothing else: what the keys of a mapping are."""
    return read(text) is not None or false_value(text) is not None


def _around(text: str, start: int, end: int, number: str, floor: int) -> Form | None:
    """The form whose number stands at start..end, nothing of it before `floor`."""
    if start == floor:
        return None
    left = _left_of(text, start, floor)
    if left is None:
        return None
    spelled = spelled_out(left["word"])
    word = READ.get(spelled)
    if word is None or (left["gender"] and word != _PERSON):
        return None
    close: re.Match[str] | None
    if left["square"]:
        close = _IN_SQUARE.match(text, end)
        if close is not None:
            return Form(left.start(), close.end(), Name(word, number, close["suffix"].lower()))
    if not _is_joined(left["joint"], spelled):
        return None
    if left["pair"]:
        close = _IN_PAIR.match(text, end)
        if close is not None and text.startswith(_PAIRS[left["pair"]], close.end()):
            last = close.end() + len(_PAIRS[left["pair"]])
            return Form(left.start(), last, Name(word, number, close["suffix"].lower()))
    close = _BARE.match(text, end)
    if close is None:
        return None
    first, last = left.start("word"), close.end()
    if left["square"]:
        first = left.start()
    elif not left["pair"]:
        lone = _LONE_CLOSE.match(text, last)
        last = lone.end() if lone is not None else last
    return Form(first, last, Name(word, number, close["suffix"].lower()))


def _left_of(text: str, start: int, floor: int) -> re.Match[str] | None:
    """What stands before a number: found backwards, where few things can stand, then read forwards."""
    back = _BACK_LEFT.match(text[max(floor, start - _WIDEST_LEFT) : start][::-1])
    if back is None:
        return None
    return _LEFT.match(text, start - back.end(), start) or _LEFT.match(text, start - back.end("word"), start)


def _is_joined(joint: str, spelled: str) -> bool:
    """Whether word and number belong together without brackets to say so."""
    if "_" in joint or "＿" in joint or "&" in joint:
        return True
    return spelled in COUNTLESS and joint != "" and not any(mark in joint for mark in ":.#°º")


def spelled_out(word: str) -> str:
    """Capitals, no accents, no zero-width characters; full-width characters are read as ours."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(character for character in decomposed if character.isalnum())
    return word.upper()


_PERSON = "PERSONNE"
