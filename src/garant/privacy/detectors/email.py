"""Adresses électroniques, written plainly, obfuscated ("arobase") or damaged by OCR. Generic desks are nobody's."""

import re
from functools import lru_cache

from garant.privacy.desks import DEFAULT, Desks
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.gazetteer import first_name, gazetteer, surname
from garant.privacy.labels import Label
from garant.privacy.number_words import TENS, UNITS, any_of

_PROVIDERS = (
    "gmail|googlemail|orange|free|hotmail|outlook|yahoo|laposte|wanadoo|sfr|live|icloud|msn|bbox|proton|protonmail|gmx|neuf"
    "|numericable|aol|club-internet|aliceadsl|mailo|lilo|cegetel|tutanota|posteo|ac-[a-z-]{3,20}|skynet|bluewin|mediaserv|lagoon|mls"
)
_ENDINGS = "fr|com|net|org|eu|re|gp|mq|nc|pf|yt|be|ch|lu|it|es|de|uk|info|email|gouv|bzh|corsica|alsace|paris|io|me|app|dev|pro|asso|coop|xyz|edu|nl|dz|tn|sn|example"
_PLAIN = Shape(r"\b[a-z0-9_][\w.+%'-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}\b", 0.95)
# "(at)", "[arobase]", " at ", " @ ", and what OCR makes of "@": © and ® are folded to \x1f.
_AT = (
    r"(?:[ ]{0,2}[\[({<*_-]{1,2}[ ]?(?:at|arobase|arobas|arrobase|a|chez|@)[ ]?[\])}>*_-]{1,2}[ ]{0,2}|[ ](?:at|arobase|arobas|arrobase|arobaze|arobaz|a commercial)[ ]"
    r"|[ ]{0,2}@@?[ \n]{0,2}|\n@|[ ]?\x1f[ ]?|%40|&#0?64;|arobase)"
)
_DOT = r"(?:[ ]?[\[({<][ ]?(?:dot|point|pt|\.)[ ]?[\])}>][ ]?|[ ](?:dot|point|pt)[ ]|[ ]?[.,;][ ]?)"
_PLAIN_DOT = r"(?:\.|[ ]\.[ ]|[ ]?[\[({<][ ]?(?:dot|point|pt|\.)[ ]?[\])}>][ ]?|[ ](?:dot|point)[ ])"
_LOCAL = r"\b[a-z0-9](?:[\w+'-]|\.)*(?:(?:[ ]?[\[({](?:dot|point)[\])}][ ]?|[ ](?:point|dot|tiret|underscore|tiret du bas|tiret bas)[ ]|[ ]?\((?:tiret|tiret (?:du )?(?:bas|6|8)|underscore)\)[ ]?)[\w-]+)*"
_OBFUSCATED = Shape(
    rf"{_LOCAL}{_AT}(?:la poste|[a-z0-9][a-z0-9-]*)(?:{_DOT}[a-z0-9-]+)?{_DOT}(?:{_ENDINGS})\b", 0.93
)
# Where the sign stands in brackets, or in a word that means nothing else, any ending will do.
_BRACKETED = Shape(
    rf"{_LOCAL}(?:[ ]{{0,2}}[\[({{<][ ]?(?:at|arobase|arobas|arrobase|@)[ ]?[\])}}>][ ]{{0,2}}|[ ](?:arobase|arobas|arrobase|arobaze|arobaz)[ ])[a-z0-9][a-z0-9-]*(?:{_PLAIN_DOT}[a-z0-9-]+)?{_PLAIN_DOT}[a-z]{{2,10}}\b",
    0.93,
)
# No point left, or no ending: "@orangefr", "@gmail". Only with the name of a known provider.
_PROVIDER_ONLY = Shape(rf"{_LOCAL}{_AT}(?:{_PROVIDERS})(?:[ ]?(?:fr|com|net))?\b", 0.91)
# Dictated sign by sign: "g comme Gaston, tiret, roux, arobase, sfr, point, fr", "léa point roux neuf cinq chez gmail".
_LIKE = r"(?:[ ]comme[ ][a-z-]{2,14})?"
_SIGN = r"(?:point|tiret(?:[ ](?:du[ ])?(?:bas|haut|milieu|six|huit|6|8))?|underscore|moins)"
_FIGURE = rf"(?:{any_of(*UNITS, *TENS)}|\d{{1,4}})"
_DICTATED = Shape(
    rf"\b[a-z0-9]+{_LIKE}(?:[ ,]{{1,3}}{_SIGN}[ ,]{{1,3}}[a-z0-9]+{_LIKE}){{1,4}}(?:[ ,-]{{1,2}}{_FIGURE}){{0,6}}"
    rf"[ ,]{{1,3}}(?:arobase|arobas|arrobase|arobaze?|at|chez)[ ,]{{1,3}}(?:(?:{_PROVIDERS})\b|[a-z0-9-]+[ ,]{{1,3}}point\b)(?:[ ,]{{0,3}}(?:point|dot|\.)?[ ,]{{0,3}}(?:{_ENDINGS})\b)?",
    0.92,
)
# "à" for "@", in dictation: "j.dupont à orange.fr".
_SPOKEN = Shape(rf"{_LOCAL}[ ](?:a|chez)[ ](?:{_PROVIDERS}){_DOT}(?:fr|com|net)\b", 0.91)

_SCHOOL = re.compile(
    r"(?:ce|int|dir|0)?\.?\d{7}[a-z]"
)  # "ce.0040012a@ac-…": the mailbox of a school by its number
_WORDS = re.compile("[a-z]+")
_AT_SIGN = re.compile(
    r"@|\x1f|%40|&#0?64;|[ \[({<*_-](?:at|arobase|arobas|arrobase|arobaze|arobaz|a|chez|a commercial)[ \])}>*_-]|arobase"
)
_IN_WORDS = re.compile(r" (?:at|arobase|arobas|arobaze|arobaz|a|chez) ")
_SURE = re.compile(r"[._0-9+-][a-z0-9]* (?:at|a|chez) |(?:arobase|arobas|arrobase|arobaz)")
_NEAR_PROVIDER = re.compile(rf" (?:at|a|chez) (?:{_PROVIDERS})\b")
_CUT = re.compile(
    r"(?:^|[:;\n(<\[|\t]|\b(?:mail|mel|courriel|email|e-mail|messagerie|adresse))[ ]?([a-z][a-z0-9-]{1,20}(?:[._-][ ]|[ ][._-][ ]?)|[a-z][ ](?:[.][ ])?|[a-z][a-z0-9-]{2,20}[ ](?=$))$"
)
_LABELS = frozenset(
    (
        "mail",
        "mel",
        "courriel",
        "email",
        "e-mail",
        "messagerie",
        "adresse",
        "tel",
        "et",
        "ou",
        "le",
        "du",
        "rue",
    )
)
_PROVIDER = re.compile(rf"(?:{_PROVIDERS})\b")
_MAIL_ALONE = re.compile(r"(?:gmail|googlemail|hotmail|outlook|yahoo|laposte|icloud|protonmail|gmx)[ .,]")
_MISREAD_SIGN = re.compile(
    rf"[\w.+-]{{2,40}}[ ]?\x1f[ ]?(?:(?:{_PROVIDERS})[ (\[]{{0,2}}(?:[.,]|point|dot)?[ )\]]{{0,2}}(?:fr|com|net)|[a-z0-9-]{{3,40}}\.[a-z]{{2,6}})"
)
_SMALL = frozenset({"un", "une", "le", "la", "les", "puis", "et", "ce", "au", "en"})
_GENERIC_LINKS = frozenset(
    {
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "a",
        "en",
        "sur",
        "st",
        "saint",
        "ste",
        "sainte",
        "mon",
        "notre",
        "nos",
        "par",
        "pour",
    }
)


def is_generic(local_part: str, domain: str = "", desks: Desks = DEFAULT) -> bool:
    """True for a desk ("contact", "mairie.digne", "service-rh"), False for somebody's mailbox."""
    words = _WORDS.findall(local_part)
    if (
        not words
        or local_part in desks.mailboxes
        or "".join(words) in desks.mailboxes
        or _SCHOOL.fullmatch(local_part)
    ):
        return bool(words) or bool(_SCHOOL.fullmatch(local_part))
    if "perso" in words and len(words) > 1 and not _is_administrative(domain, desks):
        return False  # "secretariat.perso.lamothe@…"
    if words[0] in desks.mailboxes:
        return (
            words[0] not in _OF_PRACTICES
            or _is_administrative(domain, desks)
            or not _names_someone(words[1:])
        )
    if all(
        word in desks.mailboxes or word in desks.weak_mailboxes or word in _GENERIC_LINKS for word in words
    ):
        return True
    if any(word in desks.mailboxes for word in words) and not _names_someone(words):
        return True
    if words[0] in desks.weak_mailboxes and len(words) > 1 and not _names_someone(words[1:]):
        return True
    if not domain or not _is_public(domain, desks):
        return False
    return _says_a_service(words) or (_is_administrative(domain, desks) and _says_nobody(words))


_OF_PRACTICES = frozenset(("secretariat", "secretaire"))  # "secretariat.martin.keller@…": of two doctors


@lru_cache(maxsize=1024)
def _known(word: str) -> tuple[int, int, bool]:
    lists = gazetteer()
    facts = lists.facts(word)
    return first_name(facts), surname(facts), lists.is_common(word)


def _names_someone(words: list[str]) -> bool:
    """Whether one of the words is a first name or a surname that is no word of the language."""
    for word in words:
        first, last, common = _known(word)
        if len(word) > 2 and (
            (first >= 3 and not common)
            or first >= 5
            or (last >= 4 and not common and not gazetteer().starts_commune(word))
        ):
            return True
    return False


def _is_public(domain: str, desks: Desks) -> bool:
    """Whether the domain is a body's or a firm's own: not that of a provider, where anybody has a mailbox."""
    return any(label in desks.domains for label in re.split(r"[^a-z]+", domain)) or (
        _PROVIDER.match(domain) is None and domain.count(".") > 0
    )


def _is_administrative(domain: str, desks: Desks) -> bool:
    """Whether the domain is a public body's: not only a firm's own."""
    return any(label in desks.domains for label in re.split(r"[^a-z]+", domain))


def _says_nobody(words: list[str]) -> bool:
    """ "sgc.gap", "drh-absences": words of the language, towns and acronyms, and no name."""
    lists = gazetteer()
    told = [word for word in words if word not in _GENERIC_LINKS]
    if any(len(word) < 2 or _known(word)[0] >= 3 or _known(word)[1] >= 4 for word in told):
        return False
    return (
        not _names_someone(words)
        and all(
            lists.is_common(word)
            or word in _GENERIC_LINKS
            or lists.starts_commune(word)
            or (len(word) <= 4 and not lists.facts(word))
            for word in words
        )
        and any(len(word) > 2 for word in words)
    )


def _says_a_service(words: list[str]) -> bool:
    """In a body's domain: words of the language, none of which is a name that people bear."""
    for word in words:
        first, last, common = _known(word)
        if not common or first >= 4 or last >= 5:
            return False
    return any(len(word) > 4 for word in words)


_SAID_SHORT = frozenset(("a ", "c "))  # "par mail à …", "mon mail c …"


def _bounds(candidate: Candidate) -> tuple[int, int]:
    """What OCR has cut off with a blank: "Mél : jean. dupont@orange.fr"."""
    before = candidate.before(28)
    cut = _CUT.search(before)
    if cut is not None and cut[1][-2:-1].isalnum() and len(cut[1]) > 2:
        # A whole word before: a part of the mailbox only where what is left of it is a number ("jdupont 26@").
        cut = cut if candidate.value[0].isdigit() and cut[1].strip() not in _LABELS else None
    if cut is not None and cut[1] in _SAID_SHORT:
        cut = None
    start = candidate.start - (len(before) - cut.start(1)) if cut is not None else candidate.start
    return start, candidate.end


def _score(candidate: Candidate, desks: Desks) -> float:
    value = candidate.value.lower()
    parts = _AT_SIGN.split(value, maxsplit=1)
    if len(parts) < 2:
        return 0.0
    local_part, domain = parts[0].strip(" [({<*_-"), parts[1].strip(" ])}>*_-")
    if "\x1f" in value and _MISREAD_SIGN.fullmatch(value) is None:
        return 0.0  # "dra¬me": any mark without a letter looks the same once folded
    if is_generic(local_part, domain, desks):
        return 0.0
    if candidate.shape is _DICTATED:
        # "un point, un tiret, puis chez orange"
        return (
            candidate.shape.score
            if _SMALL.isdisjoint(_WORDS.findall(local_part)[:1] + _WORDS.findall(local_part)[2:3])
            else 0.0
        )
    if domain.replace(".", "").isdigit() or "://" in candidate.before(60).rsplit(" ", 1)[-1]:
        return 0.0  # an account on a machine: "ssh jdupont@192.168.1.10"
    if (
        " chez " in value
        and " point " not in domain
        and "." not in local_part
        and not any(map(str.isdigit, local_part))
        and not (_MAIL_ALONE.match(domain) is not None and not _known(local_part)[2])
    ):
        return 0.0  # "il travaille chez orange.fr"; "glafont chez gmail.com" says a mailbox
    if _PROVIDER.fullmatch(local_part) is not None and "@" not in value:
        return 0.0  # "passer de sfr à orange.fr"
    if "@" not in value and _IN_WORDS.search(value) is not None and _SURE.search(value) is None:
        # "let us meet at noon.com", "je vais a orange": words, until something of a mailbox stands on one side.
        near = _NEAR_PROVIDER.search(value) is not None
        plain = all(_known(word)[2] for word in _WORDS.findall(local_part))
        if not near or (plain and " at " not in value):
            return 0.0
    return candidate.shape.score


def detector(desks: Desks) -> Detector:
    """The detector for an organisation's own desks."""

    def check(candidate: Candidate) -> float:
        return _score(candidate, desks)

    return Detector(
        label=Label.EMAIL,
        shapes=(_PLAIN, _OBFUSCATED, _BRACKETED, _PROVIDER_ONLY, _SPOKEN, _DICTATED),
        check=check,
        bounds=_bounds,
    )


DETECTOR = detector(DEFAULT)
