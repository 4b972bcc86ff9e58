"""Where an address begins of which the postcode was found: on its line, then on the lines above.

From the postcode leftwards, part by part: what stands between commas or dashes is of the address as long as it looks
like a part of one, and not like somebody's name or a sentence.
"""

import re

from garant.privacy.desks import DEFAULT
from garant.privacy.detector import Candidate
from garant.privacy.detectors.address.shapes import WAY
from garant.privacy.detectors.address.words import BESIDE, LODGINGS, PLACED, ROOM
from garant.privacy.folded import Folded
from garant.privacy.gazetteer import first_name, gazetteer, surname
from garant.privacy.postal import (
    AMBIGUOUS_WAYS,
    COMPLEMENTS_CODE,
    COMPLEMENTS_NAME,
    STOP,
    WAYS,
    Reader,
    address,
    complements,
    postcode,
)
from garant.privacy.postal.words import ORDINALS, STOREYS
from garant.privacy.vocabulary import TITLES, as_words
from garant.privacy.whose import names_person

_WIDTH = 110  # characters before the postcode
_OPENING = WAYS | AMBIGUOUS_WAYS | COMPLEMENTS_NAME | COMPLEMENTS_CODE | {"lieu", "lieudit", "pk", "km"}
_PLACES = as_words(
    "petite grande haute basse vieille neuve mas ferme moulin maison villa chalet pavillon domaine bastide clos casa ker ty etxe les la le l au aux grand petit haut bas saint sainte"
)
# Where one of these stands, a body is named, whose address it may be.
_BODIES = DEFAULT.bodies - as_words(
    "maison parc jardin square camping foyer centre residence gare eglise marche poste domaine"
)
_HOUSED = frozenset({"foyer", "centre", "camping"})  # bodies where one lives: they are named for themselves
_HOUSES = as_words("casa mas ferme maison villa chalet bastide moulin pavillon")
_TITLED = TITLES | {"dr", "docteur", "famille"}
_SMALL = as_words("de du des d la le les l aux au en sur sous et a di lou y ar an u")
_START = re.compile(r"[A-Za-z]+|\d+")
_LETTERS = re.compile("[a-z]+")
_NUMBERED_WAY = re.compile(rf"(?<![\d/.])\d{{1,4}}[ ]?(?:bis|ter|quater|[a-d])?[ ,.-]{{0,3}}{WAY}\b")
_NUMBER_BEFORE = re.compile(r"(?<![\d/.])\d{1,4}(?: ?(?:bis|ter|quater|[a-d]))?,? $", re.IGNORECASE)
_CUT = re.compile(r"(?:, ?| - |\(|/ )")


def with_postcode(candidate: Candidate) -> tuple[int, int]:
    """The address of which `candidate` is the postcode: its town after it, all the rest before. Nothing: equal."""
    folded = candidate.folded
    line = _line_start(folded, candidate.start)
    street = _street_before(candidate, line)
    # A street with its number is read by its own shape: then the words before the postcode need not be looked at.
    left = line if street < 0 else candidate.start
    reader = Reader(folded, left, candidate.end - left + 60)
    words = reader.words
    code = next((at for at, word in enumerate(words) if word.start == candidate.start), -1)
    if code < 0:
        return candidate.start, candidate.start
    reader.look_from(code)
    after = postcode(reader, code)
    if after == code:
        return candidate.start, candidate.start
    if after < len(words) and words[after].low in _AFTER_TOWN:
        after = max(after, complements(reader, after, most=2)[0])
    end = reader.end_of(after)
    start = street if street >= 0 else _within_part(candidate, reader, code)
    start = _parts_before(folded, line, start, grown=start < candidate.start)
    start = _named_first(folded, line, start)
    for _ in range(3):
        above = _line_above(folded, start)
        if above == start:
            break
        start = above
    return start, end


def with_parts_before(folded: Folded, start: int) -> int:
    """Where the address begins of which a street or a building stands at `start`: "Résidence Les Pins, |12 rue Haute"."""
    return _parts_before(folded, _line_start(folded, start), start, grown=True, plainly=True)


_ONE_NAME = re.compile(r"(?:\" ?)?[A-Z][A-Za-z'-]+(?: [A-Za-z'-]+){0,3}(?: ?\")?,? ?")


def _named_first(folded: Folded, line: int, start: int) -> int:
    """The line's beginning, where only a name of a place stands before, below the line of a person."""
    begin = folded.text.rfind("\n", 0, line) + 1 if line else 0
    if begin != line or not line or _ONE_NAME.fullmatch(folded.text, line, start) is None:
        return start
    words = _LETTERS.findall(folded.lower, line, start)
    above = folded.text[folded.text.rfind("\n", 0, line - 1) + 1 : line - 1]
    if (
        names_person(folded.text[line:start])
        or not (STOP - {"a"}).isdisjoint(words)
        or not _BODIES.isdisjoint(words)
    ):
        return start
    return line if names_person(above) or _SIGNS.match(above) is not None else start


_SIGNS = re.compile(r"(?:Le |La |L')?[a-z]{4,14} .{0,40}[A-Z][a-z]+")
_AFTER_TOWN = frozenset("-(,")


_TOWN_BEFORE = re.compile(r"\ba ([A-Z][A-Za-z' -]{1,30}?)(?: ?\([A-Za-z0-9 '-]{2,24}\))?, $")


# "Toulouse 31200, |44 chemin de la Loge"
_CODED_TOWN = re.compile(r"(?:^|[,\n] ?)([A-Z][A-Za-z' -]{1,30}?) \(?\d{5}\)?[,\n] ?$")


def town_before(folded: Folded, start: int) -> int:
    """Where the town begins that a police report says before the street: "demeurant à |Bayonne, 5 rue Pannecau"."""
    coded = _CODED_TOWN.search(folded.text, max(0, start - 48), start)
    if coded is not None and gazetteer().starts_commune(" ".join(_LETTERS.findall(coded[1].lower()))):
        return coded.start(1)
    found = _TOWN_BEFORE.search(folded.text, max(0, start - 60), start)
    if found is None:
        return start
    words = " ".join(_LETTERS.findall(found[1].lower()))
    return found.start(1) if gazetteer().starts_commune(words) else start


def _line_start(folded: Folded, at: int) -> int:
    """Where the line or the cell begins that holds `at`, or its field."""
    text = folded.text
    left = max(text.rfind("\n", max(0, at - _WIDTH), at) + 1, at - _WIDTH, 0)
    for mark in (";", "|", "\t", ": "):
        found = text.rfind(mark, left, at)
        if found >= 0:
            left = found + len(mark)
    return left


def _street_before(candidate: Candidate, line: int) -> int:
    """Where the nearest street with its number begins, if no sentence stands between it and the postcode; else -1."""
    lower = candidate.folded.lower
    nearest = -1
    for found in _NUMBERED_WAY.finditer(lower, line, candidate.start):
        nearest = found.start()
    if nearest < 0:
        return -1
    between = _LETTERS.findall(lower, nearest, candidate.start)
    return nearest if len(between) < 14 and STOP.isdisjoint(between) else -1


def before_bare_code(candidate: Candidate) -> int:
    """Where an address begins that ends with its postcode, "le garage, |64110"; the postcode's own start for none."""
    return _parts_before(
        candidate.folded, _line_start(candidate.folded, candidate.start), candidate.start, grown=False
    )


def _within_part(candidate: Candidate, reader: Reader, code: int) -> int:
    """ "chez anna roux 3 rue haute 05000 gap": the first word from which an address reads through to the postcode."""
    folded = candidate.folded
    words = reader.words
    tries = 0
    for at in range(code):
        word = words[at]
        number = word.shape == "d"
        if number:
            if len(word.low) > 4:
                continue
        elif word.low not in _OPENING and (word.low not in _ARTICLES or word.shape not in "CU"):
            continue
        tries += 1
        if tries > 4:
            break
        reader.look_from(at)
        after, has_town = address(reader, at)
        if after > at and has_town and after > code:
            number_before = _NUMBER_BEFORE.search(folded.text, max(reader.start, word.start - 12), word.start)
            if number_before is not None:
                return number_before.start()
            return (
                words[at - 1].start
                if at and words[at - 1].low in {"le", "la", "les", "u"} and word.shape == "C"
                else word.start
            )
    return candidate.start


_ARTICLES = frozenset({"le", "la", "les", "l", "au", "aux"})


_BY = re.compile(r", par$")  # "Champ-la-Chèvre, par 05470 Aiguilles"
_ROOM = re.compile(ROOM)
_LODGINGS = LODGINGS | {"centre", "caserne", "maison"}


def _parts_before(folded: Folded, line: int, start: int, *, grown: bool, plainly: bool = False) -> int:
    """Past the parts before `start` on its line that look like parts of an address.

    `grown`: `start` is no longer the postcode, so that a mark must stand before it. `plainly`: only parts that a word
    of streets or houses opens.
    """
    text = folded.text
    for _ in range(6):
        stretch = _BY.sub(",", text[line:start].rstrip(" "))
        cut = stretch[-1:] in {",", "-", "("}
        body = stretch.rstrip(" ,-(")
        if not body:
            return start
        marks = list(_CUT.finditer(body))
        begin = line + (marks[-1].end() if marks else 0)
        part = text[begin : line + len(body)]
        if not cut and grown:
            return start  # the sentence that the address ends
        inside = any(map(str.isdigit, text[max(line, begin - 40) : begin]))
        head = _LETTERS.search(part.lower())
        if head is not None and head[0] in _LODGINGS and len(part) < 44 and _ROOM.match(folded.lower, start):
            start = begin + head.start()  # "Hôtel du Nord, |ch. 9"
            continue
        found = _part_start(part, alone=not marks, plainly=plainly, inside=inside)
        if found < 0:
            return start
        start = begin + found
        grown = True
        if found:
            return start
    return start


_AT_SOMEBODYS = re.compile(
    r"(?:chez|c/o) (?:[Mm]me |[Mm]\. ?|Mr |Mlle |mon |ma |sa |son |la |le )?[A-Za-z'-]{2,20}(?: [A-Za-z'-]{2,20}){0,2}"
)
# "c'est la Petite Houssaye", "au buron du Puech"
_LEADS_TO = re.compile(
    r"(?:(?:[Oo]u passez, )?[Cc]'est (?:toujours )?(?:la |le |les |l'|au )?|au |aux |a la |a l'|de |d')([A-Za-z]+)(?:[ -][A-Za-z'-]+){1,5}$"
)
_NUMBER_ALONE = re.compile(r"n(?:o|um|umero)?\.? ?\d{1,4} ?[a-z]?", re.IGNORECASE)
_STOREYS = STOREYS | {"et", "barriere", "batiment"}
_ALSO_VERBS = frozenset({"loge", "case", "porte"})
_RANKS = as_words("premier premiere deuxieme troisieme quatrieme cinquieme dernier derniere")


def _led_start(part: str, lead: int) -> int:
    """Where a place begins after "c'est" or "au", if it is neither a body nor a person; -1 for nowhere."""
    opening = _LEADS_TO.match(part, lead)
    if (
        opening is None
        or opening[1].lower() in _BODIES
        or _is_name(_LETTERS.findall(part[opening.start(1) :]))
    ):
        return -1
    word = opening[1].lower()
    return opening.start(1) if word in PLACED or word in _OPENING or opening[1][0].isupper() else -1


# "je suis à terre à Kergroas", "faites suivre à La Borie Haute": capitals up to the comma, after a small word.
_PLACE_LED_TO = re.compile(
    r"[a-z][ ](?:a|au|aux|est|c'est)[ ]((?:L'|(?:La|Le|Les)[ ])?[A-Z][a-z'-]{2,20}(?:[ -](?:(?:de la|de|du|des|di|d'|la|le|les|a|en) ?)?[A-Z][A-Za-z'-]{1,20}){0,3})$"
)


def _place_led_to(part: str) -> int:
    """Where the capitals begin that end `part` after "à", "au" or "est", if they call a place; -1 for nowhere."""
    found = _PLACE_LED_TO.search(part)
    if found is None:
        return -1
    words = _LETTERS.findall(found[1].lower())
    if not _BODIES.isdisjoint(words) or not STOP.isdisjoint(word for word in words if word not in _SMALL):
        return -1
    return -1 if _is_name(found[1].replace("-", " ").split()) else found.start(1)


def _part_start(part: str, *, alone: bool, plainly: bool, inside: bool = False) -> int:
    """Where in `part` a part of an address begins; -1 for nowhere. `alone`: nothing stands before it on its line;

    `inside`: a number does, as of a street.
    """
    lead = len(part) - len(part.lstrip())
    if not plainly and (
        BESIDE.match(part.lower(), lead) is not None or _NUMBER_ALONE.fullmatch(part, lead) is not None
    ):
        return lead
    led = -1 if plainly else _led_start(part, lead)
    if led >= 0:
        return led
    led = -1 if plainly else _place_led_to(part)
    if led >= 0:
        return led
    if not plainly and inside and _AT_SOMEBODYS.fullmatch(part, lead) is not None:
        return lead  # "chez Nordine", between a floor and its postcode
    tokens = [(token.start(), token[0]) for token in _START.finditer(part)]
    first = 0
    for at, (_, word) in enumerate(tokens):
        low = word.lower()
        if low in _TITLED and at + 1 < len(tokens) and tokens[at + 1][1][0].isupper():
            return -1  # somebody's name
        if low in STOP and not (at and part[tokens[at][0] - 1] in "-'") and len(low) > 1:
            first = at + 1
    rest = tokens[first:]
    while rest and first and rest[0][1].lower() in {"a", "au", "aux", "en", "dans", "la", "le", "les", "l"}:
        if rest[0][1][0].isupper():
            break
        rest = rest[1:]
    if not rest or len(rest) > 8:
        return -1
    way = next((at for at, (_, word) in enumerate(rest) if word in WAYS and len(word) > 2), 0)
    if way and len(rest) > way + 1:
        rest = rest[way:]  # "un T3 rue des Frênes"
    place, head = rest[0]
    low = head.lower()
    words = [word for _, word in rest]
    if head.isdigit() and part[place + len(head) : place + len(head) + 1] in {".", ")"}:
        return -1  # "1. DUPIN Émile", of a list
    if plainly and (head.isdigit() or low in _HOUSED):
        return -1
    if head.isdigit():
        if len(words) > 2 and words[1].lower() in ORDINALS and words[2].lower() in _STOREYS:
            return place  # "3e palier"
        if not _BODIES.isdisjoint(map(str.lower, words)) or len(words) < 2 or len(words[1]) < 2:
            return -1  # "58 a", "14 h à la Maison …"
        return (
            place
            if len(head) <= 4 and len(words) > 1 and not words[1].isdigit() and not words[1][0].isdigit()
            else -1
        )
    if low in _OPENING and (len(words) > 1):
        return place
    if (low in PLACED and low not in _BODIES and low not in _ALSO_VERBS and len(words) > 1) or low in _RANKS:
        return place
    if BESIDE.match(part.lower(), place) is not None:
        return place
    if low in _HOUSES and len(words) > 1 and words[1][0].isupper():
        return place
    if plainly and (low not in _PLACES or low in _SMALL):
        return -1
    if not head[0].isupper() or any(word[0].islower() and word.lower() not in _SMALL for word in words):
        return -1
    if not _BODIES.isdisjoint(word.lower() for word in words[:3]):
        return -1
    if low in _PLACES:
        return place if len(words) > 1 else -1
    if alone and not first:
        return -1  # the name of whoever lives there
    return -1 if _is_name(words) else place


def _is_name(words: list[str]) -> bool:
    """Whether the words are those of a person: one that is a first name, or a surname alone."""
    lists = gazetteer()
    lows = [word.lower() for word in words if word.lower() not in _SMALL]
    if not lows or len(lows) > 3:
        return False
    facts = [lists.facts(low) for low in lows]
    return any(first_name(each) >= 3 for each in facts) or (len(lows) == 1 and surname(facts[0]) >= 3)


_CHEZ = re.compile(r",? ?(?:chez|c/o) [a-z. '-]{2,40}$")
_HAMLET_LINE = re.compile(
    r"(?:Le|La|Les|L'|LE|LA|LES|Au|Aux|AU|AUX|Mas|MAS|Ferme|FERME|Moulin|Chez|Villa|VILLA|Domaine)[ ']{0,2}[A-Z][A-Za-z0-9' ,.-]{1,50}"
)
_NUMBERED_LINE = re.compile(
    r"\d{1,4}(?: ?(?:bis|ter|[a-d]))?,? [A-Za-z][A-Za-z0-9' ,.-]{2,55}", re.IGNORECASE
)
_NAMED_LINE = re.compile(r"[A-Z][A-Za-z'-]+(?:[ ,][A-Za-z'-]+){0,4}")


def _line_above(folded: Folded, start: int) -> int:
    """The line above, if it is a part of the address: a hamlet, a building, a street whatever it is called."""
    text = folded.text
    if not start or text[start - 1] != "\n":
        return start
    begin = text.rfind("\n", max(0, start - 70), max(0, start - 1)) + 1
    line = text[begin : max(0, start - 1)].rstrip("\r ")
    if not begin or not line or len(line) > 60:
        return start
    words = _LETTERS.findall(_CHEZ.sub("", line.lower()))
    if not words:
        return start
    if not _BODIES.isdisjoint(words[:4]) and words[0] not in _OPENING:
        return start
    if _HAMLET_LINE.fullmatch(line) is not None and STOP.isdisjoint(word for word in words if len(word) > 1):
        return begin
    if _NUMBERED_LINE.fullmatch(line) is not None and STOP.isdisjoint(
        word for word in words if len(word) > 1
    ):
        return begin
    if (
        (words[0] in _OPENING or words[0] in PLACED)
        and ":" not in line
        and len(words) < 9
        and STOP.isdisjoint(words[1:])
    ):
        return begin
    said = [word for word in _START.findall(line) if word.lower() not in _SMALL]
    if len(said) > 1 and all(word.islower() for word in said[1:]):
        return start  # "Éducatrice de jeunes enfants", of whoever lives there
    if _NAMED_LINE.fullmatch(line) is not None and STOP.isdisjoint(words) and not names_person(line):
        above = text[text.rfind("\n", max(0, begin - 60), begin - 1) + 1 : begin - 1]
        return begin if names_person(above) else start
    return start
