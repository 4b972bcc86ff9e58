"""A form of number written as an example: it would recognise that one number and no other."""

import re

# Letters, digits and what stands between them as people write it: nothing that varies.
_LITERAL = re.compile(r"[\w ./:#'-]+")
# "45821", and what people write for "a digit": "99999", "XXXXX", "#####".
_DIGITS = re.compile(r"\d+|[Xx]{2,}|#+")


def literal_refused(expression: str) -> str | None:
    """A French sentence with the form that may have been meant, where `expression` recognises one writing alone."""
    if _LITERAL.fullmatch(expression) is None:
        return None
    told = "Rien ne varie dans cette forme : elle ne reconnaîtrait que ce qui est écrit là."
    meant = _DIGITS.sub(_any_digits, expression)
    if meant == expression:
        return f"{told} Écrivez \\d à la place de chaque chiffre."
    return f"{told} Écrivez \\d à la place de chaque chiffre, par exemple {meant}."


def _any_digits(found: re.Match[str]) -> str:
    return f"\\d{{{len(found[0])}}}" if len(found[0]) > 1 else "\\d"
