"""Numbers as letters, forms and scans bring them in: a clause between, a misread word, an odd place for a code."""

from time import perf_counter

import pytest

from garant.privacy import Label, read


def masked(text: str) -> dict[str, Label]:
    return {text[span.start : span.end]: span.label for span in read(text).spans}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Le numéro de sa carte d'identité, qu'il a retrouvée hier, est 870415300218.", "870415300218"),
        ("Pièce présentée : CNl n° 88O415 3OO218", "88O415 3OO218"),
        ("Permis à renouveler : 110375200441", "110375200441"),
        ("Titre provisoire n° 9904418213, valable six mois", "9904418213"),
        ("les passeports sont scannés, celui de Maud est 612 334 908", "612 334 908"),
        ("CNI : K7RTB 2F94", "K7RTB 2F94"),
        ("Passport : NX7K81B25", "NX7K81B25"),
        ("trouvé : porte-monnaie, carte 5132 4844 73O9 71O9", "5132 4844 73O9 71O9"),
        ("Num éro d'a11ocataire : 2418 077 K", "2418 077 K"),
        ("Son dossier d'aide est déposé sous AIDE-44-2025-0093", "AIDE-44-2025-0093"),
        ("Constat de sinistre. Assureur : Matmut, contrat 118 204 775", "118 204 775"),
        ("La requérante, TA de Rennes, n° 2504417-2", "2504417-2"),
        ("FlCHE SlNISTRE n° INO-35-00127", "INO-35-00127"),
        (
            "forfait de post-stationnement, avis n° 25350063000217 4 118 094 312",
            "25350063000217 4 118 094 312",
        ),
        ("les amendes, dressées rue Foch entre 9 h et 10 h 20, sous les numéros 8041882316", "8041882316"),
        ("Assistante familiale, agrément AF-35-0718", "AF-35-0718"),
        ("Mathéo Rey\nNEPH 240835100318 / INE 153097482GG", "240835100318"),
        ("deux cartes grises (BD-918-KL et une ancienne, 2318 WX 35)", "2318 WX 35"),
        ("Le code du vestiaire c 5538B si besoin", "5538B"),
        ("C'est au 31 rue Monge, dernier étage, code B2705.", "B2705"),
        ("l'alarme se coupe avec 6180#.", "6180#"),
        ("sa carte et son code, 2716, sont dans le tiroir", "2716"),
        ("Document édité par ab_mklein le 12/03", "ab_mklein"),
        ("ton login c'est bien pcharpent ?", "pcharpent"),
        ("le compte qui insulte se nomme zZ_kyllou71_Zz", "zZ_kyllou71_Zz"),
        (
            "joindre le cabinet (secretariat.ferreira.lebihan@kine35.fr)",
            "secretariat.ferreira.lebihan@kine35.fr",
        ),
        ("Mon exploitation tourne toujours, siret 744 607 433 00011", "744 607 433 00011"),
        ("J'ai commencé dans mon garage, sous le n° SIRET 79110868100010", "79110868100010"),
    ],
)
def test_it_is_covered_whole(text: str, value: str) -> None:
    assert any(value in found for found in masked(text))


@pytest.mark.parametrize(
    "text",
    [
        "La chaise a au catalogue la référence 970632100458, livrée en mai",
        "le titre de recette n° 2025 0000 1234 est émis",
        "Délibération votée. Voir TA Lille, n° 1703317 sur ce point.",
        "Assurance : SMACL, contrat 0118 20477 pour la flotte de la ville",
        "Bail de trois ans (loi de 1989)\nAssurance Matmut, contrat n° 2270418",
        "le portail s'ouvre avec 20 minutes de retard",
        "la grille se coupe avec 2500 euros d'outillage",
        "Enveloppe communiquée aux candidats : 2 150 000 euros HT",
        "dossier à déposer sous 48 heures, plafond de 3 000 euros",
        "au 2e étage, code INSEE 34172",
        "Le login est bien rempli",
        "Le mot de passe est bien enregistré",
        "imprimé par nos soins, édité par service",
        "les passeports, celui de la commune est prêt",
        "Arrêté n° 2025-AR-077. La sono vient de la ville",
        "2025-11-20T06:12:59Z ouverture",
        "Exploitation du réseau par la société SAUR, siret 744 607 433 00011",
        "J'ai commencé les travaux avec la SARL Dupuis, siret 744 607 433 00011",
        "quartier ; nb_allocataires_RSA ; dont_familles\nCentre ; 412 ; 188\nNord ; 1 904 ; 977",
    ],
)
def test_what_looks_like_it_stays(text: str) -> None:
    assert masked(text) == {}


def test_a_table_of_managers_is_one_of_persons_unless_it_names_their_shops() -> None:
    rows = "{};gerant;activite\n79110868100010;Mélanie Coutant;toilettage\n"
    assert "79110868100010" in masked(rows.format("siret_exploitant"))
    assert "79110868100010" not in masked(rows.format("siret;enseigne").replace("010;", "010;Chez Lili;"))


@pytest.mark.parametrize(
    "piece",
    ["carte d'identité, ", "passeport, celui de ", "TA de ", "alarme ", "dossier. ", "l'Al", "a11", "avis "],
)
def test_time_is_linear_on_pieces_of_it(piece: str) -> None:
    start = perf_counter()
    read(piece * (40_000 // len(piece)))
    assert perf_counter() - start < 8
