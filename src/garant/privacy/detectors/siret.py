"""SIRET, SIREN or VAT number of an individual's business. Those of public bodies and companies are public."""

from stdnum import luhn

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_SIRET = Shape(r"\b\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{5}\b", 0.3, needs_context=True)
_SIREN = Shape(r"\b\d{3}[ .]?\d{3}[ .]?\d{3}\b", 0.25, needs_context=True)


def _check(candidate: Candidate) -> float:
    around = candidate.before(140) + candidate.after(60)
    named = any(word in around for word in ("siret", "siren", "rcs", "immatricul"))
    if not named or candidate.against > candidate.near:
        return 0.0
    digits = candidate.digits
    # La Poste: 14 digits whose sum is a multiple of 5.
    valid = luhn.is_valid(digits) or (digits.startswith("356000000") and sum(map(int, digits)) % 5 == 0)
    return 0.55 + (0.3 if valid else 0.0)


DETECTOR = Detector(
    label=Label.SIRET,
    shapes=(_SIRET, _SIREN),
    context=("auto-entrepreneur*", "autoentrepreneur*", "micro-entreprise*", "micro-entrepreneur*", "microentreprise", "entreprise individuelle", "entrepreneur individuel", "entrepreneuse individuelle", "ei", "artisan", "artisane", "profession liberale", "infirmier liberal", "infirmiere liberale", "liberal", "liberale", "exploitant agricole", "exploitante agricole", "independant", "independante", "nom propre"),
    against=("sarl", "sas", "sasu", "eurl", "sa", "sci", "mairie", "commune", "departement", "region", "association", "communaute", "societe", "metropole"),
    check=_check,
)  # fmt: skip
