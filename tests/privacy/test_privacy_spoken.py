"""Numbers dictated in words: read as if in digits, and given back as the words stand."""

import pytest

from garant.privacy import Label, detect
from garant.privacy.detectors.spoken import dictated
from garant.privacy.folded import fold


def written(text: str) -> str | None:
    in_digits = dictated(fold(text))
    return in_digits.folded.text if in_digits is not None else None


def found(text: str) -> list[tuple[Label, str]]:
    return [(span.label, text[span.start : span.end]) for span in detect(text)]


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("deux soixante-dix-huit zéro quatre trois cent vingt", "2 78 04 320"),
        ("quatre-vingt-dix-neuf, quatre-vingt-un, zéro zéro six", "99 81 006"),
        ("soixante et onze trente et un deux cent quatre", "71 31 204"),
        ("dix-sept quarante-quatre B", "17 44 B"),
        ("cent douze tiret trente mille quatre", "112-30004"),
        ("07 quarante 12 zéro trois 66", "07 40 12 03 66"),
        ("06 21 puis 90 puis 34 puis 58", "06 21 90 34 58"),
        ("04.95.01 06 pause 81", "04 95 01 06 81"),
        ("06 96 tirets 37 43 94", "06 96 37 43 94"),
        ("07 6 5 9 0 5 6 zéro neuf", "07 6 5 9 0 5 6 09"),
        ("zéro six ... douze trente encore vingt quatre-vingt-dix", "06 12 30 20 90"),
        ("zéro quatre vingt et un soixante douze onze", "04 21 72 11"),
        ("G-H huit cent douze K L", "GH 812 KL"),
        ("golf-hotel huit cent douze K L", "GH 812 KL"),
        ("fox-trot x-ray deux cent six", "FX 206"),
        ("bravo kilo deux cent six sierra tango", "BK 206 ST"),
    ],
)
def test_a_dictated_number_is_written_in_digits(said: str, digits: str) -> None:
    assert written(said) == digits


@pytest.mark.parametrize(
    "said",
    [
        "trois mille deux cent quatre-vingts euros",
        "l'an deux mille vingt-quatre, le douze mars",
        "entre vingt et trente ans, un ou deux enfants",
        "de dix-huit heures à vingt heures trente",
        "DE DEUX A TROIS CENTS",
        "06 12 34 56 78, deux enfants",
        "le 12 puis le 13, puis 14 points",
        "2 024 puis 2 025, puis 2 026",
        "012 puis 034 puis 056 points",
        "réf. 0412 plus 3388, plus 42 euros",
        "né le 17 sept. 1977",
        "a-t-il huit cent douze euros",
        "un agent et deux adjoints",
        "soixante mille, puis quatre-vingt mille euros",
    ],
)
def test_a_number_said_in_one_go_is_no_dictation(said: str) -> None:
    assert written(said) is None


def test_a_social_security_number_in_words_is_found_as_it_stands() -> None:
    text = "ma sécu c'est le deux soixante-huit onze trente-quatre cent douze zéro quarante-huit voilà"
    assert found(text) == [(Label.NIR, "deux soixante-huit onze trente-quatre cent douze zéro quarante-huit")]


def test_a_plate_in_the_alphabet_of_radio_is_found() -> None:
    text = "un véhicule immatriculé bravo kilo deux cent six sierra tango, à l'arrêt"
    assert found(text) == [(Label.PLATE, "bravo kilo deux cent six sierra tango")]


def test_accents_before_a_dictated_number_do_not_move_it() -> None:
    text = "e\u0301te\u0301, sécu : un cinquante-deux zéro trois soixante-deux cent sept deux cent treize"
    assert found(text)[-1] == (
        Label.NIR,
        "un cinquante-deux zéro trois soixante-deux cent sept deux cent treize",
    )


@pytest.mark.parametrize(
    "phone",
    [
        "06, encore 06, puis 41 27 93",
        "zéro quatre soixante et onze, pause, quarante-quatre quarante et un dix-huit",
        "04 71 - quarante-quatre - 41 18",
        "0692 88 puis 30 puis 61",
    ],
)
def test_a_telephone_with_pauses_is_found_whole_whoever_is_named_above(phone: str) -> None:
    assert (Label.PHONE, phone) in found(f"Cabinet Roux\n12 rue Haute, 05000 Gap\n{phone} (secrétariat)")


def test_a_landline_said_without_its_zero_needs_the_word() -> None:
    said = "cinq cinquante-neuf, trente-sept, puis 60 92"
    assert found(f"Téléphone {said} (avec le zéro devant)") == [(Label.PHONE, said)]
    assert found(f"Rendez-vous au {said}") == []


def test_results_of_a_vote_in_words_stay() -> None:
    assert found("Vote : vingt-deux pour, trois contre, deux abstentions, zéro blanc.") == []
    assert found("Lots quatre, cinq, six et sept : deux cent dix mille euros chacun.") == []
