"""A whole address, part by part."""

from garant.privacy.postal.premises import code, floor, hyphened, matches, number_after, road
from garant.privacy.postal.reader import Reader
from garant.privacy.postal.street import name, quoted
from garant.privacy.postal.towns import bare_town, cedex, code_after, district, known_town, locality, postcode
from garant.privacy.postal.words import (
    ADJECTIVES,
    AMBIGUOUS_WAYS,
    COMPLEMENTS_CODE,
    COMPLEMENTS_NAME,
    COUNTRIES_NEAR,
    DWELLINGS,
    ORDINALS,
    SIDES,
    WAYS,
)


def address(reader: Reader, at: int = 0) -> tuple[int, bool]:
    """One past the address that begins at `at`, whatever its first part, and whether it holds a town.

    `at` itself where no address begins there.
    """
    first = _part(reader, at)
    return complements(reader, first, ways=True) if first > at else (at, False)


def _part(reader: Reader, at: int) -> int:
    """One past the street, complement or hamlet that begins at `at`; `at` for none."""
    words = reader.words
    j = at
    if j < len(words) and words[j].shape == "d" and len(words[j].low) <= 4:
        j += 1
        while (
            j < len(words)
            and j - at < 4
            and words[j].low in {"bis", "ter", "quater", "a", "b", "c", "d", ","}
        ):
            j += 1
    if j >= len(words) or not words[j].is_word:
        return at
    numbered = j > at
    low = words[j].low
    if low in ADJECTIVES and j + 1 < len(words) and words[j + 1].low in WAYS:
        return name(reader, j + 2) if name(reader, j + 2) > j + 2 or numbered else j + 2
    if low in WAYS or low in AMBIGUOUS_WAYS:
        k = j + 2 if j + 1 < len(words) and words[j + 1].low == "." and words[j + 1].gap == "" else j + 1
        after = name(reader, k)
        if after > k:
            return after if numbered else number_after(reader, after)
    if numbered:
        return _beyond_number(reader, at, j)
    if low == "lieu" and (k := hyphened(reader, j, "dit")):
        return max(at, quoted(reader, k))
    if low in COMPLEMENTS_NAME or low == "lieudit":
        after = quoted(reader, j + 1)
        if after > j + 1:
            return after
    if low in COMPLEMENTS_CODE:
        after = code(reader, j + 1)
        if after > j + 1:
            return after
    if low in {"pk", "km"} and j + 1 < len(words) and words[j + 1].shape == "d":
        return road(reader, j + 2)
    return max(at, locality(reader, at))


def _beyond_number(reader: Reader, at: int, j: int) -> int:
    """One past "de la rue Hugo" of "12, de la rue Hugo", or "Le Clos Fleuri" of "12 Le Clos Fleuri, 74200 Thonon"."""
    words = reader.words
    if words[at + 1].low in {".", ")"}:
        return at  # "1. DUPIN Émile", of a list
    k = j
    while k < len(words) and k - j < 3 and words[k].low in {"de", "du", "la", "l", "'"}:
        k += 1
    if k > j and k < len(words) and words[k].low in WAYS:
        return max(at, _part(reader, k))
    after = locality(reader, j)
    return after if after > j else at


def town_first(reader: Reader, at: int) -> int:
    """One past an address that begins with its town, "Gap, 14 rue Hugo", "VOLX (04), 12 rue Haute"; `at` for none."""
    words = reader.words
    after = known_town(reader, at)
    if not after:
        return at
    if after < len(words) and words[after].low == "(":
        while after < len(words) and words[after].low != ")" and after - at < 10:
            after += 1
        after += 1
    after = max(after, code_after(reader, after)) if after <= len(words) else after
    j = after
    while j < len(words) and j - after < 2 and words[j].low in {",", "-", ":", "au", ";"}:
        j += 1
    if j == after or j >= len(words) or "\n" in words[j].gap:
        return at
    street = _part(reader, j)
    return complements(reader, street, ways=True)[0] if street > j else at


def complements(reader: Reader, at: int, most: int = 8, *, ways: bool = False) -> tuple[int, bool]:
    """One past the last complement, postcode or town after `at`, and whether a town was read.

    With `ways`, streets are parts too: "bât. B, 12 rue Pasteur".
    """
    done = at
    town = False
    for _ in range(most):
        after, is_town = _complement(reader, done, town)
        if after == done and ways and not town:
            j = _separated(reader, done)
            if j > done or (j == done and j < len(reader.words) and "\n" in reader.words[j].gap):
                after = max(done, _part(reader, j)) if _part(reader, j) > j else done
        if after == done:
            break
        done = after
        town = town or is_town
    return done, town


def _separated(reader: Reader, at: int) -> int:
    """Past the marks and line ends that may stand between two parts of an address; -1 for too much."""
    words = reader.words
    j = at
    while j < len(words) and words[j].shape == "p" and words[j].low in ",;-(/|:.)" and j - at < 3:
        if words[j].low == "." and not (
            j + 1 < len(words) and words[j + 1].shape == "d" and len(words[j + 1].low) == 5
        ):
            return -1
        j += 1
    if j >= len(words):
        return -1
    lines = sum(words[k].gap.count("\n") for k in range(at, j + 1))
    return (
        j
        if lines <= 1
        or (
            lines == 2
            and "\n\n"
            not in "".join(words[k].gap for k in range(at, j + 1)).replace("\r", "").replace(" ", "")
        )
        else -1
    )


def _complement(reader: Reader, at: int, has_town: bool) -> tuple[int, bool]:
    j = _separated(reader, at)
    if j < 0:
        return at, False
    words = reader.words
    word = words[j]
    broken = "\n" in word.gap or any("\n" in words[k].gap for k in range(at, j))
    if (
        word.shape == "d"
        and words[j - 1].low == "("
        and j + 2 < len(words)
        and words[j + 1].low in ORDINALS
        and words[j + 2].low == ")"
        and len(word.low) <= 2
    ):
        return j + 3, False  # "(6e)"
    if word.shape == "d":
        after = postcode(reader, j)
        if after > j and not has_town:
            return after, True
        coded = at > 1 and (words[at - 2].low in COMPLEMENTS_CODE or words[at - 1].low in COMPLEMENTS_CODE)
        return floor(reader, j, at, broken=broken, after_code=coded)
    if not word.is_word:
        return at, False
    low = word.low
    if low in {"rdc", "rdj"} or (low == "rez" and matches(reader, j, ("rez", "-", "de", "-", "chaussee"))):
        return (j + 1 if low != "rez" else j + 5), False
    if low == "rez" and matches(reader, j, ("rez", "de", "chaussee")):
        return j + 3, False
    if (
        low in {"dernier", "premier", "deuxieme", "troisieme", "quatrieme", "cinquieme"}
        and j + 1 < len(words)
        and words[j + 1].low == "etage"
    ):
        return j + 2, False
    if low in {"a", "au"} and j == at and j + 1 < len(words) and words[j + 1].low in SIDES:
        return j + 2, False  # "carbet bleu à gauche"
    if low == "cote" and j + 1 < len(words) and words[j + 1].low in {"montagne", "mer", "lagon"}:
        return j + 2, False  # "PK 14,8 côté montagne"
    if low in COMPLEMENTS_CODE:
        after = code(reader, j + 1)
        if after > j + 1:
            return after, False
    if low in COMPLEMENTS_NAME or (low == "lieu" and hyphened(reader, j, "dit")):
        first = j + 1
        if low == "lieu":
            first = hyphened(reader, j, "dit")
        elif first < len(words) and words[first].low == ".":
            first += 1
        after = name(reader, first, most=4, house=True)
        if after > first:
            return after, False
    if low in {"pk", "km"} and j + 1 < len(words) and words[j + 1].shape == "d":
        return road(reader, j + 2), False
    if (
        low in {"no", "n"}
        and j + 1 < len(words)
        and words[j + 1].shape == "d"
        and len(words[j + 1].low) <= 4
        and not has_town
    ):
        return j + 2, False
    if low in DWELLINGS and j + 1 < len(words) and words[j + 1].shape == "d" and len(words[j + 1].low) <= 3:
        return j + 2, False  # "maison 4"
    if (
        low in {"escalier", "porte", "portail", "fond", "cage", "hall"}
        and j + 2 < len(words)
        and words[j + 1].low in {"du", "de"}
        and words[j + 2].low in SIDES | {"jardin", "bas", "haut"}
    ):
        return j + 3, False  # "escalier du fond", "fond de cour"
    if low in DWELLINGS and j > at and word.shape == ("C" if words[j - 1].low != "," else word.shape):
        after = name(reader, j + 1, most=2)
        if after > j + 1:
            return after, False
    if not has_town:
        after = bare_town(reader, j, at, broken=broken)
        if after > j:
            return after, True
        after = locality(reader, j)
        if after > j:
            return after, False
        after = district(reader, j)
        if after > j and not broken:
            return after, True
    elif low in COUNTRIES_NEAR and (broken or words[at].low in ",-(") and j > at - 1:
        return j + 1, False
    elif low == "cedex":
        return cedex(reader, j), False
    return at, False
