"""The golden rules of a charter on one sheet."""

import re
from dataclasses import dataclass

from garant.charter import Charter, Clause, Section, Status
from garant.charter.enumeration import french_date
from garant.paper import settled, typeset
from garant.press.as_pdf import template
from garant.press.contrast import Shade, readable
from garant.press.errors import PosterSizeUnknown
from garant.press.markdown import Sentences, parsed, plain

SIZES = ("A3", "A4")
ACCENT = "#9a3b16"  # the site's own, for an organisation that chose none
MOST = 10
FIRST_ENFORCED = 8
OWN_TITLE = "Nos règles"

# "règlement" is no rule of ours.
_GOLDEN = re.compile(r"\brègles?\s+d[’']or\b", re.IGNORECASE)
_RULES = re.compile(r"\brègles?\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")
_LONGEST_TITLE = 160
_LONGEST_SENTENCE = 190


@dataclass(frozen=True, slots=True)
class Poster:
    """One page, PDF/UA-1, and the colour that it was printed in."""

    pdf: bytes
    shade: Shade


@dataclass(frozen=True, slots=True)
class GoldenRules:
    """What a poster shows, under the title that the charter gives it. `others` clauses of that section have no room."""

    title: str
    clauses: tuple[Clause, ...]
    others: int = 0


def poster(charter: Charter, *, size: str = "A3", colour: str = ACCENT, address: str = "") -> Poster:
    """The poster of `golden_rules`. A colour too light to be read is darkened, and `shade` says so."""
    if size not in SIZES:
        raise PosterSizeUnknown(known=", ".join(SIZES))
    shade = readable(colour)
    rules = golden_rules(charter)
    organisation = shortened(settled(charter.blanks.organisation), _LONGEST_TITLE)
    content = {
        "meta": {
            "title": f"{rules.title} – {settled(charter.title)}",
            "author": charter.blanks.organisation,
            "language": "fr",
            "date": charter.version,
        },
        "size": size.lower(),
        "colour": shade.used,
        "organisation": organisation,
        "title": shortened(rules.title, _LONGEST_TITLE),
        "charter": shortened(settled(charter.title), _LONGEST_TITLE),
        "rules": [
            {"title": shortened(settled(clause.title), _LONGEST_TITLE), "sentence": first_sentence(clause)}
            for clause in rules.clauses
        ],
        "others": rules.others,
        "version": f"Version du {french_date(charter.version)}",
        "address": address,
    }
    return Poster(typeset(template("poster.typ"), content), shade)


def golden_rules(charter: Charter) -> GoldenRules:
    """The section named "règles d’or", or else "règles"; where there is none, the first clauses that software applies.

    A charter with neither shows its first clauses.
    """
    for pattern in (_GOLDEN, _RULES):
        named = next((section for section in charter.sections if _holds(section, pattern)), None)
        if named is not None:
            others = max(0, len(named.clauses) - MOST)
            return GoldenRules(settled(named.title), named.clauses[:MOST], others)
    clauses = list(charter.clauses)
    enforced = [clause for clause in clauses if clause.nature is Status.ENFORCED]
    return GoldenRules(OWN_TITLE, tuple((enforced or clauses)[:FIRST_ENFORCED]))


def first_sentence(clause: Clause) -> str:
    """What the clause says first; nothing where that is too long for a wall."""
    first = next((node for node in parsed(clause.text) if isinstance(node, Sentences)), None)
    if first is None:
        return ""
    sentence = _SENTENCE_END.split(plain([first]).replace("\n", " "), maxsplit=1)[0]
    return sentence if len(sentence) <= _LONGEST_SENTENCE else ""


def shortened(text: str, most: int) -> str:
    """Cut at a word, with "…": the whole charter is where the poster says."""
    line = " ".join(re.split(r"[ \n\t]+", text.strip()))
    if len(line) <= most:
        return line
    kept, _, _ = line[:most].rpartition(" ")
    return f"{kept or line[: most - 1]}…"


def _holds(section: Section, pattern: re.Pattern[str]) -> bool:
    return bool(section.clauses) and pattern.search(section.title) is not None
