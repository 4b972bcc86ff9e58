"""Values that a word announces: every number in the writings of many people, and what stands beside it left alone."""

import pytest

from garant.privacy import Label, detect
from garant.privacy.announced import Announcements
from garant.privacy.detectors import ANNOUNCED
from garant.privacy.folded import fold

# The datum stands between « and ».
WRITINGS = [
    ("NIR", "son numéro de sécu c'est le «1 85 05 78 006 084 91» merci"),
    ("NIR", "c ma secu «185057800608491»"),
    ("NIR", "NIR«185057800608491»"),
    ("NIR", "N° SS : «2 54 07 05 061 123 - 34»"),
    ("NIR", "n° de sécurité sociale\n«2540705061123 34»"),
    ("NIR", "NIR : «l 85 O5 78 0O6 084 9l»"),
    ("NIR", "sécu «1 85 05 78 006 84 91» (je suis plus sur)"),
    ("NIR", "numéro INSEE «1 85 05 78 006 084»"),
    ("NIR", "son NIR («1.85.05.78.006.084 clé 91»)"),
    ("IBAN", "iban «FR 76 30006 00001 12345678901 89»"),
    ("IBAN", "IBAN : «FR76 3OOO 6OOO O112 3456 789O 189»"),
    ("IBAN", "iban «FR76 3000 6000 0112 3456 7890 18» (il manque un chiffre)"),
    ("IBAN", "guichet «00123» banque 20041"),
    ("IBAN", "code banque «20041»"),
    ("CARD", "amex «3782 822463 10005»"),
    ("CARD", "ma carte bancaire «4970 1012 3456 789O»"),
    ("PLATE", "véhicule immatriculé en Espagne «1234 BCD»"),
    ("PLATE", "immatriculée en Belgique «1-ABC-234»"),
    ("PLATE", "camion «4521 VB 13» stationné"),
    ("TAX_ID", "réf. avis : «23 04 1234567 89»"),
    ("TAX_ID", "FIP : «620 08 441 220 517 N H»"),
    ("TAX_ID", "identifiant fiscal «1 234 567 890 123»"),
    ("BENEF_ID", "CAF n° «1234567 A»"),
    ("BENEF_ID", "identifiant France Travail : «12345678901»"),
    ("BENEF_ID", "N° de dossier MDPH : «MDPH13/2024/4512»"),
    ("BENEF_ID", "MATRICULE CAF «1234567»"),
    ("BENEF_ID", "«1234567A», c'est mon numéro d'allocataire"),
    ("CASE_ID", "N/Réf : «SAP/KB/2024-118»"),
    ("CASE_ID", "dossier de M. Karim Benali, réf «24-118-B»"),
    ("CASE_ID", "dossier Benali «458712»"),
    ("CASE_ID", "ma demande de logement («0040523098114»)"),
    ("CASE_ID", "Votre numéro unique est le «031 0225 004871 19»."),
    ("CASE_ID", "Dossier suivi sous le n° «11872»"),
    ("CASE_ID", "signalement n°«2024-IP-0098»"),
    ("INE", "n° INE «0512 345 678 K»"),
    ("INE", "BEA : «2506012345X»"),
    ("ID_DOC", "carte d'identité numéro «D2H6862M2»"),
    ("ID_DOC", "N° étranger «7703184526»"),
    ("ID_DOC", "muni de votre passeport («FE418822»)"),
    ("EMPLOYEE_ID", "mat. «4471»"),
    ("EMPLOYEE_ID", "Mon matricule reste «D13-20417»."),
    ("SIRET", "ma micro-entreprise siret «81234567800015»"),
    ("SIRET", "Noëlle Sapin, céramiste – SIRET «453 118 929 00034»"),
    ("PRO_ID", "Dr Legrand (RPPS «10003456786»)"),
    ("PRO_ID", "assistante maternelle, n° d'agrément «80-AM-2017-0412»"),
    ("DATE_BIRTH", "ddn «12.3.81»"),
    ("DATE_BIRTH", "née le «3 avril cinquante-deux»"),
    ("DATE_BIRTH", "Née le : «7.VIII.2011»"),
    ("DATE_BIRTH", "née le «12/O3/l985»"),
    ("DATE_BIRTH", "Date et lieu de naissance : Gap, le «12/03/1985»"),
    ("DATE_BIRTH", "née Durand le «12/03/1981»"),
    ("DATE_BIRTH", "34 ans («12/03/1990»)"),
    ("DATE_BIRTH", "(née en «mars 1981»)"),
    ("DATE_BIRTH", "<DteNaiss>«19900317»</DteNaiss>"),
    ("SECRET", "le mdp c'est «chaton»"),
    ("SECRET", "code pin «4521»"),
    ("SECRET", "mot de passe provisoire «Aut0mne!2025» communiqué"),
    ("SECRET", "Codes du local : «7731#A»."),
    ("SECRET", "Mot de passe\n«Printemps!25»"),
]


@pytest.mark.parametrize(("label", "marked"), WRITINGS)
def test_the_value_is_found_whole_and_alone(label: str, marked: str) -> None:
    datum = marked[marked.index("«") + 1 : marked.index("»")]
    text = marked.replace("«", "").replace("»", "")
    assert datum in [text[span.start : span.end] for span in detect(text) if span.label == label]


@pytest.mark.parametrize(
    "text",
    [
        "Vu le dossier de consultation des entreprises n° 24S0031",
        "La commune de Gap, SIREN 210500617",
        "SIRET 812 345 678 00015 de la SARL Durance",
        "parcelle AB 214, section B n° 412",
        "le 12 mars 2024, la MDPH a reçu 1 245 dossiers",
        "dossier de 45 pages",
        "la demande de 2024 sera étudiée",
        "association née en 1981",
        "Le conseil municipal est né en 1789",
        "Votre dossier est complet. Le 12 mars, la commission se réunit",
        "CCAS de Manosque, 04100 Manosque",
        "il ne viendra pas le 12/03/2024",
        "code NAF 4711B, code APE 84.11Z, code postal 04100",
        "convention n° 2024-118 avec la CAF",
        "le titre n° 2025-1187",
        "Les dossiers de 2023 et 2024",
        "Réf. du marché : 2024-12-VOI",
        "Offre d'emploi, référence O093250218000441",
        "l'usager doit fournir 3 pièces avant le 30/06/2024",
        "la carte est valable 3 ans, jusqu'au 31/12/2027",
        "Fin d'intervention 23 h 15, véhicule parti",
        "virement sur le compte BDF 30001 00572 C3420000000 85",
        "le mot de passe doit comporter 12 caractères",
        "demande du 12/03/2024",
        "le RSA est de 607,75 € au 1er avril 2024",
        "Lettre recommandée avec AR n° 1A 204 418 7703 5",
    ],
)
def test_a_word_that_announces_nothing_of_somebody_masks_nothing(text: str) -> None:
    apart = {Label.PERSON, Label.ADDRESS, Label.PHONE, Label.EMAIL}
    assert [text[span.start : span.end] for span in detect(text) if span.label not in apart] == []


def test_several_values_after_one_word_are_all_found() -> None:
    text = "dossiers 2024-118, 2024-119 et 2024-121"
    assert [text[s.start : s.end] for s in detect(text)] == ["2024-118", "2024-119", "2024-121"]


def test_a_second_date_is_a_birth_only_after_a_plural() -> None:
    assert len(detect("nés le 12/03/2010 et le 05/06/2012")) == 2
    assert len(detect("né le 12/03/2010 et le 05/06/2012")) == 1


def test_what_stands_in_the_next_sentence_is_not_announced() -> None:
    found = list(Announcements(ANNOUNCED).read(fold("J'ai perdu mon dossier. Le code 2024-1187 est faux.")))
    assert found == []
