"""French plurals: 0 and 1 are singular, and so is 1,5 (the plural starts at 2)."""


def count(number: float, singular: str, plural: str | None = None) -> str:
    """`count(2, "donnée")` is "2 données"; give `plural` where an s is not enough."""
    word = singular if abs(number) < 2 else (plural if plural is not None else singular + "s")
    return f"{grouped(number)} {word}"


def grouped(number: float) -> str:
    """`grouped(200_000)` is "200 000", with the narrow space of French typography."""
    return f"{number:,}".replace(",", "\u202f").replace(".", ",")
