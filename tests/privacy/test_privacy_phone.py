"""Téléphones."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy import Label, Span
from garant.privacy.detectors.phone import DETECTOR
from garant.privacy.folded import fold
from garant.privacy.rules import Rules

LABEL = Label.PHONE
ALONE = Rules((DETECTOR,))


def phones(text: str) -> list[Span]:
    """What this detector says by itself, uncertain or not."""
    return list(ALONE.candidates(fold(text)))


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("Tél. 06 12 34 56 78", "06 12 34 56 78", id="pairs"),
        pytest.param("mon num 0612345678", "0612345678", id="joined"),
        pytest.param("06.12.34.56.78", "06.12.34.56.78", id="dots"),
        pytest.param("06-12-34-56-78", "06-12-34-56-78", id="hyphens"),
        pytest.param("+33 6 12 34 56 78", "+33 6 12 34 56 78", id="international"),
        pytest.param("+33 (0)6 12 34 56 78", "+33 (0)6 12 34 56 78", id="zero_in_brackets"),
        pytest.param("0033612345678", "0033612345678", id="double_zero"),
        pytest.param("0612 345 678", "0612 345 678", id="four_three_three"),
        pytest.param("0692 12 34 56", "0692 12 34 56", id="Reunion"),
        pytest.param("+262 692 12 34 56", "+262 692 12 34 56", id="Reunion_international"),
        pytest.param("+32 475 12 34 56", "+32 475 12 34 56", id="Belgium"),
        pytest.param("chez ma mère 04 92 11 22 33", "04 92 11 22 33", id="private_landline"),
        pytest.param("Famille Roux, 02 51 47 45 46", "02 51 47 45 46", id="family"),
        pytest.param("Ma mère a refait sa cuisine : 05 59 46 30 31", "05 59 46 30 31", id="own_kitchen"),
        pytest.param(
            "mon numéro : zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
            "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
            id="spelled",
        ),
        pytest.param(
            "c'est le zéro sept quatre-vingt-deux trente-trois dix-sept quatre-vingt-dix-neuf",
            "zéro sept quatre-vingt-deux trente-trois dix-sept quatre-vingt-dix-neuf",
            id="spelled_eighties",
        ),
        pytest.param(
            "le 06 puis 12 puis 34 puis 56 puis 78", "06 puis 12 puis 34 puis 56 puis 78", id="pauses"
        ),
        pytest.param(
            "mon tel 06 douze 34 cinquante six 78", "06 douze 34 cinquante six 78", id="half_spelled"
        ),
        pytest.param("06/12/34/56/78", "06/12/34/56/78", id="slashes"),
        pytest.param("tel0612345678", "0612345678", id="glued"),
        pytest.param("(06) 12 34 56 78", "(06) 12 34 56 78", id="brackets"),
        pytest.param("mon numéro : 33612345678", "33612345678", id="prefix_without_plus"),
        pytest.param("portable O6 I2 34 S6 78", "O6 I2 34 S6 78", id="misread_by_OCR"),
        pytest.param("tel 6 12 34 56 78", "6 12 34 56 78", id="first_zero_left_out"),
        pytest.param("tel : 06 12 34 56 7", "06 12 34 56 7", id="a_digit_too_few"),
        pytest.param("tel 25.12.34 à Nouméa", "25.12.34", id="New_Caledonia"),
        pytest.param("tél. 87 12 34 56, Papeete", "87 12 34 56", id="Polynesia"),
        pytest.param("ma tante : 0596 71 22 41", "0596 71 22 41", id="Martinique"),
        pytest.param("voir Mme Roux au poste 4127", "4127", id="extension"),
        pytest.param(
            "Mme Sophie Marchand, service urbanisme, 04 92 70 91 12", "04 92 70 91 12", id="direct_line"
        ),
        pytest.param(
            "Affaire suivie par : Sophie Marchand\nTél. : 04 92 70 91 12",
            "04 92 70 91 12",
            id="letterhead_of_an_agent",
        ),
        pytest.param(
            "Vous pouvez m'appeler : 06 .. 30 .. 96 .. 18 .. 02", "06 .. 30 .. 96 .. 18 .. 02", id="dots"
        ),
        pytest.param("mon tel c 06 41 x 22 x 90 x 17", "06 41 x 22 x 90 x 17", id="crosses"),
        pytest.param("je lui ai donné le mien : 02.31 (62) 05-96", "02.31 (62) 05-96", id="brackets_within"),
        pytest.param("port. O6•88•44•l7•O2", "O6•88•44•l7•O2", id="scanned_bullets"),
        pytest.param("Mme Roux – 0(033)6/31/44/17/02", "0(033)6/31/44/17/02", id="prefix_after_the_zero"),
        pytest.param("vini (689) 87 - 74 41 7 0", "(689) 87 - 74 41 7 0", id="Tahiti_in_pieces"),
        pytest.param(
            "pour me rappeler le zéro cinq cinquante-six quarante-deux euh dix-huit trente",
            "zéro cinq cinquante-six quarante-deux euh dix-huit trente",
            id="hesitation",
        ),
        pytest.param(
            "appelez la mère au six onze quarante-huit zéro zéro dix-neuf",
            "six onze quarante-huit zéro zéro dix-neuf",
            id="no_zero_said",
        ),
        pytest.param("Pour me joindre : 04.95.46 07 pause 33", "04.95.46 07 pause 33", id="a_pause"),
        pytest.param("Tél. maison 0590 28 44 16", "0590 28 44 16", id="at_home"),
        pytest.param(
            "Téléphone personnel communiqué pour l'astreinte : 05 55 66 18 04",
            "05 55 66 18 04",
            id="of_ones_own",
        ),
        pytest.param(
            "Mme Roux au 03 88 91 07 44 poste 12", "03 88 91 07 44 poste 12", id="with_its_extension"
        ),
    ],
)
def test_phone_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Standard de la mairie : 04 92 30 08 00", id="public_desk"),
        pytest.param("Numéro vert 0 800 12 34 56", id="toll_free"),
        pytest.param("Appelez le 3939 ou le 115", id="short_number"),
        pytest.param("0 892 70 12 34", id="paid_service"),
        pytest.param("Budget : 06 123 456 78 €", id="amount"),
        pytest.param("SIRET 812 345 678 00015", id="SIRET"),
        pytest.param("du 01/02/2024 au 03/04/2025", id="dates"),
        pytest.param("du 01/02/2024 - 03/04/2025", id="dates_side_by_side"),
        pytest.param("Contactez le service état civil au 04 92 70 34 12", id="service"),
        pytest.param("Mairie de Gap\n3 rue Carnot\nTél. 04 92 53 24 11", id="letterhead_of_a_body"),
        pytest.param("Astreinte technique : 06 12 34 56 78", id="mobile_of_a_desk"),
        pytest.param("Renseignements au 04 92 53 24 11", id="information_desk"),
        pytest.param("le poste 6512 est vacant", id="employment"),
        pytest.param("facture n° 0612345678", id="invoice"),
        pytest.param("zéro un deux trois soleil", id="counting_game"),
        pytest.param("0,612345678 km", id="decimal"),
        pytest.param("Cellules | 01 | 12 | 15 | 20 | 33 |", id="cells_of_a_table"),
        pytest.param("du 01/02 - 03/04 (05)", id="days"),
        pytest.param("Nos bureaux vous accueillent du lundi au vendredi, 03 21 00 15 15.", id="open_hours"),
        pytest.param("Le guichet famille reste joignable au 02 51 47 45 46.", id="family_counter"),
        pytest.param("Le numéro de la cuisine n'a pas changé, 05 59 46 30 31.", id="kitchen"),
        pytest.param("L'abbaye a le téléphone : 03 89 81 91 24", id="abbey"),
        pytest.param("Pour réserver, appelez la veille au 02 96 13 59 56.", id="booking"),
        pytest.param("Standard de la mairie, téléphone fixe : 04 92 10 20 30", id="switchboard"),
        pytest.param("il y en a six au onze, quarante au rang zéro", id="counts_in_words"),
    ],
)
def test_what_only_looks_like_phone_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


_SEPARATORS = ["", " ", ".", "-", "/", " . ", " - ", "  ", ", "]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from("1234567 9".replace(" ", "")),
    st.text("0123456789", min_size=8, max_size=8),
    st.lists(st.sampled_from(_SEPARATORS), min_size=4, max_size=4),
    st.sampled_from(["0{}", "+33 {}", "+33{}", "0033 {}", "+33 (0){}", "(0){}", "+33(0) {}"]),
)
def test_any_writing_of_a_French_number_is_found_whole(
    first: str, rest: str, separators: list[str], form: str
) -> None:
    pairs = [rest[at : at + 2] for at in range(0, 8, 2)]
    number = form.format(first) + "".join(s + pair for s, pair in zip(separators, pairs, strict=True))
    text = f"mon portable : {number} merci"
    start = text.index(number)
    covered = {at for span in phones(text) for at in range(span.start, span.end) if span.score >= 0.5}
    assert all(at in covered for at in range(start, start + len(number)) if text[at].isdigit())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "0",
                "06",
                "12",
                "+",
                "33",
                "(0)",
                " ",
                ".",
                "-",
                "zéro",
                "six",
                "vingt",
                "quatre",
                "puis",
                "tel",
                "poste",
                "é\u0301",
                "📞",
            ]
        ),
        max_size=40,
    )
)
def test_any_pieces_of_numbers_give_spans_within_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert all(0 <= span.start < span.end <= len(fold(text).text) for span in phones(text))


_AFTER_A_DATE = [
    "née le 12/03/1985, {}",
    "née le 12/03/1985 {}",
    "née le 02/03/1985, {}",
    "vue le 02/03/85, {}",
    "née le 12-03-1985, {}",
    "née le 12 mars 1985 {}",
    "Karima,Benali,12/03/1985,{},kb@exemple.fr",
    "1985-03-12 {}",
    "depuis 03/2019, {}",
    "Digne 04000, {}",
]


@pytest.mark.parametrize("written", ["06 39 98 42 17", "0639984217", "06.39.98.42.17", "0692 12 34 56"])
@pytest.mark.parametrize("sentence", _AFTER_A_DATE)
def test_a_phone_after_a_date_is_found_whole_and_takes_none_of_the_date(
    found: Callable[[str], list[str]], sentence: str, written: str
) -> None:
    assert found(sentence.format(written)) == [written]


@pytest.mark.parametrize(
    "text",
    [
        "du 12/03/1985, 12 06 39 98",
        "le 02/03/85, 06 39 fois",
        "du 01/02/2024, 03/04/2025",
        "séance du 12/03/2024, 04 92 voix",
        "réf. 2024-03-12-0639984217",
    ],
)
def test_a_date_and_other_numbers_make_no_phone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


def test_pairs_that_might_be_a_date_are_a_phone_still(found: Callable[[str], list[str]]) -> None:
    for written in ("06/12/34/56/78", "06.12.85.07.19", "01-02-03-04-05", "06.12.30 45 67"):
        assert found(f"mon portable : {written}") == [written]


def test_several_numbers_in_a_row_are_each_found() -> None:
    text = "maman 0611223344 papa 0611223345, nounou 0493112233 / 0493112234 0493112235"
    assert len(set(phones(text))) == 5


@pytest.mark.parametrize(
    "piece", ["0", "06 ", "06.12.", "+33", "zero ", "quatre vingt ", "(0)", "tel ", "poste 1 "]
)
def test_time_is_linear_on_pieces_of_numbers(piece: str) -> None:
    short, long = piece * (5_000 // len(piece)), piece * (40_000 // len(piece))
    phones(short)
    started = time.process_time()
    phones(short)
    once = time.process_time() - started
    started = time.process_time()
    phones(long)
    assert time.process_time() - started < max(0.5, 20 * once)


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("3. Abdallah Sara 05/05/2007 0769001188", "0769001188", id="joined"),
        pytest.param("Sara, née le 05/05/2007 06 12 44 56 78", "06 12 44 56 78", id="in_pairs"),
        pytest.param("Sara Roux 05-05-2007 06.12.44.56.78", "06.12.44.56.78", id="hyphens_and_points"),
    ],
)
def test_a_phone_behind_a_date_is_found_whole(
    found: Callable[[str], list[str]], text: str, datum: str
) -> None:
    assert found(text) == [datum]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("séance du 05/05/2023 - mairie 04 92 30 10 00", id="a_desk_behind_a_date"),
        pytest.param("relevé du 05/05/2023 04 92 30 10 11 12", id="a_longer_number"),
        pytest.param("enfants : 4/9/03, 1/1/07, 17/12/11", id="dates_in_a_row"),
    ],
)
def test_digits_behind_a_date_may_be_no_phone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
