"""Text without case, accents or punctuation: how titles, choices and searches are compared."""

import re
import unicodedata

_APART = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """ "  Base légale (RGPD) " is "base legale rgpd"; "n°" and "no" are the same word, as are "œ" and "oe"."""
    flat = unicodedata.normalize(
        "NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae").replace("°", "o")
    )
    bare = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return _APART.sub(" ", bare).strip()
