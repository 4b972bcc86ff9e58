"""Postcode and town, a town without its postcode, a hamlet before one."""

from garant.privacy.gazetteer import first_name, gazetteer, is_commune, surname
from garant.privacy.indirect.territory import TOWNS_BEYOND
from garant.privacy.postal.reader import Reader
from garant.privacy.postal.words import ARTICLES, NOT_PLACES, ORDINALS, PARTICLES, STOP
from garant.privacy.vocabulary import TITLES


def postcode(reader: Reader, j: int) -> int:
    """One past the postcode at `j` and its town; `j` where there is no postcode."""
    words = reader.words
    k = j
    code = words[k].low
    if (
        len(code) == 2
        and k + 1 < len(words)
        and words[k + 1].shape == "d"
        and len(words[k + 1].low) == 3
        and words[k + 1].gap in {" ", "", "."}
    ):
        code += words[k + 1].low
        k += 1
    if len(code) not in {4, 5}:
        return j
    k += 1
    if len(code) == 5 and not is_postcode(code):
        return j
    m = k
    while m < len(words) and m - k < 2 and words[m].low in {"-", ",", ")", ";", "|", ":"}:
        m += 1
    near = m < len(words) and (words[m].gap.count("\n") <= (m == k)) and len(words[m].gap.strip("\r\n")) <= 2
    after = town(reader, m) if near else m
    if after > m:
        return after
    if len(code) == 4:
        return j
    return k


def town(reader: Reader, at: int) -> int:
    """One past the town that begins at `at`, "Cedex" and the number of a district with it; `at` for none."""
    words = reader.words
    if at >= len(words) or not words[at].is_word or words[at].low in TITLES or words[at].low in NOT_PLACES:
        return at
    known = known_town(reader, at)
    j = known or at
    if not known:
        if words[at].low in STOP and not _noun_town(reader, at):
            return at
        # A place that the list of communes lacks: its capitals, or one word.
        cased = not reader.flat and words[at].shape in "CU"
        while j < len(words) and j - at < 9 and "\n" not in (words[j].gap if j > at else ""):
            word = words[j]
            if word.shape == "p":
                if word.low not in "-'" or word.gap or j + 1 >= len(words) or words[j + 1].gap:
                    break
            elif (
                word.shape == "d"
                or (j > at and word.gap != "" and word.low in STOP)
                or (cased and word.shape == "l" and word.gap and word.low not in PARTICLES)
                or (
                    not cased
                    and j > at
                    and word.gap
                    and word.low not in PARTICLES
                    and words[j - 1].low not in PARTICLES
                )
                or (word.gap and len(word.gap) > 2 and j > at)
            ):
                break
            j += 1
        while j > at + 1 and (words[j - 1].low in PARTICLES or words[j - 1].shape == "p"):
            j -= 1
    return cedex(reader, j)


def _noun_town(reader: Reader, at: int) -> bool:
    return reader.words[at].shape in "CU" and len(reader.words[at].low) > 3


def cedex(reader: Reader, j: int) -> int:
    words = reader.words
    if j < len(words) and words[j].low == "cedex" and "\n" not in words[j].gap:
        j += 1
        if j < len(words) and words[j].shape == "d" and len(words[j].low) <= 2 and words[j].gap == " ":
            j += 1
    elif (
        j < len(words)
        and words[j].shape == "d"
        and len(words[j].low) <= 2
        and words[j].gap == " "
        and words[j - 1].low in {"paris", "lyon", "marseille"}
    ):
        j += 1
        if j < len(words) and words[j].gap == "" and words[j].low in ORDINALS:
            j += 1
    return j


def known_town(reader: Reader, at: int) -> int:
    """One past the longest commune that begins at `at`, else 0."""
    words = reader.words
    parts: list[str] = []
    ends: list[int] = []
    j = at
    while j < len(words) and len(parts) < 7:
        word = words[j]
        if j > at and ("\n" in word.gap or len(word.gap) > 2):
            break
        if word.shape == "p":
            if word.low not in "-'":
                break
            j += 1
            continue
        if word.shape == "d":
            break
        parts.append({"st": "saint", "ste": "sainte"}.get(word.low, word.low))
        j += 1
        ends.append(j)
    lists = gazetteer()
    for length in range(len(parts), 0, -1):
        name = " ".join(parts[:length])
        bare = (
            " ".join(parts[1:length]) if parts[0] in ARTICLES else ""
        )  # the COG writes "La Ciotat" as "Ciotat"
        if is_commune(lists.facts(name)) or name in TOWNS_BEYOND or (bare and is_commune(lists.facts(bare))):
            after = ends[length - 1]
            # "Château-Arnoux" of "Château-Arnoux-Saint-Auban": what a hyphen joins belongs to it.
            while (
                after + 1 < len(words)
                and words[after].low == "-"
                and words[after].gap == ""
                and words[after + 1].gap == ""
                and words[after + 1].is_word
            ):
                after += 2
            return after
    for length in range(min(3, len(parts)), 0, -1):
        if lists.starts_commune(" ".join(parts[:length])) and (
            length > 1 or (len(parts[0]) > 4 and not lists.is_common(parts[0]))
        ):
            after = ends[length - 1]
            while (
                after < len(words)
                and words[after].is_word
                and words[after - 1].low in PARTICLES
                and words[after].gap == " "
            ):
                after += 1  # "DIGNE LES BAlNS": what OCR has damaged is of the town as well
            return after
    return 0


_NOT_BARE = frozenset(
    {"cote", "bout", "bord", "gauche", "droite", "part", "temps", "tout", "mi", "moi", "vie"}
)


def bare_town(reader: Reader, j: int, at: int, *, broken: bool) -> int:
    """A town without its postcode after a street: "à Gap", ", Gap", "(Gap)"; `j` for none."""
    words = reader.words
    if (
        words[j].low in {"a", "au", "aux"}
        and (
            j == at
            or (j == at + 1 and words[at].low == "," and words[j].low == "a" and known_town(reader, j + 1))
        )
        and j + 1 < len(words)
        and words[j].gap
        and "\n" not in words[j + 1].gap
    ):
        if words[j + 1].shape == "d":
            after = postcode(reader, j + 1)
            return after if after > j + 1 else j
        after = known_town(reader, j + 1) or (known_town(reader, j) if words[j].low != "a" else 0)
        if (
            not after
            and words[j + 1].shape in "CU"
            and not reader.flat
            and words[j + 1].low not in NOT_PLACES
        ):
            low = words[j + 1].low  # "à Digne", "à Belfort": the beginning of a commune, by its capital
            after = j + 2 if gazetteer().starts_commune(low) else j
        elif after == j + 2 and words[j + 1].shape == "l" and words[j + 1].low in _NOT_BARE:
            return j
        return code_after(reader, after) if after > j else j
    marked = j > at
    if words[j].low in STOP or words[j].low in TITLES or words[j].low in NOT_PLACES:
        return j
    after = known_town(reader, j)
    if not after:
        return j
    if broken:
        # A line that is a town and nothing else; "Gap, le 3 mars" is the date of a letter.
        ends = after >= len(words) or "\n" in words[after].gap
        return code_after(reader, after) if ends or (words[after].low == "(") else j
    single = " ".join(word.low for word in words[j:after] if word.is_word)
    plain = gazetteer().is_common(single)
    ends = after >= len(words) or "\n" in words[after].gap or not words[after].is_word
    if words[j].shape in "CU" and not reader.flat:
        person = first_name(gazetteer().facts(words[j].low)) >= 5 and not ends
        return code_after(reader, after) if (marked and not person) or (not marked and not person) else j
    if marked:
        return code_after(reader, after) if ends and not plain else j
    facts = gazetteer().facts(single)
    return code_after(reader, after) if (ends or not surname(facts)) and not plain else j


def code_after(reader: Reader, j: int) -> int:
    """Past a postcode or a département written after the town: "Gap (05)", "Manosque 04100"."""
    words = reader.words
    k = j
    if k < len(words) and words[k].low in {"(", ",", "-"}:
        k += 1
    if k < len(words) and words[k].shape == "d" and "\n" not in words[k].gap:
        code = words[k].low
        if (len(code) == 5 and is_postcode(code)) or (len(code) in {2, 3} and k > j and words[j].low == "("):
            return k + 1
    return cedex(reader, j)


def locality(reader: Reader, j: int) -> int:
    """A hamlet or district between the street and a postcode: ", Bois-de-Nèfles, 97490 …"; `j` for none."""
    words = reader.words
    low = words[j].low
    elided = j + 1 < len(words) and words[j + 1].low == "'"  # "M'Tsapéré" is a place
    if words[j].shape not in "CU" or low in NOT_PLACES or (not elided and (low in TITLES or low in STOP)):
        return j
    k = j
    while k < len(words) and k - j < 9:
        word = words[k]
        if k > j and (
            "\n" in word.gap or (word.low in {",", "-", ";", "("} and not (word.low == "-" and not word.gap))
        ):
            break
        if word.shape == "d" or (word.shape == "p" and word.low not in "-'"):
            break
        if k > j and word.is_word and k + 1 < len(words) and words[k + 1].low == ":":
            return j  # the next field of a form: "La Rivoire   Commune : …"
        if (
            word.shape == "l"
            and not reader.flat
            and word.gap
            and word.low not in PARTICLES
            and k > j
            and (word.low in STOP or words[k - 1].low in ARTICLES)
        ):
            return j  # "Le bénéficiaire réside …"
        k += 1
    m = k
    while m < len(words) and words[m].shape == "p" and words[m].low in ",;-(" and m - k < 2:
        m += 1
    if m < len(words) and words[m].shape == "d" and words[m].gap.count("\n") <= 1 and len(words[m].low) != 4:
        after = postcode(reader, m)
        if after > m and words[after - 1].is_word:
            return k
    return j


# What districts overseas are called by, that no list of communes has.
_DISTRICTS = frozenset(
    {"piton", "plaine", "bois", "ravine", "bras", "anse", "morne", "ilet", "pointe", "riviere", "trou", "terre", "grand", "petit", "mare"}
)  # fmt: skip


def district(reader: Reader, at: int) -> int:
    """ ", Piton Saint-Leu": a district whose name ends with a town's, up to the next mark; `at` for none."""
    words = reader.words
    if at + 1 >= len(words) or words[at].low not in _DISTRICTS or reader.flat or words[at].shape not in "CU":
        return at
    j = at + 1
    while j < len(words) and j - at < 5 and (words[j].low in PARTICLES or words[j].low in "-'"):
        j += 1
    after = known_town(reader, j) if j < len(words) and words[j].shape == "C" else 0
    if not after or "\n" in words[j].gap:
        return at
    return after if after >= len(words) or not words[after].is_word or "\n" in words[after].gap else at


def is_postcode(code: str) -> bool:
    """Five digits that begin as a French postcode does: 01 to 95, 97, 98, and the special 20."""
    return len(code) == 5 and ("01" <= code[:2] <= "95" or code[:2] in {"97", "98"})
