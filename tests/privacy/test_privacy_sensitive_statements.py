"""Sensitive statements: each label with its near miss, of whom a sentence speaks, and the words that gave it away."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.conftest import statements

from garant.privacy import Label
from garant.privacy.sensitive.finding import LABELS

TOLD = {
    "HEALTH": [
        "Mme Berger est suivie pour une dépression depuis deux ans.",
        "Mon père a fait un AVC et ne peut plus marcher.",
        "M. Colin est en arrêt maladie jusqu’au 12 mai.",
        "jsuis enceinte de 3 mois et jai mal au dos",
    ],
    "RELIGION": [
        "Nous sommes musulmans pratiquants et nos enfants ne mangent pas de porc.",
        "Mme Saïdi porte le voile pendant les sorties.",
        "Mon fils est témoin de Jéhovah.",
    ],
    "UNION": [
        "M. Vidal est délégué CGT depuis 2019.",
        "Mme Roux, syndiquée à la CFDT, demande un rendez-vous.",
    ],
    "POLITICS": [
        "M. Gautier est adhérent du Rassemblement national.",
        "Je vote à gauche depuis toujours.",
    ],
    "SEXLIFE": [
        "Mon frère est homosexuel et vit avec un homme.",
        "Mme Dupuis a entamé une transition et change de prénom.",
    ],
    "ETHNIC": [
        "M. Traoré, d’origine malienne, a été insulté.",
        "On m’a refusé le logement parce que je suis noir.",
    ],
    "CRIMINAL": [
        "Il a fait de la prison pour trafic de stupéfiants.",
        "M. Petit a été placé en garde à vue hier.",
        "J’ai porté plainte contre mon voisin, qui m’a frappé.",
    ],
    "SOCIAL": [
        "Mme Lopez est sous curatelle et perçoit le RSA.",
        "Je suis en surendettement et je risque d’être expulsée.",
        "M. Ali dort dans sa voiture depuis un mois.",
    ],
    "MINOR": [
        "Mon fils est placé en famille d’accueil depuis mars.",
        "Ma fille se fait harceler au collège par trois élèves.",
        "Une information préoccupante a été rédigée pour Enzo, 6 ans.",
    ],
    "BIOMETRIC": [
        "Ses empreintes digitales ont été relevées à 14 h.",
        "L’ADN retrouvé sur la veste est celui de M. Salvi.",
    ],
}

NEAR_MISSES = [
    "La maison de santé ouvre à 9 h.",
    "La MDPH ouvre à 9 h et ferme à 17 h.",
    "Une campagne de dépistage du diabète aura lieu samedi place de la mairie.",
    "Le congé de longue maladie est accordé après avis du conseil médical.",
    "L’école se trouve rue de l’Église, derrière la salle polyvalente.",
    "Le Secours catholique cherche des bénévoles.",
    "Le stage de voile commence lundi au lac.",
    "Le syndicat mixte des eaux a voté son budget.",
    "Le comité syndical se réunit le 12 mars.",
    "Le conseil a voté à l’unanimité la politique tarifaire de la piscine.",
    "La transition énergétique est une priorité du plan climat.",
    "L’égalité entre les femmes et les hommes fait l’objet d’un rapport annuel.",
    "L’aire d’accueil des gens du voyage rouvrira en avril.",
    "Un véhicule noir est stationné place du Marché.",
    "L’article 222-33 du code pénal punit le harcèlement sexuel.",
    "La police municipale recrute deux agents.",
    "Les vols de vélos ont baissé de 12 % en 2024.",
    "Le taux de pauvreté atteint 18 % dans le département.",
    "Une épicerie solidaire ouvre ses portes rue Pasteur.",
    "L’école applique le programme de lutte contre le harcèlement.",
    "Deux postes d’AESH sont à pourvoir à la rentrée.",
    "Le bilan montre que l’empreinte carbone de la ville diminue.",
    "Je demande un passeport biométrique, quels documents faut-il ?",
]

TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(
            [
                "est suivie pour",
                "dépression",
                "il",
                "mon fils",
                "RSA",
                "\n",
                ". ",
                "é",
                "e\u0301",
                "\ud800",
                "😀",
                ";",
                "a fait",
            ]
        ),
        max_size=40,
    ).map(" ".join),
)


def labels(text: str) -> set[str]:
    return {statement.label.removeprefix("SENSITIVE_") for statement in statements(text)}


@pytest.mark.parametrize(
    ("label", "sentence"), [(label, sentence) for label, group in TOLD.items() for sentence in group]
)
def test_what_is_said_of_a_person_is_found(label: str, sentence: str) -> None:
    assert label in labels(sentence)


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_what_is_said_of_a_law_a_service_or_a_thing_is_left_alone(sentence: str) -> None:
    assert labels(sentence) == set()


def test_every_label_has_its_examples() -> None:
    assert {f"SENSITIVE_{label}" for label in TOLD} == set(LABELS)


def test_a_note_without_a_subject_speaks_of_the_person_before() -> None:
    note = "Mme Berger reçue ce jour.\nSuivie en CMP.\nTt par lithium."
    told = [note[statement.start : statement.end] for statement in statements(note)]
    assert told == ["Suivie en CMP.", "Tt par lithium."]


def test_a_denial_is_still_a_statement() -> None:
    assert labels("Mme Berger n’est pas enceinte.") == {"HEALTH"}


def test_what_is_said_of_a_sick_child_is_said_of_a_minor_too() -> None:
    assert labels("Ma fille Zoé, 7 ans, est allergique aux arachides.") == {"HEALTH", "MINOR"}


def test_what_is_said_of_a_sick_adult_is_not_said_of_a_minor() -> None:
    assert labels("Mme Berger, 54 ans, est allergique aux arachides.") == {"HEALTH"}


def test_a_note_about_an_adult_is_not_about_a_minor() -> None:
    assert labels("Mme B. reçue ce jour.\nSuivie en CMP pour une dépression.") == {"HEALTH"}


def test_a_first_name_alone_is_a_child_s_where_the_text_speaks_of_a_class() -> None:
    assert "MINOR" in labels("Classe de CM1, semaine du 6.\nMaëlle a été retrouvée seule au portail.")


def test_the_same_words_with_the_age_of_an_adult_are_not_of_a_minor() -> None:
    assert "MINOR" not in labels(
        "Résidence Les Saules.\nMaëlle Roux, 84 ans, a été retrouvée seule au portail."
    )


def test_a_grown_up_son_is_no_minor() -> None:
    assert labels("Mon fils est avocat à Nantes et suivra le dossier.") == set()


@pytest.mark.parametrize(("birth", "is_minor"), [("2016-12-11", True), ("1990-12-11", False)])
def test_the_birth_in_a_row_tells_a_minor_from_an_adult(birth: str, is_minor: bool) -> None:
    told = labels(f"| Dupont | {birth} | épilepsie | Pasteur | suivi |")
    assert ("MINOR" in told) is is_minor


@pytest.mark.parametrize(
    "text",
    [
        "Les enfants de l’école Jules-Ferry ont planté des arbres.",
        "Mme Hardy, assistante familiale, demande ses congés du 3 au 17.",
        "Inscription de Lise Moreau, née le 4 mai 2021, en petite section.",
        "Une semaine contre le harcèlement entre élèves se tient en mars.",
    ],
)
def test_children_in_general_services_and_enrolments_are_nothing(text: str) -> None:
    assert labels(text) == set()


def test_one_sentence_can_tell_several_things() -> None:
    assert {"HEALTH", "SOCIAL"} <= labels(
        "M. Ali est en fauteuil roulant, il perçoit le RSA et il est sous curatelle."
    )


def test_the_words_that_gave_it_away_are_shown() -> None:
    text = "Bonjour. Mme Berger est suivie pour une dépression."
    (statement,) = statements(text)
    assert text[statement.start : statement.end] == "Mme Berger est suivie pour une dépression."
    assert [text[slice(*word)] for word in statement.words] == ["est suivie pour une dépression"]


def test_the_row_of_a_table_is_one_sentence() -> None:
    table = "Nom;Motif\nBERGER Lucie;congés annuels\nCOLIN Marc;CLM depuis janvier\n"
    (statement,) = statements(table)
    assert table[statement.start : statement.end] == "COLIN Marc;CLM depuis janvier"


@pytest.mark.parametrize(
    "sentence",
    [
        "MADAME BERGER EST SUIVIE POUR UNE DEPRESSION",
        "mme berger est suivie pour une depression",
        "Mme Berger est suivie pour une dépresssion.",
        "Mme Berger est su1vie p0ur une dépress1on.",
        unicodedata.normalize("NFD", "Mme Berger est suivie pour une dépression."),
    ],
)
def test_capitals_accents_typing_and_scanning_errors_hide_nothing(sentence: str) -> None:
    assert labels(sentence) == {"HEALTH"}


def test_a_french_word_one_letter_away_is_no_typing_error() -> None:
    assert "HEALTH" not in labels("M. Colin a demandé la répression des fraudes et payé l’addition.")


def test_offsets_are_those_of_the_text_with_its_accents_apart() -> None:
    text = unicodedata.normalize("NFD", "Été à Gap. Mme Berger est diabétique.")
    (statement,) = statements(text)
    assert text[statement.start : statement.end].startswith("Mme Berger")
    assert unicodedata.normalize("NFC", text[slice(*statement.words[-1])]).endswith("diabétique")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "\ud800", "😀" * 50])
def test_a_text_that_says_nothing_says_nothing(text: str) -> None:
    assert statements(text) == ()


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_with_offsets_within_it(text: str) -> None:
    found = statements(text)
    assert found == statements(text)
    assert list(found) == sorted(found)
    for statement in found:
        assert 0 <= statement.start < statement.end <= len(text)
        assert statement.words
        assert statement.label in set(Label) & set(LABELS)
        for start, end in statement.words:
            assert statement.start <= start < end <= len(text)


@pytest.mark.parametrize(
    "piece", ["suivie ", "est malade ", "l’enceinte de l’école ", "a fait .. ", "mon fils est placé\n"]
)
def test_a_text_four_times_as_long_takes_about_four_times_as_long(piece: str) -> None:
    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            statements(text)
            best = min(best, time.process_time() - started)
        return best

    short = piece * (40_000 // len(piece))
    # A quadratic reading would take sixteen times as long; the rest is room for a busy machine.
    assert seconds(short * 4) < 0.2 + 10 * seconds(short)


@pytest.mark.parametrize(
    "text",
    [
        "Liste les points à retenir.",
        "Résume ce texte.",
        "ok merci",
        "test",
        "Bonjour,",
        "Objet : demande de subvention",
    ],
)
def test_what_is_asked_of_an_assistant_says_nothing_of_anybody(text: str) -> None:
    assert statements(text) == ()


def test_words_that_nobody_knows_tell_nothing() -> None:
    assert statements("zyxkovy trelgat, 3 courriers") == ()
