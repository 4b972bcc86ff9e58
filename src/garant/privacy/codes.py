"""Codes without a national format (file numbers, matricules, beneficiaries): known by the words before them."""

import re

from garant.privacy.detector import Candidate, Shape

# Letters and digits in groups: "2024-0153", "MDPH/04/2023/1234", "U-12345", "1234567 A", "12 345 678".
_CODE = r"\b(?:[A-Za-z]{1,8}[-/._]?){0,2}\d[0-9A-Za-z]*(?:[-/._][0-9A-Za-z]+|[ ]\d{2,})*(?:[ ][A-Z])?\b"
CODE = Shape(_CODE, 0.45, needs_context=True, cased=True)
# The same after a word in capitals that belongs to the code: "AB 2024-11".
CAPITALS_CODE = Shape(
    r"\b[A-Z]{1,6}[ ]\d[0-9A-Z]*(?:[-/._][0-9A-Za-z]+|[ ]\d{2,})*\b", 0.45, needs_context=True, cased=True
)

# Stdlib `re`, on the few dozen characters of one candidate or before it.
_DATE = re.compile(r"\d{1,2}[/.\- ]\d{1,2}[/.\- ](?:\d{2}|\d{4})|(?:19|20)\d{2}[-/.]\d{2}[-/.]\d{2}")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:[-/](?:19|20)?\d{2})?")
_PHONE = re.compile(r"0[1-9](?:[ .-]?\d{2}){4}")
_CLOCK = re.compile(r"\d{1,2}h\d{0,2}", re.IGNORECASE)
_UNIT = re.compile(
    r"\s?(?:\$|euros?\b|eur\b|%|km\b|m2\b|ans\b|mois\b|jours?\b|heures?\b|h\b|kg\b|agents?\b|habitants?\b)"
)
_LAW = re.compile(
    r"(?:\barticles?|\bart\.?|\balineas?|\bloi|\bdecret|\bordonnance|\bcerfa)\s*(?:no?\.?\s*)?[lrd]?\.?\s*$"
)

# What may stand between the context word and the code.
_LINK = re.compile(
    r"[\s:;=#(\[\"'.,\-]*(?:(?:no|n|num|numero|numeros|nr|ref|reference|id|identifiant|code|dossier|est|le|la|les|l|d|de|du"
    r"|b|des|suivant|suivante|sous|portant|et|un|votre|mon|ma|notre|son|sa|ci-dessous|a|au|aux|caf|msa|mdph|ccas|apa|pch|aah|rsa|"
    r"france|travail|pole|emploi|allocataire|usager|beneficiaire|demandeur|agent|agente|client|service|social|sociale|aide|droits?|"
    r"m|mme|monsieur|madame|interne|personnel|personnelle|complet|unique|[a-z]{2,10}(?:ain|aine|ais|aise|ien|ienne|ois|oise|ol|ole))\b[\s:;=#)\]\"'.,\-]*){0,7}"
)


def is_ordinary(candidate: Candidate) -> bool:
    """Dates, years, hours, amounts, counts, articles of law: numbers that are nobody's."""
    value = candidate.value
    return (
        len(candidate.digits) < 3
        or _DATE.fullmatch(value) is not None
        or _YEAR.fullmatch(value) is not None
        or _PHONE.fullmatch(value) is not None
        or _CLOCK.fullmatch(value) is not None
        or _UNIT.match(candidate.after(10)) is not None
        or _LAW.search(candidate.before(24)) is not None
    )


def follows(candidate: Candidate, context: re.Pattern[str], width: int = 70) -> bool:
    """Whether a match of `context` stands before the code with nothing but linking words between."""
    before = candidate.before(width)
    ends = [match.end() for match in context.finditer(before)]
    return bool(ends) and _LINK.fullmatch(before, ends[-1]) is not None


def linked(words: str) -> re.Pattern[str]:
    """Context words (an alternation, folded) as whole words."""
    longest_first = "|".join(sorted(words.split("|"), key=len, reverse=True))
    return re.compile(rf"(?<![a-z])(?:{longest_first})(?![a-z])")


def leading(candidate: Candidate, least_digits: int = 4) -> bool:
    """Whether the code has as many digits as a personal number needs, and is nothing ordinary."""
    return len(candidate.digits) >= least_digits and not is_ordinary(candidate)
