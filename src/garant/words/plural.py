"""French plurals: 0 and 1 are singular, and so is 1,5 (the plural starts at 2)."""


def count(number: float, singular: str, plural: str | None = None) -> str:
    """`count(2, "donnée")` is "2 données"; give `plural` where an s is not enough."""
    word = singular if abs(number) < 2 else (plural if plural is not None else singular + "s")
    shown = f"{number:,}".replace(",", "\u202f").replace(".", ",")
    return f"{shown} {word}"
