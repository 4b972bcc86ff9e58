"""A clause in its own words, for a refusal that a person can act on."""

import re
from collections.abc import Sequence

from garant.charter import Policy

_LONGEST = 700  # characters of a clause's text
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"\*\*|__|`|^#{1,6}\s+|^\s*[-*]\s+", re.MULTILINE)


def quote(policy: Policy, clauses: Sequence[str]) -> str:
    """« Clause 3.2, Les données : “…” », the first in full and the others by number and title."""
    known = [policy.clauses[clause] for clause in clauses if clause in policy.clauses]
    if not known:
        return "Aucune clause de la charte ne le permet."
    first, *others = known
    said = f"Clause {first.number} « {first.title} » : « {plain(first.text)} »"
    if others:
        named = ", ".join(f"{clause.number} « {clause.title} »" for clause in others)
        said += f" Voir aussi : {named}."
    return said


def plain(markdown: str) -> str:
    """The words of a Markdown text on one line, cut after a word if they are many."""
    text = " ".join(_MARKUP.sub("", _LINK.sub(r"\1", markdown)).split())
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
