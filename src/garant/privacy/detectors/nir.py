"""Numéro de sécurité sociale (NIR): 13 characters and a key of 2; provisional and foreign ones too.

Key: 97 - (number mod 97), with 2A → 19 and 2B → 18 for Corsica (INSEE; months 20 to 99 stand for incomplete
birth records).
"""

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_GAP = r"[ ._/\-]{0,2}"
_BODY = (
    rf"[1-478]{_GAP}\d{{2}}{_GAP}(?:0[1-9]|1[0-2]|[2-9]\d){_GAP}(?:\d{{2}}|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}}"
)
_KEY = r"(?:[ ._/\-]{0,2}\(?(?:cle|key)?[ :]{0,2}\d{2}\)?)?"


def key_of(thirteen: str) -> int:
    """The key that belongs to 13 characters, capitals."""
    return 97 - int(thirteen.replace("2A", "19").replace("2B", "18")) % 97


def _check(candidate: Candidate) -> float:
    number = "".join(c for c in candidate.compact.replace("CLE", "") if c.isdigit() or c in "AB")
    score = 0.7 if len(number) == 15 else (0.55 if number[0] in "12" else 0.4)
    if candidate.near:
        score += 0.2
    if len(number) == 15 and key_of(number[:13]) == int(number[13:]):
        return 1.0 if candidate.near or not candidate.against else 0.85
    # A wrong key is most often a typing error, and the person behind it is the same.
    return score - (0.4 * candidate.against if not candidate.near else 0.0)


DETECTOR = Detector(
    label=Label.NIR,
    shapes=(Shape(rf"\b{_BODY}{_KEY}\b", 0.7),),
    context=(
        "nir", "securite sociale", "secu", "secu sociale", "numero ss", "no ss", "n ss", "nss", "insee", "immatriculation",
        "carte vitale", "vitale", "assure*", "ameli", "cpam", "nia", "immatricule*",
    ),
    against=("facture*", "commande*", "siret", "bon de livraison", "devis", "mandat", "ean", "gtin", "code-barres", "reference produit", "isbn"),
    check=_check,
)  # fmt: skip
