"""Numbers of all kinds as people, scanners and clerks really write them; each beside what looks like it and is nobody's."""

import pytest

from garant.privacy import Label, detect


def found(text: str) -> set[str]:
    return {text[span.start : span.end] for span in detect(text)}


def labels(text: str) -> set[Label]:
    return {span.label for span in detect(text)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ma sécu c'est 2 71 05 33 281 114 et la clé je crois 47", "47"),
        ("N° S.S. 1 62 O8 3l 4O5 1l2 78", "1 62 O8 3l 4O5 1l2 78"),
        ("CAF allocataire 31 0 552 904, au nom de madame", "31 0 552 904"),
        ("chez la MSA je suis le 47 2 118 0932 6", "47 2 118 0932 6"),
        ("mon num france travail c 5518230 R", "5518230 R"),
        ("suivi MDPH de Léo (061-2023-1187), AESH demandée", "061-2023-1187"),
        ("ma carte 5355 8236 puis 9636 4418, merci", "5355 8236 puis 9636 4418"),
        ("Étab. 30004\nGuich. 00811\nCpte 00001234567\nCl. 41", "00811"),
        ("L'IBAN commence par FR76 1027 8060 4100", "FR76 1027 8060 4100"),
        ("parti en courant puis à bord de 418-BTR-69", "418-BTR-69"),
        ("une clio grise immatriculée BD 20? KR", "BD 20? KR"),
        ("tracteur irnmatriculé 6l2 TB 3l", "6l2 TB 3l"),
        ("Sa carte c'est 140331200945, elle est périmée", "140331200945"),
        ("Boîte à clés du gîte : 4471", "4471"),
        ("code du garage : 3 0 7 2 #", "3 0 7 2 #"),
        ("mdp wifi médiathèque cerise2031 dis rien", "cerise2031"),
        ("l'adresse IP d'où il a écrit, 176-141-22-60", "176-141-22-60"),
        ("le relais VPN sortait en 88 . 173 . 12 . 240", "88 . 173 . 12 . 240"),
        ("aide juridictionnelle C-31555-2024-002218 accordée", "C-31555-2024-002218"),
        ("Agent : badge 7A:01:CE:55", "7A:01:CE:55"),
        ("<Kev_du_38> tu viens ?", "Kev_du_38"),
        ("10:02 mimi.kzr : tu viens ?", "mimi.kzr"),
    ],
)
def test_it_is_covered(text: str, value: str) -> None:
    assert any(value in each for each in found(text)), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Délibération 2024-11-0123 du conseil municipal",
        "Arrêté préfectoral n° 35-2024-06-12-00001",
        "Le marché n° 2023-118-0042 est attribué à la société Dalkia",
        "L'alarme a été vérifiée en 2024, portail compris",
        "Le coffre contient 1 500 euros et le garage 2019 trois véhicules",
        "Le mot de passe doit compter douze signes et changer sous Windows11",
        "date_naissance : obligatoire\ncode_postal : obligatoire",
        "Vote : 22 pour, 3 contre, 2 abstentions",
        "La carte scolaire 2024-2025 ferme 12 classes",
        "Salle 12, étage 3, bâtiment 4",
        "version 7.2.4.0972 du client",
    ],
)
def test_what_looks_like_it_stays(text: str) -> None:
    assert found(text) == set()


def test_an_expiry_beside_a_card_is_the_cards_and_one_of_a_contract_is_not() -> None:
    assert "09/29" in found("Ma carte : 4970 1012 3456 7893, exp. 09/29")
    assert found("Le contrat de maintenance est valable jusqu'en 09/29.") == set()
