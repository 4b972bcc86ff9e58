"""A name with what belongs to it beside what was read of it: initials, particles, the half that an underscore joins."""

import re

from garant.privacy.folded import Folded
from garant.privacy.name_page import known
from garant.privacy.name_words import TWO_INITIALS

# Stdlib `re`, on a dozen characters. "M." before a name is a title; "a" and "y" after one are words.
_INITIALS_BEFORE = re.compile(
    r"(?<![A-Za-z0-9.])(?!M\.(?!-)|MM\.|Mr\.|Dr\.|Pr\.|St\.|Me\.)(?:[A-Z][a-z]?\.[ -]?){1,3}\Z"
)
_BEFORE_INITIALS = frozenset(" -")
_INITIAL_AFTER = re.compile(
    r"[ -](?:[A-Z]\.(?:-?[A-Z][A-Za-z]?\.|[ ][A-Z]\.(?![A-Za-z]))?|[A-Z][a-z]?\.-[A-Z]\.|[A-Z]-[A-Z](?![A-Za-z])|(?![AY])[A-Z](?![A-Za-z0-9'-])|(?![ay])[a-z]\.(?=\s|$))"
)
# At the head of a field or after a title; elsewhere "DE" is that of "DOSSIER DE DUPONT".
_UPPER_PARTICLES = re.compile(
    r"(?:^|[^A-Za-z0-9' ]|[^A-Z] |M\. |MME )((?:(?:DE|DU|DES|LE|LA|VAN|VON|DER|DEN|EL|AL|BEN|DA|DOS|DI|D'|L')[ ]?){1,3})(?<=[ '])\Z"
)
_CAPITAL_PARTICLES = re.compile(
    r"(?:[a-z,]|\bM\.) ((?:(?:Le|La|Du|Des|De|Van|Von|El|Ben|Da|Di|Dos|D'|L')[ ]?){1,3})(?<=[ '])\Z"
)
_TITLED_PARTICLES = re.compile(
    r"\b(?:M\.|MM\.|[Mm]me|[Mm]lle|[Mm]onsieur|[Mm]adame|[Mm]aitre|[Dd]octeur|[nN]ee|epouse|[vV]euve|famille(?= de la)) "
    r"((?:de la |de l'|de |du |des |d'|van der |van |von |el |ben |al ))\Z"
)
# "12;de Turckheim Odile", "Nom : de Carvalho"; and "3. Le Floc'h Ronan", where "Le Martin" would be no name.
_OF_A_FIELD = re.compile(r"(?:[;|\t] ?|: )((?:de la|de|du|des|da|dos|van|von|el|ben) )\Z")
_AT_THE_HEAD = re.compile(r"(?:^|[\n;|\t>] ?|[:.] )((?:Le|La|De|Du|Des|Da|Dos) )\Z")
# What all these end with, in any case.
_PARTICLE_ENDS = (
    "de ", "du ", "des ", "le ", "la ", "van ", "von ", "der ", "den ", "el ", "al ", "ben ", "da ", "dos ", "di ", "d'", "l'", "d' ", "l' ",
)  # fmt: skip
_TWO_WORDS = re.compile(r"([a-z]+) ([a-z]+(?:'[a-z])?)")
_HALF = re.compile("[a-z]{2,40}(?![a-z])")
_HALF_BEFORE = re.compile(r"[a-z]{2,40}\Z")
_ENDING = re.compile("'[a-zA-Z]{1,2}(?![A-Za-z])")  # "Le Floc'h"


def whole_name(block: Folded, start: int, end: int) -> tuple[int, int]:
    """Where the name that was read at start..end begins and ends."""
    start, end = _with_joined(block, *with_initials(block.text, start, end))
    return _with_particles(block.text, start), end


def with_initials(text: str, start: int, end: int) -> tuple[int, int]:
    """The name with the initials that stand before and after it: "J.-P. Huchet", "Kylian M." """
    # An initial's point has at most a blank behind it.
    if "." in text[max(0, start - 2) : start]:
        before = _INITIALS_BEFORE.search(text[max(0, start - 9) : start])
        if before is not None:
            start -= len(before[0])
    elif text[max(0, start - 3) : start - 1] in TWO_INITIALS and _is_apart(text, start - 3):
        start -= 3
    mark = text[end : end + 1]
    after = None
    if mark in _BEFORE_INITIALS:
        after = _INITIAL_AFTER.match(text, end, end + 8)
    elif mark == "'":
        after = _ENDING.match(text, end, end + 4)
    return start, after.end() if after is not None else end


def _is_apart(text: str, start: int) -> bool:
    """Whether two letters and a blank from `start` on are a word of their own: not "PV-JP Blanc", "n JM Blanc"."""
    return text[start + 2 : start + 3] == " " and not (
        text[start - 1 : start].isalnum() or text[start - 1 : start] in {"-", "_", "/", "@", "."}
    )


def _with_particles(text: str, start: int) -> int:
    """Where the name begins with the particle before it: "LE BRIS" in capitals, "mme Le Coz" within a sentence."""
    if not text[max(0, start - 4) : start].lower().endswith(_PARTICLE_ENDS):
        return start
    pattern = _UPPER_PARTICLES if text[start : start + 2].isupper() else _CAPITAL_PARTICLES
    before = pattern.search(text, max(0, start - 14), start)
    if before is None and text[start - 1 : start] in {" ", "'"}:
        before = _TITLED_PARTICLES.search(text, max(0, start - 24), start)
    if before is None and text[start - 1 : start] == " ":
        before = _OF_A_FIELD.search(text, max(0, start - 14), start)
        if before is None:
            before = _AT_THE_HEAD.search(text, max(0, start - 14), start)
            if before is not None and not _is_one_surname(before[1] + text[start : start + 24]):
                before = None
    return start if before is None else before.start(1)


def _is_one_surname(text: str) -> bool:
    """Whether the lists know the particle and the word after it as one surname: "Le Bras", "LEBRAS"."""
    words = _TWO_WORDS.match(text.lower())
    return words is not None and known(words[1] + words[2].replace("'", ""))[1] >= 3


def _with_joined(block: Folded, start: int, end: int) -> tuple[int, int]:
    """The name with the other half that an underscore joins to it: "Benali_Karima_CNI.pdf"."""
    text, lower = block.text, block.lower
    if text[end : end + 1] == "_":
        after = _HALF.match(lower, end + 1, end + 41)
        if after is not None and names_somebody(after[0]):
            end = after.end()
    if text[start - 1 : start] == "_":
        before = _HALF_BEFORE.search(lower, max(0, start - 41), start - 1)
        if before is not None and names_somebody(before[0]):
            start = before.start()
    return start, end


def names_somebody(word: str) -> bool:
    """Whether the lists know the word as a name, rather than as a word of the language."""
    first, last, common, _ = known(word)
    return (first >= 4 or last >= 3) and not (common and first < 4 and last < 5)
