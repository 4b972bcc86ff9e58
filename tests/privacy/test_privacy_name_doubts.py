"""What looks like a name and is none: each beside a name that stays one."""

import pytest

from garant.privacy import Label, detect, read

PLACES = [
    ("Née le 3 mai 1980 à Kayseri.", "Kayseri"),
    ("Elle vit à Nouméa depuis mars.", "Nouméa"),
    ("Leur mère est repartie à Albina.", "Albina"),
    ("Le terrain Marcel-Sembat est fermé.", "Marcel-Sembat"),
    ("Rendez-vous à l’annexe Louise-Weiss.", "Louise-Weiss"),
    ("Le centre social Camille-Claudel recrute.", "Camille-Claudel"),
    ("La bourse du travail Fernand-Pelloutier est rénovée.", "Fernand-Pelloutier"),
    ("Le stade Paul-Julius-Bénard ouvre à 9 h.", "Bénard"),
    ("La ferme Saint-Clément accueille la classe.", "Clément"),
    ("SELARL ROSEMOND & ASSOCIÉES\n12 rue Haute", "ROSEMOND"),
    ("Le cabinet HÉBRARD-TEISSEDRE plaide.", "TEISSEDRE"),
    ("J’ai transmis la lettre à Ivry Habitat.", "Ivry"),
]


@pytest.mark.parametrize(("text", "place"), PLACES, ids=[place for _, place in PLACES])
def test_what_bears_a_name_is_nobody(text: str, place: str) -> None:
    assert not [s for s in detect(text) if s.label is Label.PERSON and place in text[s.start : s.end]]


PERSONS = [
    ("J’ai parlé à Karim hier.", "Karim"),
    ("Mme Louise Weiss vit à Gap.", "Louise Weiss"),
    ("Bonjour Marie-Lou, merci de votre appel.", "Marie-Lou"),
    ("Son fils, Jean-Baptiste, est guéri.", "Jean-Baptiste"),
    ("Monsieur l’inspecteur Gauthier-Leroux est venu.", "Gauthier-Leroux"),
    ("la cheffe du service habitat\nPerrine Babonneau\n", "Perrine Babonneau"),
    ("Mme Saint-Clément a appelé.", "Saint-Clément"),
    ("slt cest mehdi benchaabane", "mehdi benchaabane"),
]


@pytest.mark.parametrize(("text", "name"), PERSONS, ids=[name for _, name in PERSONS])
def test_who_bears_it_stays_somebody(text: str, name: str) -> None:
    assert name in [text[s.start : s.end] for s in detect(text) if s.label is Label.PERSON]


@pytest.mark.parametrize(
    "text",
    [
        "Veuillez agréer mes sa1utations.\n",
        "Je dernande un rendez-vous.\n",
        "DEM ANDE DE CARTE\n",
        "jai mis lenveloppe dans la boite\n",
        "faut me rapeler lundi\n",
        "Salam alaykum, bonjour\n",
        "Mél : \nMobile : \n",
        "L’agent qui m’a répondu est parti.\n",
        "passe kan tu veux\n",
    ],
)
def test_words_that_a_scanner_or_a_thumb_spoiled_are_no_names(text: str) -> None:
    assert not [s for s in detect(text) if s.label is Label.PERSON]


@pytest.mark.parametrize(
    "text",
    [
        "Le président Wanabo signe jeudi.",
        "La Présidente Solange Adélard-Mathis a signé la délibération.",
        "M. Tanguy Pérennec, président de l’agglomération, confirme sa venue.",
        "Ce refus, pris par votre adjoint M. Aimé Cléonis, est illégal.",
        "M. Blaise Marine, conseiller d’opposition, s’abstient.",
        "Monsieur le Président de Région, cher Alain Vidalenc,",
    ],
)
def test_a_public_role_is_seen_in_more_words(text: str) -> None:
    assert not [s for s in detect(text) if s.label is Label.PERSON]


def test_the_president_of_a_club_is_somebody() -> None:
    text = "Club de pétanque. Présents : Jean-Luc Fabrègues (président), Mireille Saez (trésorière)."
    assert "Jean-Luc Fabrègues" in [text[s.start : s.end] for s in detect(text)]


def test_the_initial_of_a_social_note_is_a_name_and_that_of_a_published_judgment_none() -> None:
    note = "Madame D. est venue."
    assert [note[s.start : s.end] for s in detect(note)] == ["D"]
    assert detect("Considérant que Mme A... soutient") == ()


def test_what_is_doubted_is_shown() -> None:
    text = "Elle est allée à Oksanville."
    reading = read(text)
    assert not reading.spans
    assert all(each.score < 0.5 for each in reading.uncertain)


def test_an_english_manual_has_the_names_that_lists_know_and_no_others() -> None:
    text = (
        "The gateway inspects each request before it is sent to an external system. Open the Settings page and "
        "choose Network, then click Save. Dear Sir, please find the Annual Report. Best regards, Peter Brown"
    )
    assert [text[s.start : s.end] for s in detect(text)] == ["Peter Brown"]


def test_an_english_title_does_not_make_a_french_letter_english() -> None:
    text = "Le projet The Voice of the Kids est porté par Oksana Vrublevska, animatrice au centre de loisirs."
    assert "Oksana Vrublevska" in [text[s.start : s.end] for s in detect(text)]


@pytest.mark.parametrize("text", ["Voir Benali_Karima_CNI.pdf", "Karima_Benali"])
def test_both_halves_of_a_name_that_an_underscore_joins_are_found(text: str) -> None:
    covered = {at for span in detect(text) for at in range(span.start, span.end)}
    assert all(text.index(half) in covered for half in ("Benali", "Karima"))


def test_what_an_underscore_joins_to_a_name_is_not_always_one() -> None:
    text = "Voir Karima_dossier.pdf"
    assert [text[span.start : span.end] for span in detect(text)] == ["Karima"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Née le : 27/11/1988     à : Kem Thanh", id="of_a_birth_in_two_words"),
        pytest.param("NÉE : 30/11/2018  LIEU : Zvorenka", id="in_a_field_of_a_form"),
        pytest.param("Zvorenka, le 22 septembre 2025\n\nMadame,", id="that_a_letter_is_dated_from"),
        pytest.param("Le cyclone Chida a tout emporté.", id="of_a_cyclone"),
    ],
)
def test_a_place_is_no_name(text: str) -> None:
    assert not [s for s in detect(text) if s.label is Label.PERSON]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("AUBERT Pauline – Bon trimestre", "AUBERT Pauline", id="what_a_dash_adds_is_none_of_it"),
        pytest.param("1. LE BIHAN Erwan – marin", "LE BIHAN Erwan", id="a_particle_in_capitals_is"),
        pytest.param("Élève : DE LA FOREST Hugues", "DE LA FOREST Hugues", id="three_of_them"),
        pytest.param("DOSSIER DE DUPONT JEAN", "DUPONT JEAN", id="but_not_a_preposition"),
        pytest.param("c'est pour mme Le Floc'h demain", "Le Floc'h", id="with_its_capital_after_a_title"),
        pytest.param("Madame d'Arcy est là", "d'Arcy", id="in_small_letters_after_a_title"),
        pytest.param("registre : Kerboul M.-L. ; absente", "Kerboul M.-L.", id="initials_after_it"),
        pytest.param("AB-7;de Turckheim Odile;présente", "de Turckheim Odile", id="its_particle_in_a_cell"),
        pytest.param(
            "2. Le Floc'h Ronan ; présent", "Le Floc'h Ronan", id="an_article_that_is_of_the_surname"
        ),
        pytest.param("Bien à vous,\nM.-Th. Bonnafous", "M.-Th. Bonnafous", id="initials_before_it"),
    ],
)
def test_a_name_begins_and_ends_where_it_does(text: str, name: str) -> None:
    assert name in [text[s.start : s.end] for s in detect(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mme Rouvier, pour l'opposition, demande un vote.", id="who_speaks_for_a_group"),
        pytest.param("L'opposition, par la voix de Samuel Brière, regrette ce budget.", id="its_voice"),
        pytest.param("le groupe d'opposition, par la voix de m brière, regrette.", id="its_voice_in_haste"),
        pytest.param(
            "Présents : Fabienne Ruault, Moussa Keïta, adjoints au maire.", id="a_role_for_all_who_are_listed"
        ),
        pytest.param(
            "Ce jour, le premier adjoint, Hélène Caro, ouvre la séance.", id="a_role_with_its_article"
        ),
        pytest.param("Présents : M. Régis Aumont, adjoint, Mme Lise Dor, maire.", id="each_with_a_role"),
        pytest.param(
            "M. Grosjean : « Et le parking ? »\nMme la maire : « Il est prévu. »\nAdopté par 24 voix contre 5.",
            id="a_debate_that_ends_in_a_vote",
        ),
    ],
)
def test_who_debates_or_is_listed_with_a_role_is_public(text: str) -> None:
    assert not [s for s in detect(text) if s.label is Label.PERSON]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Pour le Maire,\nY. Castelnau", "Y. Castelnau", id="who_signs_for_the_mayor"),
        pytest.param("Pour le préfet et par délégation, Jean Sorel", "Jean Sorel", id="or_for_the_prefect"),
        pytest.param(
            "M. Grosjean : « Et mon fils ? »\nMme la proviseure : « Il est exclu. »\nAdopté par 5 voix contre 2.",
            "Grosjean",
            id="who_speaks_where_a_school_votes",
        ),
        pytest.param(
            "Signé : Rosalie Dréan, ex-institutrice de vos adjoints",
            "Rosalie Dréan",
            id="whose_pupils_have_a_role",
        ),
        pytest.param(
            "Notre président, M. Daniel Ayavou, prêtre", "Daniel Ayavou", id="the_president_of_ours"
        ),
        pytest.param(
            "Présents : M. Régis Aumont, premier adjoint, Hélène Caro (DRH), Didier Blin.",
            "Hélène Caro",
            id="who_is_listed_after_a_role",
        ),
    ],
)
def test_who_stands_near_a_role_stays_somebody(text: str, name: str) -> None:
    assert name in [text[s.start : s.end] for s in detect(text)]
