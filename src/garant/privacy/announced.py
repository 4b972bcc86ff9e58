"""Values that a word announces: "dossier n° 2024-0153", "sécu : 1 85 …", a label on one line and its value on the next.

From the word forward to the first number, over what may stand between: linking words, or any few words that end with
"n°", "numéro", ":". A word of something else between them ("dossier du marché n° …") ends the search. The cost is that
of the words found, not of the numbers in the text.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from garant.privacy.folded import Folded
from garant.privacy.gazetteer import gazetteer
from garant.privacy.labels import Label
from garant.privacy.reading import SEEN_FROM
from garant.privacy.span import Span
from garant.privacy.vocabulary import as_words

_WINDOW = 110  # characters after the word in which its value begins
_LONGEST = 48  # characters of a value
_TRIES = 4  # numbers looked at after one word: a date or an amount may stand before the value


@dataclass(slots=True)
class Value:
    """A number after the word that announces it. `start`, `end` are places in `folded`.

    Nobody changes one; not frozen, which costs four times as much, once for each number that is looked at.
    """

    folded: Folded
    start: int
    end: int
    word: str
    link: str  # lower case, what stands between the word and the value
    marked: bool  # whether "n°", "numéro", "réf" or a sign such as ":" stands just before

    @property
    def text(self) -> str:
        return self.folded.text[self.start : self.end]

    @property
    def digits(self) -> str:
        return "".join(_DIGITS.findall(self.folded.text, self.start, self.end))

    @property
    def compact(self) -> str:
        """Letters and digits alone, in capitals."""
        return "".join(_CODED.findall(self.folded.text, self.start, self.end)).upper()

    @property
    def adjoins(self) -> bool:
        """Whether no word but "n°", "est le" and the like stands between."""
        return not (set(_WORD.findall(self.link)) - _LINKING)

    def before(self, width: int) -> str:
        """Lower case, the same line, before the announcing word."""
        start = self.start - len(self.link) - len(self.word)
        return self.folded.lower[max(0, start - width) : start].rsplit("\n", 1)[-1]

    def after(self, width: int) -> str:
        """Lower case."""
        return self.folded.lower[self.end : self.end + width]


Judge = Callable[[Value], float]


@dataclass(frozen=True, slots=True)
class Announced:
    """What stands after `words` (folded; a final "*" takes any ending), and how sure `judge` is of it, 0..1.

    `shape` finds the value (stdlib `re`, on a window of 110 characters); without one it is the code around the first
    digits. `reach` judges what stands between: how sure the link is, 0 for none.
    """

    label: Label
    words: tuple[str, ...]
    judge: Judge
    shape: re.Pattern[str] | None = None
    reach: Judge | None = None
    opening: re.Pattern[str] | None = (
        None  # what has to stand just after the word (lower case), looked at first
    )
    in_words: bool = False  # whether `shape` also finds what is said without a digit
    also: re.Pattern[str] | None = None  # what stands between the value and more of the same (lower case)


_WORD = re.compile("[a-z]+")
_DIGIT = re.compile(r"\d")
_DIGITS, _CODED = re.compile("[0-9]+"), re.compile("[0-9A-Za-z]+")
# Say nothing of what the number is.
_LINKING = as_words(
    """
    n no nos num numero numeros nr nro numer ref refs reference references id ident identifiant identifiants code est sont le la les l d
    de du des b suivant suivante suivants sous portant et un une votre vos mon ma mes notre son sa ses leur ci dessous dessus apres a au aux
    c ce cet cette cest c'est voici voila svp stp donc deja bien etait sera serait avec ou comme toujours unique personnel personnelle complet
    complete interne national nationale enregistre enregistree enregistrement attribue attribuee delivre delivree sur dit precise indique
    indiquee date en pour je m mr mme monsieur madame mlle il elle vous nous qui que porte portent titulaire concerne concernant rappeler
    cle format chiffres merci rappel objet joint jointe copie scan exact bon bonne nouveau nouvelle ancien ancienne actuel actuelle dossier
    on ils ont a recu recue donne donnee donnent communique communiquee fourni fournie mont qu quil quils jai ai cest nominatif nominative
    suivi imperativement obligatoirement bien mien mienne sien sienne tien tienne notre nurnero alors commence finit suis connait connu connue
    depose deposee deposes deposees saisi saisie saisis plus aussi desormais maintenant ouvert ouverte ouverts classe classee traite traitee transmis transmise instruit instruite cree creee inscrit inscrite
    lui euh attends attendez oui
    """
)
# A bare "dossier" between is another's announcement for some; these end the search for all but their own.
_OTHERS = as_words(
    """
    deliberation deliberations delib marche marches facture factures devis commande commandes loi lois decret decrets arrete arretes
    ordonnance ordonnances article articles budget mandat bordereau convention conventions cerfa circulaire norme reglement consultation
    lot lots iso directive siret siren subvention subventions achat achats adaptee negociee fournisseur maintenance capital engagement imputation tel telephone portable mobile fax standard
    telecopie rue avenue boulevard chemin impasse allee place route bp cs tsa cedex page pages version semaine chapitre parcelle parcelles
    cadastre cadastree section etage appartement appt bat batiment salle bureau montant total somme solde tarif prix loyer euros heure
    heures rdv reunion seance commission conseil projet programme appel accord cadre titre avenant lettre poste offre annonce courriel mail
    horaires ouvert ouverte ouvre age ans km quotient revenus revenu adresse domicile iban rib loyers dette credit plafond
    """
)
_ENDING = _OTHERS - _LINKING
_MARKS = frozenset({"sous", "n", "no", "num", "numero", "nurnero", "nr", "nro", "ref", "reference", "references", "id", "identifiant", "code", "matricule"})  # fmt: skip
_MARKED = re.compile(r"[:=#>(]\s*[\"'(\[]*\s*$|\|\s*$")
_MARKED_BEFORE = re.compile(
    r"(?<![a-z])(?:no?|num|numero|ref|reference|identifiant|id|code)[. ]{0,2}(?:de |d'|du |de l'|de la |des )?$"
)
_FULL_STOP = re.compile(r"([A-Za-z]*)[.!?](?:\s+(?=[A-Z])|\s*\n)")
_ABBREVIATED = as_words(
    "n no nos ref refs num m mme mm dr pr me tel mat matr matric mle immat immatr imrnat id ident dos doss v s ss sec al alloc benef tit adh agt cpte etab etabl guich cl pass cf abt sej proc"
)
_PREFIX = re.compile(r"(?:n(?:[o.]|(?![a-z]))|num(?:ero)?|nr|ref|id)[.:/ -]?(?=[0-9a-z]*\d)")
_LOWER_BEFORE = re.compile(r"(?:[a-z]|[:=#])[ ]([a-z]{1,2})[ ]$")
_SHORT_WORDS = as_words(
    "a ai an as au aux ca ce ci c d de du dj eh en es et eu g h il j je l la le ma me mm mn m mi moi n na ne ni no nu on or ou p pu qu q sa se si s "
    "su sn ta te t tu un va vs vu y av bd pl rt bp cp st dr mr rd rn op ok km kg m2 rv je of"
)
_LETTERS_BEFORE = re.compile(r"(?<![0-9A-Za-z])([A-Z]{1,5})[ ]$")
# Capitals that say whose number it is, not what it is.
_ACRONYMS = as_words(
    "bp cs tsa pdl prm siren rcs rm tva naf ape cdaph bdf caf msa mdph mdmph ccas cpam apa rsa pch aah css ase ft pe cni nir ine spi rpps iban rib siret tel"
)
_TAIL = re.compile(r"[0-9A-Za-z]+(?:[-/._][0-9A-Za-z]+)*")
_NEXT = re.compile(r"([ .\-/_]{1,3}|[ ]?[-/][ ]?)([0-9A-Za-z]+(?:[-/._][0-9A-Za-z]+)*)")
_ALSO = re.compile(
    r"[ ]pour (?:lui|elle|moi|mon [a-z]{2,12}|ma [a-z]{2,12})(?:,| et)[ ]"
    r"|,? (?:et non|et pas|au lieu d[eu]|,?(?:le |l')?(?:nouveau|ancien)(?: numero)?[ :])[ ]?"
    r"|(?:[ ]\([a-z' .-]{2,30}\))?[ ]{0,2}(?:,|;|/|et|ou|puis|\+)?[ ]{1,2}(?:et |ou )?(?:le |la |no |du )?(?:(?:sien|sienne|mien|mienne)(?: (?:est|sera|etait|c'est))?)?[ ]?"
)
_INSTEAD = re.compile(r"non|pas|nouveau|ancien")
_STREET = re.compile(
    r"[ ]?(?:bis|ter|quater|b)?,?[ ](?:rue|av\b|avenue|bd|boulevard|chemin|ch\b|impasse|imp\b|allee|all\b|place|pl\b|route|rte|quai|cours|square|lotissement|residence|lieu)"
)
_DAY, _NUMBER_OF_MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
# Between blanks a date has its whole year: "12 08 77" is as well a part of any number.
DATE = re.compile(
    rf"{_DAY}(?:[/.\-]{_NUMBER_OF_MONTH}[/.\-](?:(?:19|20)\d{{2}}|\d{{2}})|[ ]{_NUMBER_OF_MONTH}[ ](?:19|20)\d{{2}})(?!\d)"
    r"|(?:19|20)\d{2}([-/.])(?:0\d|1[0-2])\1(?:[0-2]\d|3[01])(?!\d)"
)
YEAR = re.compile(r"(?:19|20)\d{2}")
_SEASON = re.compile(r"((?:19|20)\d{2})[-/](\d{2})")
_YEARS = re.compile(r"(?:19|20)\d{2}[ ]?[-/][ ]?(?:19|20)\d{2}")
PHONE = re.compile(r"(?:(?:\+|00)33[ .]?0?|0)[1-9](?:[ .-]?\d{2}){4}(?![ .-]?\d)")
_PAIRS = re.compile(r"[+0-9. -]*?\d{2,4}(?:[ .-]\d{2}){3,4}|\+?\d+|0[1-9]\d{2}(?:[ .-]\d{2,3}){2,3}")


def is_phone(text: str) -> bool:
    """Whether it is written as a telephone is: by pairs, or joined; "0447 1128 93" is not."""
    return PHONE.fullmatch(text) is not None and _PAIRS.fullmatch(text) is not None


def _is_phone_at(text: str, at: int) -> bool:
    found = PHONE.match(text, at)
    return found is not None and _PAIRS.fullmatch(found[0]) is not None


# Dates, years, a day and a month, hours. `DATE` first, for the number of its group.
_OF_TIME = re.compile(
    rf"(?:{DATE.pattern})(?:[ ]{{1,2}}(?:a[ ])?\d{{1,2}}[hH:]\d{{0,2}})?|{YEAR.pattern}|{_DAY}[/.](?:0[1-9]|1[0-2])|\d{{1,2}}[hH]\d{{0,2}}|\d{{1,2}}:\d{{2}}"
)
_UNIT = re.compile(
    r"(?:[ ]\d{3}(?!\d)){0,3}[ ]?(?:\$|euros?\b|eur\b|%|km\b|m2\b|m3\b|ans\b|mois\b|jours?\b|heures?\b|h\b|kg\b|mg\b|agents\b|habitants?\b|personnes\b|enfants\b|places?\b|pages?\b|chiffres?\b|"
    r"caracteres?\b|points?\b|logements\b|dossiers\b|demandes\b|foyers\b|allocataires\b|beneficiaires\b|usagers\b|eleves\b)|[.,]\d{2}[ ]?(?:\$|eur)"
)
_MONTH = re.compile(
    r"[ ](?:janv|fevr|mars\b|avril|mai\b|juin|juil|aout|sept|octobre|oct\b|nov|dec(?:embre)?\b)"
)


def is_ordinary(text: str, after: str) -> bool:
    """Dates, years, hours, amounts, counts: numbers that are nobody's. `after` is what follows, in lower case."""
    return (
        _OF_TIME.fullmatch(text) is not None
        or _is_season(text)
        or _UNIT.match(after) is not None
        or (len(text) <= 2 and _MONTH.match(after) is not None)
        or (len(text) <= 4 and _STREET.match(after) is not None)
    )


def _is_season(text: str) -> bool:
    """ "2024-2025", "2024/25", "1902-1978"; "2024/0118" and "2018/55" are none."""
    season = _SEASON.fullmatch(text)
    if season is not None:
        return 0 < (int(season[2]) - int(season[1])) % 100 <= 10
    return _YEARS.fullmatch(text) is not None


class Announcements:
    """All announcing words, compiled once."""

    def __init__(self, kinds: Sequence[Announced]) -> None:
        users: defaultdict[str, list[Announced]] = defaultdict(list)
        for kind in kinds:
            for word in kind.words:
                users[word].append(kind)
        vocabulary = sorted(users)
        self._open_ended = [word.endswith("*") for word in vocabulary]
        self._users = [tuple(users[word]) for word in vocabulary]
        self._automaton = AhoCorasick(
            [word.rstrip("*") for word in vocabulary], matchkind=MatchKind.Standard, store_patterns=False
        )

    def read(self, block: Folded) -> Iterator[Span]:
        """The values that stand after an announcing word, in any order, overlapping where words say different things."""
        lower = block.lower
        seen: dict[int, int] = {}  # where each word stands next: its value stands before that
        for number, start, end in reversed(self._words(lower)):
            following = seen.get(number, len(lower))
            limit, stop = min(following, end + _WINDOW), min(following, end + _WINDOW + _LONGEST)
            if lower[end : end + 1] not in _GLUES:  # "MDPH13/2024/4512" is a value of the word, not the word
                seen[number] = start
            digit = _DIGIT.search(block.text, end, stop)
            reachable: bool | None = None  # asked once for all the kinds that look for any code
            for kind in self._users[number]:
                if kind.opening is not None and kind.opening.match(lower, end) is None:
                    continue
                if digit is None and kind.shape is not None and not kind.in_words:
                    continue
                if kind.shape is None and kind.reach is None:
                    if reachable is None:
                        reachable = (
                            digit is not None
                            and digit.start() < limit
                            and _is_reachable(block, start, end, digit.start())
                        )
                    if not reachable:
                        yield from _before(block, start, end, kind)
                        continue
                nothing = True
                for span in _after(block, start, end, (limit, stop), kind):
                    nothing = False
                    yield span
                if nothing and kind.shape is None:
                    yield from _before(block, start, end, kind)

    def _words(self, lower: str) -> list[tuple[int, int, int]]:
        """(number, start, end) of the words that stand on their own, in order."""
        found = []
        for number, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if start and lower[start - 1] in _OF_A_WORD:
                continue
            following = lower[end : end + 1]
            if following.isalpha():
                if self._open_ended[number]:
                    rest = _WORD.match(lower, end)
                    assert rest is not None  # `lower` is ASCII: what is a letter is one of a to z
                    end = rest.end()
                elif following == "s" and not lower[end + 1 : end + 2].isalpha():
                    end += 1
                else:
                    continue
            elif following == "@":
                continue
            found.append((number, start, end))
        return found


_OF_A_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789@")  # before a word: then it is a part of another
_SLACK = 14  # characters before its first digit in which a code may begin


def _is_reachable(block: Folded, start: int, end: int, digit: int) -> bool:
    """Whether nothing stands between the word and the first digit that ends every search.

    What is cheap to see, before anything is built: `linked` refuses the same, and more.
    """
    stop = digit - _SLACK
    if stop <= end:
        return True
    between = block.lower[end:stop]
    if between.count("\n") > 2:
        return False
    words = _WORD.findall(between)[:-1]  # the last may be cut
    if (
        not _ENDING.isdisjoint(words)
        or len(words) > 10
        or ("\n" in between and not _LINKING.issuperset(words))
    ):
        return False
    return not _has_full_stop(block.text[start:stop])


def _after(block: Folded, start: int, end: int, window: tuple[int, int], kind: Announced) -> Iterator[Span]:
    """`window`: before where a value begins, and before where it ends."""
    word = block.lower[start:end]
    at = end
    for attempt in range(_TRIES):
        place = _shaped(block, kind.shape, at, *window) if kind.shape else _coded(block, end, at, window[0])
        if place is None:
            return
        value = _value(block, word, end, *place)
        link = (kind.reach or linked)(value)
        if not link:
            if not is_ordinary(value.text, value.after(16)):
                return
            at = value.end  # "valable jusqu'en 2031 : …"
            continue
        score = 0.0
        if not attempt or value.marked or kind.reach is not None:
            score = link * kind.judge(value)
        if score >= SEEN_FROM:
            yield Span(_with_word(value, start), value.end, kind.label, min(1.0, score))
            yield from _others(block, value, kind, link)
            return
        at = value.end


def _with_word(value: Value, start: int) -> int:
    """Where it begins: at its word, where that is a part of it ("RDV-8X2K91", "MC/2024/118")."""
    text = value.folded.text
    if value.link in {"-", "/", "_"} and text[start : value.start - 1].isupper():
        return start
    if value.link == " " and text[start : value.start - 1].isupper() and value.word in _ACRONYMS:
        referred = _REFERRED.search(value.folded.lower, max(0, start - 24), start)
        return start if referred is not None else value.start
    return value.start


_GLUES = frozenset("0123456789-/_")
# "votre référence MDPH 51-2022-004417": the letters belong to it.
_REFERRED = re.compile(r"\b(?:references?|ref|notification|decision|dossier(?= ?:)|numero(?= ?:))[ .:]{1,3}$")


_BACKWARD = re.compile(
    r"(?<![0-9A-Za-z])(?P<value>(?:[a-z]{1,6}[-/._])?\d[0-9a-z]*(?:[-/._ ]\d[0-9a-z]*){0,4}(?:[ ][a-z](?= ?[(,=:-]))?)[ ]?(?:\(|,|=|:|-|c'est|c est|\bc\b|est\b|correspond a)[ ]{0,2}"
    r"(?:(?:mon|ma|le|la|l'|son|sa|votre|notre|un|une|comme)[ ]?)?(?:n|no|num|numero|ref|reference|code|identifiant)?[ .]{0,2}(?:de |d'|du |de la )?$"
)


def _before(block: Folded, start: int, end: int, kind: Announced) -> Iterator[Span]:
    """The value that stands before its word: "1234567A, c'est mon numéro d'allocataire"."""
    lower = block.lower
    from_ = max(0, start - 56)
    if _DIGIT.search(lower, from_, start) is None or not (found := _BACKWARD.search(lower[from_:start])):
        return
    place = (from_ + found.start("value"), from_ + found.end("value"))
    value = Value(block, *place, lower[start:end], "", True)
    score = 0.7 * kind.judge(value) if len(value.compact) >= 6 else 0.0
    if score >= SEEN_FROM:
        yield Span(*place, kind.label, score)


def _value(block: Folded, word: str, end: int, start: int, stop: int) -> Value:
    link = block.lower[end:start]
    words = _WORD.findall(link)
    marked = (
        (bool(words) and words[-1] in _MARKS)
        or _MARKED.search(link) is not None
        or _MARKED_BEFORE.search(block.lower, max(0, end - len(word) - 18), end - len(word)) is not None
    )
    return Value(block, start, stop, word, link, marked)


def _shaped(block: Folded, shape: re.Pattern[str], at: int, limit: int, stop: int) -> tuple[int, int] | None:
    found = shape.search(block.text, at, stop)
    if found is None or found.start() >= limit:
        return None
    return found.span("value") if "value" in shape.groupindex else found.span()


def _coded(block: Folded, word_end: int, at: int, limit: int) -> tuple[int, int] | None:
    """Where the code around the next digits begins and ends."""
    text = block.text
    digit = _DIGIT.search(text, at, limit)
    if digit is None:
        return None
    start = digit.start()
    boxed = _BOXES.match(text, start, limit + _LONGEST)
    if boxed is not None:
        return boxed.span()
    while start > max(at, word_end) and (
        text[start - 1].isalnum() or (text[start - 1] in "-/._" and text[start - 2 : start - 1].isalnum())
    ):
        start -= 1
    while text[start] in "-/._":
        start += 1
    prefix = _PREFIX.match(block.lower, start, digit.end() + 8)
    if prefix is not None and start > word_end and not _is_own(block.lower, word_end, start):
        start = min(prefix.end(), digit.start())
    letters = _LETTERS_BEFORE.search(text, max(word_end, start - 8), start)
    if letters is None and text[start].isdigit():
        # After a sign or at once, letters in lower case are the number's too: "matricule: ag 44120".
        letters = _LOWER_BEFORE.search(text, max(word_end - 1, start - 6), start)
        if letters is not None and (letters[1] in _SHORT_WORDS or letters.start(1) < word_end):
            letters = None
    if letters is not None and not text[start].isalpha() and not _is_apart(letters[1], text[word_end - 1]):
        start = letters.start(1)
    end = _TAIL.match(text, start + len(letters[1]) + 1 if letters and start == letters.start(1) else start)
    return start, _code_end(block, end.end() if end is not None else digit.end(), start)


def _is_apart(letters: str, before: str) -> bool:
    """Whether letters before digits are no part of the number; two capitals after small letters are."""
    if len(letters) == 2 and letters.isupper() and before.islower() and letters.lower() not in _ACRONYMS:
        return False
    return _says_something(letters.lower())


def _says_something(letters: str) -> bool:
    """Whether the letters before a number are a word or an acronym of their own: "L'AVIS 25 93 …", "CAF 412883"."""
    return (
        letters in _LINKING or letters in _ACRONYMS or (len(letters) > 3 and gazetteer().is_common(letters))
    )


def _is_own(lower: str, word_end: int, start: int) -> bool:
    """Whether an "n" glued to digits is the number's own, since another "n°" stands before: "titre n° N4K88 1123"."""
    if lower[start] != "n" or not lower[start + 1 : start + 2].isdigit():
        return False
    return _NUMBERED.search(lower, word_end, start) is not None or _MIXED.match(lower, start) is not None


def _code_end(block: Folded, end: int, start: int) -> int:
    """On over groups of digits, and a last letter: "004 0923 11872 G"."""
    text = block.text
    groups = 0
    while end - start < _LONGEST and (group := _NEXT.match(text, end)) is not None:
        gap, piece = group[1], group[2]
        if len(piece) > 3 and piece.islower() and piece.isalpha():
            break  # a word
        groups += 1
        last_letter = (
            (gap.strip() == "" or (gap == " - " and len(piece) == 1 and piece != "M" and end - start >= 6))
            and piece.isalpha()
            and (piece.isupper() or (piece in _LAST_LETTERS and end - start >= 6))
            and len(piece) <= 3
            and (
                _ends(text, group.end())
                or (end - start >= 6 and _LETTER_THEN.match(text, end) is not None)
                or (end - start >= 7 and _CAPITALS_THEN.match(text, end) is not None)
            )
        )
        # "2024 MG 118", "04 E 98 12345": letters between digits.
        inner = (
            gap == " "
            and piece.isalpha()
            and piece.isupper()
            and len(piece) <= 3
            and (len(piece) == 1 or not _says_something(piece.lower()))
            and _INNER.match(text, group.end()) is not None
            and DATE.fullmatch(text, start, end) is None
        )
        # A last digit alone, after several groups and before nothing: "6A 182 339 4417 2".
        last_digit = (
            groups >= 2
            and len(piece) == 1
            and piece.isdigit()
            and _LAST_DIGIT.match(text, group.end()) is not None
        ) or (len(piece) == 1 and piece.isdigit() and _DIGIT_BY_DIGIT.fullmatch(text, start, end) is not None)
        # "013 055 23 P0112"
        lettered = (
            gap == " " and len(piece) >= 4 and piece[1:].isdigit() and piece[0].isupper() and groups >= 2
        )
        # "104822 /PAM/JG": who wrote it.
        initials = (
            gap.strip() == "/"
            and len(piece) <= 8
            and piece.isupper()
            and piece.replace("/", "").isalpha()
            and piece.lower() not in _ACRONYMS  # "250843100217 / INE …": another's word
        )
        if (inner and not last_letter) or lettered or initials:
            end = group.end()
            continue
        # A digit alone between groups: "56 0 417 221 C".
        single = len(piece) == 1 and gap == " " and _GROUP_THEN.match(text, group.end()) is not None
        if not last_letter and not (
            (piece[0].isdigit() or _MISREAD_GROUP.fullmatch(piece) is not None)
            and (len(piece) > 1 or gap != " " or last_digit or single)
            and (gap == " " or gap.strip() in {"-", "/"} or len(gap) == 1)
        ):
            break
        if piece[0].isdigit() and (
            _STREET.match(block.lower, group.end()) is not None
            or _UNIT.match(block.lower, group.end()) is not None
            or _MONTH.match(block.lower, group.end()) is not None
            or (gap == " " and (_is_phone_at(text, group.start(2)) or DATE.match(text, group.start(2))))
            or (gap == " " and len(piece) == 5 and _town_follows(text, group.end()))
        ):
            break
        if gap == "." and _ends(text, end + 1):
            break
        end = group.end()
        if last_letter:
            break
    year = _OF_YEAR.match(block.lower, end)
    if year is not None:
        return year.end()
    said = _LETTER_SAID.match(block.lower, end)
    return said.end() if said is not None else end


_TOWN = re.compile(r"[ ]([A-Za-z]{2,})")
# "|3|5|2|1|9|7|8| G": a form's boxes.
_BOXES = re.compile(r"\d(?:[ ]?\|[ ]?\d){3,21}(?:[ ]?\|?[ ]?[A-Z](?![A-Za-z0-9]))?")
_MIXED = re.compile(r"n\d+[a-z]")
_NUMBERED = re.compile(r"(?:\bno?[o.]?|num(?:ero)?|[:=#])[ ]{0,2}$")
_INNER = re.compile(r"[ ]\d{2}")
_LETTER_THEN = re.compile(
    r"[ ](?:[B-XZ][ ](?:de|du|des|aux?|pour|et|est|en|chez|mais|que|qui|car|donc|ou|je|il|elle|on|le|la|a|ne|dans|sur|sous|depuis|avec|merci|svp|stp|c|si|jai|moi|mon|ma)|[bfghkpqrvwxz][ ](?:de|du|au|pour|et|est|en|chez|mais|je|merci|svp))\b"
)
_CAPITALS_THEN = re.compile(r"[ ][B-LN-XZ][ ][A-Z]{2}")
_GROUP_THEN = re.compile(r"[ ](?:\d{2,7}(?![0-9])|[0-9][ ]\d|[A-Z](?![0-9A-Za-z]))")
# Digits of which a scanner took some for letters.
_MISREAD_GROUP = re.compile(r"(?=[OolISBZ]*\d)[0-9OolISBZ]{2,6}")
# "PV 18820 de 2024"
_OF_YEAR = re.compile(r"[ ](?:de |/[ ]?|du )20\d\d(?![0-9/.-])")
_LETTER_SAID = re.compile(r",?[ ](?:la )?lettre[ ][a-z](?![0-9a-z])")
_DIGIT_BY_DIGIT = re.compile(r"\d(?:[ ]\d)*")
_LAST_DIGIT = re.compile(r"[ ]{0,2}(?:[.,;:)!?\n]|$)")
_LAST_LETTERS = frozenset("befghijkopqrtuvwxz")


def _ends(text: str, at: int) -> bool:
    """Whether what stands here ends at this place: no word goes on in lower case."""
    following = text[at : at + 3].lstrip(" ")
    return not following or not following[0].isalnum()


def _town_follows(text: str, at: int) -> bool:
    town = _TOWN.match(text, at)
    return town is not None and (len(town[1]) > 3 or gazetteer().starts_commune(town[1].lower()))


def _others(block: Folded, value: Value, kind: Announced, link: float) -> Iterator[Span]:
    """More of the same after it: "dossiers n° 2024-118, 2024-119 et 2024-121"."""
    length, at, limit = len(value.compact), value.end, len(block.text)
    for _ in range(_TRIES * 5):
        gap = (kind.also or _ALSO).match(block.lower, at)
        if gap is None or not block.text[gap.end() : gap.end() + 1].isalnum():
            return
        if kind.shape is None:
            place = _coded(block, gap.end(), gap.end(), min(limit, gap.end() + 8))
        else:
            near = min(limit, gap.end() + 2)
            place = _shaped(block, kind.shape, gap.end(), near, min(limit, near + _LONGEST))
        if place is None or place[0] > gap.end() + 3:
            return
        other = Value(block, *place, value.word, "", True)
        alike = kind.shape is not None or len(other.compact) == length or _INSTEAD.search(gap[0]) is not None
        if not alike or (score := link * kind.judge(other)) < SEEN_FROM:
            return
        yield Span(*place, kind.label, min(1.0, score))
        at = other.end


def linked(value: Value) -> float:
    """How surely the value is what the word announces: 1 for nothing but linking words between."""
    link = value.link
    if link.count("\n") > 2 or _has_full_stop(
        value.word + value.folded.text[value.start - len(link) : value.start]
    ):
        return 0.0
    words = _WORD.findall(link)
    if not words:
        return 1.0 if link.count("\n") < 2 or value.marked else 0.8
    strange = [word for word in words if word not in _LINKING]
    if not strange:
        return 1.0
    # A label on one line doesn't announce what another line says in its own words.
    if "\n" in link or len(words) > 10 or not _OTHERS.isdisjoint(strange):
        return 0.0
    if value.marked:
        return 0.95
    # "dossier Benali 458712", "mon matricule reste D13-20417": a number that no count looks like.
    return (
        0.85
        if len(strange) <= (2 if "," not in link else 1)
        and len(words) <= 4
        and (_is_coded(value.compact) or (value.word.startswith("matricule") and len(value.compact) >= 4))
        else 0.0
    )


def _is_coded(compact: str) -> bool:
    """Whether no count looks like it: six characters, or five of letters and digits."""
    return len(compact) >= 6 or (len(compact) == 5 and not compact.isdigit())


def _has_full_stop(link: str) -> bool:
    if "." not in link and "!" not in link and "?" not in link:
        return False
    return any(stop[1].lower() not in _ABBREVIATED for stop in _FULL_STOP.finditer(link))
