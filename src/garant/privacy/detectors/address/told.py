"""Places told rather than written: "j'habite derrière la boulangerie", "mon adresse c'est le moulin, à Gap".

After a word of dwelling, up to the end of the clause: what begins like a place, and holds something that tells it from
any other: a postcode, a number, a name, or what it stands beside. A town alone, "chez sa mère" or "dans une caravane"
tell nothing.
"""

import re
from itertools import islice

from garant.privacy.detector import Candidate
from garant.privacy.detectors.address.dwelling import after_dwelling
from garant.privacy.detectors.address.shapes import WAY
from garant.privacy.detectors.address.words import BESIDE, DWELLING, OTHER_ADDRESS, PLACED
from garant.privacy.gazetteer import gazetteer
from garant.privacy.postal import COMPLEMENTS_NAME, WAYS, Reader, address, is_postcode, known_town, town
from garant.privacy.vocabulary import as_words

_FAR = 170  # characters read after the word
_MOST = 22  # words of a place
_LINKS = re.compile(
    r"(?:[ ,:=\"(-]{1,3}|depuis [a-z' -]{3,24},|\n(?=\d)|\b(?:c'?est|est|etait|serait|sera|toujours|maintenant|actuellement|desormais|provisoirement|oralement|ben|bah|euh|donc|bien|exactement|ici|"
    r"connue|declaree|actuelle|nouvelle|personnelle|postale|complete|exacte|d'alors|d'aujourd'hui|precise|vous|nous|la-bas|en fait|a l'adresse|"
    r"a|au|aux|dans|une|un|sur|vers|ou)\b(?!-))*"
)
_STARTS_SENTENCE = re.compile(
    r"[.!?;](?=\s|$)|,?[ ]{1,3}(?:[A-Za-z.]{2,14}[ ])?[A-Za-z.]{2,14}[ ]?:|[\n\t|<>]|[ ]-[ ]| {3}|\)[ ,.]"
)
_ABBREVIATION = re.compile(
    r"(?:^|[^a-z])(?:[a-z]|no|bat|esc|appt?|apt|av|bd|bld|ch|chem|imp|all|res|st|ste|mm?e|mlle|mr|dr|rte|fbg|sq|pl|lot|empl|et|etg|boul|qu)$"
)
_TOKEN = re.compile(r"[A-Za-z]+|\d+|[,\"'()-]")
# The sentence goes on with something else.
_BREAKS = as_words(
    """
    je j il elle ils elles nous tu depuis parce car mais est sont etait etaient ai avons ont avait avec pour quand que qui dont jusqu
    lorsque puisque tel telephone portable mail mobile merci cordialement sonner sonnez demandez demander rappelez appelez joignable suis seule seul sinon via pareil
    date ne nee vit vivent habite habitent pass svp stp ensemble pendant malgre situation profession oui tout tous toute janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
    """
)
_NUMBER = re.compile(
    r"(?:no?\.? ?)?\d{1,4}(?: ?(?:bis|ter|quater|quinquies|[a-d]))?(?=[ ,])|(?:quatorze|quinze|seize|douze|treize|onze|dix|neuf|huit|sept|six|cinq|quatre|trois|deux|vingt|trente|quarante|cinquante|soixante|cent)(?:[ -](?:et[ -])?[a-z]{2,8})?(?=,? (?:rue|juste|apres|avant|derriere|route|chemin|avenue|la|le|les))"
)
# Words that only a colon, a verb or a quotation mark makes announce a place: "il l'a adressé à la mairie".
_NAMING = re.compile(r"adresse|domicil|courrier|repli|maison")
_ANNOUNCES = re.compile(r"[:=\"(]|\bc'?est\b|\bcomme\b| - ")
_WEAK = re.compile(
    r"c'est|maintenant|on dit|je suis|serait|courrier|ils sont|elles sont|vous etes|nous sommes|on est"
)
_COUNTED = re.compile(r"ils sont|elles sont|vous etes|nous sommes")
_DAY = re.compile(r"(?:,[ ])?\b(?:le|du|au|depuis le)[ ](?:\d{1,2}[ /.]|1er)")
_CODE = re.compile(r"(?<![\d/.])(?<!no )(\d{2} ?\d{3})(?![\d/])")
_GENERAL = re.compile(
    r"\b(?:riverains|habitants|personnes|gens|familles|foyers|agents|communes|ceux|celles|jeunes|residents|locataires|loups|oiseaux|populations?|associations?|mairie|commune|service|siege|entreprise|societe|club|festival|cirque|spectacle|exposition|dossier)\b[^.\n]{0,30}$"
)


def told(candidate: Candidate) -> tuple[int, int]:
    """Where the place stands that the candidate's word announces; equal bounds where it tells none."""
    folded = candidate.folded
    nothing = (candidate.start, candidate.start)
    lower = folded.lower
    linked = _LINKS.match(lower, candidate.end, candidate.end + 60)
    begin = linked.end() if linked is not None else candidate.end
    if begin == candidate.end or OTHER_ADDRESS.match(lower, begin):
        return nothing
    link = lower[candidate.end : begin]
    if (
        _NAMING.match(lower, candidate.start) is not None
        and _ANNOUNCES.search(lower[candidate.end - 1 : begin]) is None
    ):
        return nothing
    if _GENERAL.search(candidate.before(44)) is not None:
        return nothing
    end = _clause_end(folded.text, begin, min(len(lower), begin + _FAR))
    day = _DAY.search(lower, begin, end)
    if day is not None and '"' not in link:
        end = day.start()
    if end - begin < 4:
        return nothing
    begin = _past_own(lower, begin, end)
    number = _NUMBER.match(lower, begin, end)
    reading = _TOKEN.finditer(folded.text, begin, end)
    tokens = list(islice(reading, 6))  # as many as its head may need: most tell no place
    if not tokens:
        return nothing
    first = tokens[0][0].lower()
    at = 0
    while at < len(tokens) - 1 and at < 4 and tokens[at][0].lower() in _ARTICLES:
        at += 1
    head = tokens[at][0]
    compound = _COMPOUND.match(lower, tokens[at].start())
    place = (
        (compound is not None and compound[0] in PLACED)
        or head.lower() in PLACED
        or head.lower() in WAYS
        or head.lower() in COMPLEMENTS_NAME
    )
    beside = _is_beside(lower, begin)
    capital = head[0].isupper() and not head.isupper() and head.lower() not in _NO_NAMES
    if first == "chez" or not (number or place or beside or capital):
        return nothing  # "chez Mme Roux, 12 rue Haute": a person, and the address after; others find both
    tokens += reading
    named = _NAMING.match(lower, candidate.start) is not None and _last_code(lower[begin:end]) is not None
    stop = (
        end
        if named
        else _break(tokens, end, 1 if number is None else 2, quoted='"' in link or '"' in candidate.value)
    )
    while stop > begin and not folded.text[stop - 1].isalnum():
        stop -= 1
    value = lower[begin:stop]
    code = _last_code(value)
    if code is not None:
        reader = Reader(folded, begin + code.end(), 60)
        first_mark = reader.words[0].low if reader.words else ""
        after = town(reader, 1 if first_mark in {",", "-"} and len(reader.words) > 1 else 0)
        stop = max(begin + code.end(), reader.end_of(after) if after > (first_mark in {",", "-"}) else 0)
        value = lower[begin:stop]
    if code is not None and code.start() == 0:
        return nothing
    if number and code is None and _COUNTED.match(lower, candidate.start) is not None and not link.strip(" "):
        return nothing  # "ils sont 18, bons en atelier"
    if code is None and not (number or place or beside) and _WEAK.match(lower, candidate.start) is not None:
        return nothing
    if _INSTITUTION.match(value) is not None or _is_read(
        candidate, begin, stop, number=number is not None, code=code is not None
    ):
        return nothing
    if (
        capital
        and known_town(Reader(folded, begin, 40), 0)
        and _FLAT.search(value) is None
        and not (number or (code is not None and "," in value[:40]))
    ):
        return nothing  # "Grenoble maintenant": a town, and the sentence again
    return (
        (begin, stop) if _locates(folded.text[begin:stop], code is not None, number is not None) else nothing
    )


_OWN = re.compile(r"(?:son|sa|mon|ma|leur|notre)[ ][a-z-]{3,12},[ ]")


def _past_own(lower: str, begin: int, end: int) -> int:
    """Past "sa caravane," of "elle vit dans sa caravane, aire d'accueil, 05000 Gap"."""
    own = _OWN.match(lower, begin, end)
    return own.end() if own is not None else begin


def _is_read(candidate: Candidate, begin: int, stop: int, *, number: bool, code: bool) -> bool:
    """Whether an ordinary address stands there, whose end its own reader knows: "rue des Lilas 12, au dernier étage"."""
    if number:
        reader = Reader(candidate.folded, begin)
        after, has_town = address(reader)
        return after > 0 and (has_town or _NUMBERED_WAY.match(candidate.folded.lower, begin) is not None)
    if candidate.value.lower() not in DWELLING:
        return False
    start, end = after_dwelling(candidate)
    return begin + 3 >= start and end > start and (end >= stop or not code)


_NUMBERED_WAY = re.compile(rf"\d[0-9 a-d,]{{0,10}}(?:bis|ter|quater)?[ ,]{{0,3}}(?:de la |du |de l')?{WAY}\b")


_FLAT = re.compile(r"\b(?:bat(?:iment)?|appt?|esc(?:alier)?|porte|tour|bloc)\b\.? ?[a-z]?\d")
_INSTITUTION = re.compile(
    r"(?:la |une )?maison (?:des?|du|d') ?[a-z]|(?:l'|la )?(?:ecole|mairie|hopital|chu?)\b"
)


_COMPOUND = re.compile(r"[a-z]+(?:-[a-z]+)*")
_ARTICLES = frozenset(
    {
        "le",
        "la",
        "les",
        "l",
        "'",
        "du",
        "de",
        "des",
        "d",
        "un",
        "une",
        "mon",
        "ma",
        "notre",
        "son",
        "sa",
        "leur",
        "petit",
        "petite",
        "grand",
        "grande",
        "ancien",
        "ancienne",
        "vieux",
        "vieille",
    }
)
_NO_NAMES = as_words(
    "m mme mr mlle monsieur madame dr maitre voir idem neant inconnue inconnu non oui sans pas aucun aucune france europe paris confidentiel"
)


def _is_beside(lower: str, begin: int) -> bool:
    return BESIDE.match(lower, begin) is not None


def _clause_end(text: str, begin: int, limit: int) -> int:
    for mark in _STARTS_SENTENCE.finditer(text, begin, limit):
        if mark[0] == "." and _ABBREVIATION.search(text[max(begin, mark.start() - 6) : mark.start()].lower()):
            continue
        if mark[0] == "\n" and text[mark.end() : mark.end() + 5].isdigit():
            continue
        return mark.start()
    return limit


def _break(tokens: list[re.Match[str]], end: int, first: int, *, quoted: bool) -> int:
    """Where the clause goes on with something else than the place."""
    words = 0
    for at, token in enumerate(tokens):
        low = token[0].lower()
        words += token[0].isalnum()
        if words > _MOST:
            return token.start()
        if at < first:
            continue
        if low == '"' and quoted:
            return token.start()
        if low in _BREAKS and (tokens[at - 1][0] != "-" or low == "est"):
            return token.start()
        if low == "et" and (
            tokens[at - 1][0] == ","
            or not (at + 1 < len(tokens) and tokens[at + 1][0].lower() in {"la", "le", "les", "l", "demi"})
        ):
            return token.start()
    return end


def _last_code(value: str) -> re.Match[str] | None:
    return next((code for code in _CODE.finditer(value) if is_postcode(code[1].replace(" ", ""))), None)


def _locates(text: str, code: bool, number: bool) -> bool:
    """Whether what was told holds something that tells the place from any other."""
    lower = text.lower()
    words = re.findall("[A-Za-z]+", text)
    lows = [word.lower() for word in words]
    if not words:
        return False
    beside = BESIDE.search(lower) is not None
    placed = any(low in PLACED for low in (*lows, *_COMPOUND.findall(lower)))
    way = any(low in WAYS and len(low) > 2 for low in lows)
    if _is_town(lows):
        return code and number
    if code:
        return placed or beside or way or number or words[0][0].isupper() or lows[0] in _ARTICLES
    named = any(
        word[0].isupper() and len(word) > 2 and low not in _NO_NAMES
        for word, low in zip(words[1:], lows[1:], strict=True)
    )
    if beside and (named or way or "," in text or lower.startswith("juste ") or number):
        return True
    parts = "," in text and sum(low in PLACED for low in lows) > 1  # "la caravane, derrière le hangar"
    return (placed and named and len(words) > 2) or (number and (placed or way)) or parts


def _is_town(lows: list[str]) -> bool:
    return gazetteer().starts_commune(" ".join(lows)) or (
        len(lows) > 1 and gazetteer().starts_commune(" ".join(lows[1:])) and lows[0] in _ARTICLES
    )
