"""What comes with a street: building, staircase, floor, door, kilometre, and the number written after it."""

from garant.privacy.postal.reader import Reader
from garant.privacy.postal.street import name
from garant.privacy.postal.words import COMPLEMENTS_CODE, ORDINALS, PARTICLES, SIDES, STOP, STOREYS


def code(reader: Reader, at: int) -> int:
    """One past the value of "bât.", "appt", "étage" … that begins at `at`; `at` where there is none."""
    words = reader.words
    j = at
    while (
        j < len(words)
        and j - at < 3
        and "\n" not in words[j].gap
        and (words[j].low in {".", ":", "n", "no", "num", "numero", "nr"})
    ):
        j += 1
    if j >= len(words) or "\n" in words[j].gap:
        return at
    value = words[j]
    if value.shape == "d":
        if len(value.low) > 5:
            return at
        j += 1
        if j < len(words) and words[j].gap == "" and words[j].is_word and len(words[j].low) <= 2:
            j += 1
        elif (
            j + 1 < len(words)
            and words[j].low in {"-", "/"}
            and words[j].gap == ""
            and words[j + 1].gap == ""
            and len(words[j + 1].low) <= 4
            and words[j + 1].shape != "p"
        ):
            j += 2
        return j
    if not value.is_word:
        return at
    if value.low in SIDES:
        return j + 1
    if (
        value.low in {"t", "f"}
        and j + 1 < len(words)
        and words[j + 1].shape == "d"
        and words[j + 1].gap == ""
    ):
        return at  # "logement : T4" is a size
    if len(value.low) <= 2 and (
        (value.low in "abcdefgh" and _alone(reader, j))
        or (value.low not in STOP and value.low not in PARTICLES)
        or (value.shape in "CU" and not reader.flat)
    ):
        j += 1
        if (
            j < len(words)
            and words[j].shape == "d"
            and words[j].gap in {"", " "}
            and len(words[j].low) <= 4
            and not (j + 1 < len(words) and words[j + 1].gap == "" and words[j + 1].low in ORDINALS)
        ):
            j += 1
        elif (
            j + 1 < len(words)
            and words[j].low == "-"
            and words[j].gap == ""
            and words[j + 1].gap == ""
            and words[j + 1].shape == "d"
        ):
            j += 2
        return j
    if (
        value.shape == "C" and not reader.flat and value.low not in STOP
    ):  # "bât. Les Lilas", "bâtiment Mimosa"
        return max(at, name(reader, j, most=2))
    if value.shape == "C" or value.shape == "U":
        after = name(reader, j, most=1)
        return after if after > j else at
    return at


def _alone(reader: Reader, j: int) -> bool:
    """Whether nothing but a number, a mark or another complement follows: "bat d 2eme", not "bat d'en face"."""
    words = reader.words
    return (
        j + 1 >= len(words)
        or words[j + 1].shape == "d"
        or "\n" in words[j + 1].gap
        or (words[j + 1].low in COMPLEMENTS_CODE if words[j + 1].is_word else words[j + 1].low != "'")
    )


def floor(reader: Reader, j: int, at: int, *, broken: bool, after_code: bool) -> tuple[int, bool]:
    """ "2e étage", "3 ème gauche" after a street, and "2ème" alone after a building."""
    words = reader.words
    k = j + 1
    if len(words[j].low) > 2:
        return at, False
    ordinal = k < len(words) and words[k].low in ORDINALS and words[k].gap in {"", " "}
    k += ordinal
    if (
        k < len(words)
        and "\n" not in words[k].gap
        and (words[k].low in STOREYS or (ordinal and words[k].low == "et" and _ends_after_point(reader, k)))
    ):
        k += 1 + (k + 1 < len(words) and words[k].low == "et" and words[k + 1].low == ".")
        if k < len(words) and words[k].low in SIDES and "\n" not in words[k].gap:
            k += 1
        return k, False
    if ordinal and k < len(words) and words[k].low in {"gauche", "droite", "face", "gche", "dte"}:
        return k + 1, False
    if (
        ordinal
        and after_code
        and not broken
        and (k >= len(words) or not words[k].is_word or "\n" in words[k].gap)
    ):
        return k, False
    return at, False


def _ends_after_point(reader: Reader, k: int) -> bool:
    """Whether the "et" at `k` is short for "étage": a point, a comma or the end comes next."""
    words = reader.words
    return k + 1 >= len(words) or words[k + 1].low in {".", ",", ";", ")"} or "\n" in words[k + 1].gap


def road(reader: Reader, at: int) -> int:
    """Past "7,2 RD 907" after "km 7"."""
    words = reader.words
    j = at
    if (
        j + 1 < len(words)
        and words[j].low in {",", "."}
        and words[j].gap == ""
        and words[j + 1].shape == "d"
        and words[j + 1].gap == ""
    ):
        j += 2
    if j + 1 < len(words) and words[j].low in {"rd", "rn", "d", "n", "cd"} and words[j + 1].shape == "d":
        j += 2
    return j


def number_after(reader: Reader, at: int) -> int:
    """Past a number written after its street: "rue de la Loi 16", "rue Hugo, n° 5", "route de Mane au 12"."""
    words = reader.words
    j = at + 1 if at < len(words) and words[at].low == "," else at
    said = False
    while j < len(words) and j - at < 4 and words[j].low in _ANNOUNCE_NUMBER and "\n" not in words[j].gap:
        said = True
        j += 1
    if j >= len(words) or words[j].shape != "d" or len(words[j].low) > 3 + said or "\n" in words[j].gap:
        return at
    after = j + 1
    while (
        after < len(words)
        and "\n" not in words[after].gap
        and (
            words[after].low in {"bis", "ter", "quater"}
            or (words[after].low in "abcd" and words[after].gap == "")
        )
    ):
        after += 1
    if (
        said
        or after >= len(words)
        or "\n" in words[after].gap
        or words[after].low in {",", "-", ";", "|", "/", "(", "a", "boite", "bte"}
        or words[after].low in COMPLEMENTS_CODE
    ):
        return after
    return at


_ANNOUNCE_NUMBER = frozenset({"n", "no", "numero", "num", "au", "."})


def hyphened(reader: Reader, at: int, other: str) -> int:
    """One past "lieu-dit" or "lieu dit" written from `at`, else 0."""
    words = reader.words
    k = at + 1
    if k < len(words) and words[k].low == "-":
        k += 1
    if k < len(words) and words[k].low == other:
        k += 1
        return k + 1 if k < len(words) and words[k].low == ":" else k
    return 0


def matches(reader: Reader, at: int, lows: tuple[str, ...]) -> bool:
    return tuple(word.low for word in reader.words[at : at + len(lows)]) == lows
