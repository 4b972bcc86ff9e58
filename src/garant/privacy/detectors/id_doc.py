"""Pièces d’identité: passport, CNI old and new, titre de séjour, permis. Shapes are weak, so words are needed."""

import re

from garant.privacy.announced import Announced, Value, is_ordinary, is_phone
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_PASSPORT = Shape(r"\b\d{2}[ ]?[A-Z]{2}[ ]?\d{5}\b", 0.55, cased=True)
# The card of 2021: nine characters, letters of which none is a vowel. Alone it may be any reference.
_CARD = Shape(r"\b[A-Z][0-9A-Z]{8}\b", 0.35, cased=True)
# The line of a card that machines read: "IDFRA" and the number, among chevrons.
_MACHINE = Shape(r"\b(?:IDFRA|P<FRA|I<FRA|IRFRA)<{0,3}[0-9A-Z<]{9,40}", 0.8, cased=True)
_PASSPORT_LOWER = Shape(r"\b\d{2}[a-z]{2}\d{5}\b", 0.3, needs_context=True, cased=True)
_WORDS = (
    "passeport", "passeports", "cni", "cnie", "c.n.i", "carte d'identite", "carte nationale d'identite", "carte identite", "carte nationale", "piece d'identite", "piece identite", "pieces d'identite",
    "identite", "titre de sejour", "titre sejour", "carte de sejour", "sejour", "agdref", "etranger", "numero etranger", "no etranger", "permis", "permis de conduire", "permis b", "neph", "visa", "vls-ts",
    "vlsts", "recepisse", "carte de resident", "carte de residente", "ofpra", "ants", "titre d'identite", "document de circulation", "dcem", "attestation de demande d'asile", "demandeur d'asile", "api",
    "autorisation provisoire", "carte consulaire", "titre de voyage", "aps", "carte de sejour pluriannuelle", "carte pluriannuelle", "carte temporaire", "no de titre", "numero de titre", "no titre", "no de piece", "numero de piece", "no piece", "piece no", "document no", "no de document", "numero de document", "no du document",
    "type de piece", "nature de la piece", "laissez-passer", "livret de circulation", "permis bateau", "permis cotier", "permis de chasser", "permis chasser", "permis de chasse", "permis moto", "permis a", "permis c", "permis d", "permis am", "passport", "id card", "titre de sejour no", "carte d' identite", "carte d 'identite", "carte de resident permanent", "carte de ressortissant", "titre voyage", "titre d'asile", "carte de circulation", "livret de famille d'accueil", "permis rose", "permis de conduire no",
)  # fmt: skip
_OTHER_PERMITS = re.compile(
    r"[ ](?:de construire|d'amenager|de demolir|de louer|d'inhumer|de vegetaliser|de stationnement|modificatif|feu)"
)
_AGAINST = ("permis de construire", "permis d'amenager", "permis de demolir", "declaration prealable", "facture*", "marche*", "deliberation*", "chambre", "cour administrative", "caa", "conseil d'etat", "arret", "tribunal")  # fmt: skip


def _check(candidate: Candidate) -> float:
    compact = candidate.compact
    if candidate.shape is _CARD:
        digits = len(candidate.digits)
        letters = 9 - digits
        mixed = 2 <= digits <= 7 and letters >= 2 and not any(c in "AEIOU" for c in compact)
        return 0.35 + 0.5 * candidate.near - 0.4 * candidate.against if mixed else 0.0
    if candidate.shape is _MACHINE:
        return _MACHINE.score
    if candidate.shape is _PASSPORT_LOWER:
        return 0.3 + 0.4 * candidate.near
    return 0.55 + 0.4 * candidate.near - 0.4 * candidate.against


def _is_card(text: str) -> bool:
    """Nine capitals and digits: the card of 2021 may hold few digits."""
    return len(text) == 9 and text.isupper() and text.isalnum() and any(map(str.isdigit, text))


_FOREIGNER = re.compile(r"\d(?:[ .]?\d){8,9}(?![0-9A-Za-z])")


def _of_a_card(value: Value) -> bool:
    return value.adjoins or _OF_A_CARD.issuperset(re.findall("[a-z]+", value.link))


def _judge_title(value: Value) -> float:
    """ "Titre : 9811204736": that of a foreigner, by its ten digits."""
    digits = value.digits
    if len(digits) != 10 or digits[0] == "0" or not _of_a_card(value):
        return 0.0
    # Unmarked, by the department with which it begins; a title of receipts begins with its year.
    plain = (
        value.text.isdigit()
        and not digits.startswith(("20", "19"))
        and _OF_MONEY.search(value.before(40)) is None
    )
    return 0.65 if value.marked else 0.6 if plain else 0.0


_OF_MONEY = re.compile(
    r"\b(?:recettes?|perception|tresor\w*|mandats?|bordereaux?|comptable|payer|paiement|facture|regie|concession|propriete)\b"
)


def _judge(value: Value) -> float:
    compact, text = value.compact, value.text
    if (
        not 6 <= len(compact) <= 20
        or (len(value.digits) < 4 and not _is_card(text))
        or is_ordinary(text, value.after(16))
        or is_phone(text)
    ):
        return 0.0
    if value.word.endswith(" titre") and _OF_MONEY.search(
        value.folded.lower, max(0, value.start - 160), value.end + 40
    ):
        return 0.0  # "Avis des sommes à payer – numéro de titre"
    if value.word in ("permis", "api", "aps") and (
        _OTHER_PERMITS.match(value.link) is not None or not (value.adjoins or value.marked)
    ):
        return 0.0
    if value.word in ("identite", "sejour", "etranger", "recepisse", "visa", "ants") and not (
        value.marked or len(compact) >= 8
    ):
        return 0.0
    return 0.9 if value.adjoins else 0.72


# Words of many uses, before what only such a document bears: the twelve digits of a card or a licence, a passport's form.
_TWELVE = re.compile(
    r"(?<![0-9])(?<![0-9][ ])(?:[A-Z]{2}[ ])?(?:\d{2}[ ]?[A-Z]{2}[ ]?\d{5}|\d(?:[ ]?\d){11}|\d{4}[ ]\d{4}[ ]\d{4}|[A-Z]{2,4}[ ]\d{3,4}[ ]\d{3,4}(?:[ ]\d)?"
    r"|\d{2,6}[A-Z]\d{5,9}(?<=[0-9A-Z]{12}))(?![0-9A-Za-z])"
)


_DIGIT_NEAR = re.compile(r"[^\n\d]{0,80}\d")


def _judge_card(value: Value) -> float:
    if "\n" in value.link or _OTHER_CARDS.search(value.link) is not None or is_phone(value.text):
        return 0.0
    if _SAID.search(value.link) is not None:
        return 0.65  # "son ancienne carte, dont il n'a plus que la copie, est …"
    words = set(re.findall("[a-z]+", value.link)) - _OF_A_CARD
    return 0.65 if len(value.link) <= 40 and len(words) < 2 else 0.0


# A clause between the document and its number ends so.
_SAID = re.compile(r"[a-z,] (?:(?:est|sera|etait)(?: le)?|c'est(?: le)?|[:(]) ?$|,[^,:.]{4,50}(?:, est|:) ?$")


def _reach_clause(value: Value) -> float:
    """Any few words of the same sentence."""
    return 1.0 if len(value.link) <= 80 and "\n" not in value.link and ". " not in value.link else 0.0


# A passport of another country, after whose it is: "les passeports, celui de Maud est 548 207 113".
_ABROAD = re.compile(r"(?:[A-Z]{1,2}[ ]?)?\d{3}[ ]?\d{3}[ ]?\d{2,3}(?![0-9A-Za-z]|[ ]\d)")


def _judge_abroad(value: Value) -> float:
    told = _SAID.search(value.link) is not None and not is_phone(value.text)
    return 0.65 if told and not is_ordinary(value.text, value.after(16)) else 0.0


# The card of 2021, read in two pieces.
_IN_PIECES = re.compile(r"[0-9A-Z]{2,7}[ -][0-9A-Z]{2,7}(?![0-9A-Za-z])")


def _judge_pieces(value: Value) -> float:
    compact = value.compact
    mixed = len(compact) == 9 and 2 <= len(value.digits) <= 7
    return 0.7 if mixed and value.adjoins and all(map(_holds_digit, re.split("[ -]", value.text))) else 0.0


def _holds_digit(piece: str) -> bool:
    return any(map(str.isdigit, piece))


_OF_A_CARD = frozenset(
    [
        "c",
        "est",
        "cest",
        "la",
        "le",
        "de",
        "du",
        "d",
        "l",
        "sa",
        "son",
        "ma",
        "mon",
        "et",
        "no",
        "n",
        "numero",
        "perimee",
        "ancienne",
        "nouvelle",
        "vieille",
        "valable",
        "perdue",
        "volee",
        "rose",
        "identite",
        "nationale",
        "a",
        "renouveler",
        "provisoire",
        "temporaire",
        "actuel",
        "actuelle",
        "presentee",
        "presente",
        "expire",
        "expiree",
        "sienne",
        "mienne",
    ]
)
_OTHER_CARDS = re.compile(
    r" (?:bancaire|bleue|vitale|grise|de bus|de car|de transport|lecteur|de fidelite|carburant|achat|sim|cadeau|scolaire|postale|du reseau|electorale|pro\b|professionnelle|jointe|justificative|de recettes?\b|executoire|de perception|de transport|de paiement|de propriete|de concession|d'abonnement|de creance|cadeau|d'achat)"
)

ANNOUNCED = (
    Announced(
        Label.ID_DOC,
        ("carte", "piece", "titre", "permis", "passeport"),
        _judge_card,
        shape=_TWELVE,
        reach=_reach_clause,
        opening=_DIGIT_NEAR,
    ),
    Announced(
        Label.ID_DOC,
        ("passeport", "passeports", "passport"),
        _judge_abroad,
        shape=_ABROAD,
        reach=_reach_clause,
        opening=_DIGIT_NEAR,
    ),
    Announced(
        Label.ID_DOC,
        ("cni", "cnie", "carte d'identite", "carte nationale d'identite", "identite"),
        _judge_pieces,
        shape=_IN_PIECES,
        opening=_DIGIT_NEAR,
    ),
    Announced(Label.ID_DOC, _WORDS, _judge),
    Announced(Label.ID_DOC, ("titre",), _judge_title, shape=_FOREIGNER),
)
DETECTOR = Detector(
    label=Label.ID_DOC,
    shapes=(_PASSPORT, _CARD, _MACHINE, _PASSPORT_LOWER),
    context=_WORDS,
    against=_AGAINST,
    check=_check,
)
