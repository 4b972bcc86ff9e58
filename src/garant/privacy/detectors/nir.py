"""Numéro de sécurité sociale (NIR): 13 characters and a key of 2; provisional and foreign ones too.

Key: 97 - (number mod 97), with 2A → 19 and 2B → 18 for Corsica (INSEE; months 20 to 99 stand for incomplete
birth records). The key written wrong is most often a typing error, and the person behind it is the same.
"""

import re

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

# Between any two digits: people cut these numbers as they like, and so do lines, cells and quoted mails.
_GAP = r"[ ._/\-\t\n|>]{0,3}"
_NUMBER = rf"[1-478]{_GAP}\d{_GAP}\d{_GAP}(?:0{_GAP}[1-9]|1{_GAP}[0-2]|[2-9]{_GAP}\d){_GAP}\d{_GAP}[0-9AB](?:{_GAP}\d){{6}}"
_KEY = rf"(?:[ ._/\-\t\n|>,;]{{0,3}}\(?(?:(?:cle|key)[ :=]{{0,3}})?\d{_GAP}\d\)?)?"
# The key, told apart from its number: "… 203 et la clé je crois 60", "… 243 + 30".
_KEY_APART = Shape(
    rf"\b{_NUMBER}[ ,;:.|+/()?\n\-]{{1,5}}(?:(?:et|puis|apres|ensuite|avec|la|sa|le|ma|cle|clef|c1e|c1ef|key|je|crois|pense|est|c'est|comme|de)[ ,:=(.]{{1,3}}){{0,6}}(?P<value>\d\d)\b",
    0.8,
)
_WHOLE = Shape(rf"\b{_NUMBER}{_KEY}(?:\b|[A-Za-z])", 0.7)
# As on the card; overseas, where the department has three digits; digit by digit.
_WRITTEN_BY_HAND = re.compile(
    r"\d \d\d \d\d (?:\d[\dAB] \d{3} \d{3}|9[78]\d \d\d \d{3})(?: |$)|[12](?: \d){2} (?:0 [1-9]|1 [0-2])(?: \d){8}(?: \d \d)?$",
    re.IGNORECASE,
)
# Digits and what a scanner reads instead of them.
_ANY = re.compile(
    r"[0-9OolISB](?:[ ._/\-\t\n|>]{0,3}[0-9OoIlSsBA]){9,14}(?:[ ,;(]{0,2}(?:cle|key)[ :=]{0,3}[0-9OolI]{2}\)?)?(?![0-9A-Za-z])"
    r"|\d(?:[ ._/\-\t\n|>]{0,3}[0-9]){10,15}(?:[ ,;(]{0,2}(?:cle|key)[ :=]{0,3}\d{2}\)?)?",
    re.IGNORECASE,
)
_WORDS = (
    "nir", "securite sociale", "secu", "secu sociale", "ss", "nss", "insee", "immatriculation", "vitale", "assure*", "ameli", "nia",
    "immatricule*", "immat", "num ss", "no ss", "nss", "ins", "matricule ins", "cpam", "carte vitale", "ayant droit", "ayants droit",
    "s.s", "sec", "sec soc", "s.secu", "no ss", "cnss", "css mayotte", "cssm", "securite socia1e", "assuree", "matricule vitale", "numero national",
)  # fmt: skip


def key_of(thirteen: str) -> int:
    """The key that belongs to 13 characters, capitals."""
    return 97 - int(thirteen.replace("2A", "19").replace("2B", "18")) % 97


def has_key(number: str) -> bool:
    """Whether the 15 characters end with the key of the first 13."""
    if len(number) != 15 or not number[13:].isdigit():
        return False
    body = number[:13]
    return body.replace("2A", "19").replace("2B", "18").isdigit() and key_of(body) == int(number[13:])


def _bounds(candidate: Candidate) -> tuple[int, int]:
    """Without a letter glued to the end, nor a key that was the start of something else ("1 85 … 084 12 rue …")."""
    start, end = candidate.start, candidate.end
    text = candidate.folded.text
    if text[end - 1].isalpha():
        end -= 1
    return start, end


def _number(written: str) -> str:
    return "".join(
        c for c in written.upper().replace("CLE", "").replace("KEY", "") if c.isdigit() or c in "AB"
    )


_OF_KEY = re.compile(
    r"(?:\bcle|\bclef|\bc1ef?|\bkey|\bcrois|\bpense|\bapres|\bensuite|\bpuis|[+|])[^0-9]{0,24}$"
)


def _check(candidate: Candidate) -> float:
    if candidate.shape is _KEY_APART:
        link = candidate.before(50)
        return candidate.shape.score if _OF_KEY.search(link) is not None else 0.0
    number = _number(candidate.value)
    if has_key(number):
        return 1.0 if candidate.near or not candidate.against else 0.85
    if candidate.near:
        return 0.9 if number[0] in "1234" else 0.75
    by_hand = _WRITTEN_BY_HAND.match(candidate.value.replace(".", " ").replace("-", " ")) is not None
    plain = number[3] in "01"
    score = 0.35 + 0.1 * (len(number) == 15) + 0.3 * by_hand + 0.1 * (plain and number[0] in "12")
    # Digits grouped as on the card are what they look like, whatever stands beside.
    return score - 0.4 * candidate.against * (not by_hand)


def _judge(value: Value) -> float:
    """After the word, the digits count more than their form: one too many or too few, letters misread."""
    text = value.text.upper().replace("CLE", "").replace("KEY", "")
    characters = [c for c in text if c.isalnum()]
    if len(value.digits) < 9 or not 11 <= len(characters) <= 16 or value.text[0] not in "12378lI4":
        return 0.0
    # A mobile is no NIR: the words for a policy-holder stand before one too.
    return 0.85 if len(characters) in (13, 15) else 0.8


ANNOUNCED = Announced(Label.NIR, _WORDS, _judge, shape=_ANY)
DETECTOR = Detector(
    label=Label.NIR,
    shapes=(_WHOLE, _KEY_APART),
    context=_WORDS,
    against=(
        "facture*", "commande*", "siret", "bon de livraison", "devis", "mandat", "ean", "gtin", "code-barres", "reference produit", "isbn",
        "marche", "colis", "fiscal", "spi",
    ),
    check=_check,
    bounds=_bounds,
)  # fmt: skip
