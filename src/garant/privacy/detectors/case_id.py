"""Références de dossier: what points to one person's file, request, complaint. Not an act, a market, an invoice."""

from garant.privacy.codes import CAPITALS_CODE, CODE, follows, leading, linked
from garant.privacy.detector import Candidate, Detector
from garant.privacy.labels import Label

_WORDS = (
    "dossier", "dossiers", "demande", "plainte", "reclamation", "usager", "concession", "procedure", "proces-verbal", "pv", "proces verbal", "main courante",
    "signalement", "information preoccupante", "recours", "requete", "sinistre", "ticket", "recepisse", "contrat", "affaire",
    "courrier", "suivi", "inscription", "candidature", "client", "cliente", "abonne", "abonnee", "abonnement", "compteur", "instance",
    "parquet", "minute", "jugement", "rg", "n/ref", "v/ref", "nos ref", "vos ref", "nos references", "vos references", "ref", "reference",
    "references", "v. ref", "n. ref", "accident", "logement", "dru", "numero unique", "famille", "patient", "ipp", "quittance", "convocation", "ip",
)  # fmt: skip
_AGAINST = (
    "deliberation*", "marche*", "loi", "lois", "decret*", "arrete*", "ordonnance*", "article*", "facture*", "devis", "budget*", "commande*", "lot",
    "mandat*", "titre de recette*", "bordereau*", "convention*", "cerfa", "circulaire*", "norme*", "reglement", "appel d'offres",
    "consultation", "permis de construire", "iso", "directive", "siret", "siren", "siege", "subvention", "appel a projets", "delib", "capital", "bon de commande", "engagement", "imputation",
)  # fmt: skip
_CONTEXT = linked("|".join(_WORDS))


def _check(candidate: Candidate) -> float:
    if not leading(candidate, 3) or len(candidate.compact) < 4:
        return 0.0
    if candidate.against >= candidate.near or not follows(candidate, _CONTEXT):
        return 0.0
    return 0.55 + 0.3 * candidate.near


DETECTOR = Detector(
    label=Label.CASE_ID, shapes=(CODE, CAPITALS_CODE), context=_WORDS, against=_AGAINST, check=_check
)
