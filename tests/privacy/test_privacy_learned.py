"""What only the tagger sees: found where no rule speaks, left alone where a rule or a word says whose it is."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy import Label, Span, detect, read
from garant.privacy.detectors.siret import UNTOLD
from garant.privacy.folded import Folded, fold
from garant.privacy.learned import read as learned
from garant.privacy.learned import weighed
from garant.privacy.tagged import Tagged
from garant.privacy.tagger import KINDS, tokens


def told(text: str, kind: str, *words: str, likely: float = 0.9) -> tuple[Folded, Tagged]:
    """A block of which the tagger says that these words are of a kind, and nothing of the others; more words follow."""
    block = fold(text + "\nmerci de votre retour")
    tagged = Tagged(tokens(block.text))
    tagged.likely = np.zeros_like(tagged.likely)
    tagged.likely[:, KINDS.index("OTHER")] = 1.0
    for at, form in enumerate(tagged.tokens.starts):
        if block.text[form : tagged.tokens.ends[at]] in words:
            tagged.likely[at] = 0.0
            tagged.likely[at, KINDS.index(kind)] = likely
    return block, tagged


def pieces(block: Folded, tagged: Tagged, *judged: Span) -> list[tuple[str, Label, bool]]:
    return [
        (block.text[span.start : span.end], span.label, span.score >= 0.5)
        for span in learned(block, tagged, judged)
    ]


def test_an_address_told_as_a_way_is_found() -> None:
    text = "Je loge chez ma tante, la maison jaune après le lavoir, au Mas des Aubépines."
    [span] = detect(text)
    assert span.label is Label.ADDRESS
    assert "maison jaune après le lavoir, au Mas des Aubépines" in text[span.start : span.end]


@pytest.mark.parametrize(
    "text",
    [
        "MAIRIE DE GAP\n3 rue du Colonel Roux\n05000 GAP",
        "Les travaux de la maison jaune après le lavoir sont finis.",
        "Béton C25/30, bon de pesée 783338, OS n° 3.",
        "Arrêté n° 2009-ARH-118 du préfet",
        "Le numéro vert est le 0 800 118 118.",
        "The parcel 20417-88-K is in the box, and the key is with the manual for you: read it and the notes of the house.",
    ],
)
def test_what_is_nobody_s_stays(text: str) -> None:
    assert detect(text) == ()


def test_a_run_is_masked_where_it_is_likely_shown_where_it_may_be_left_where_it_is_not() -> None:
    text = "le mas gris sous bois"
    words = ("mas", "gris", "sous", "bois")
    assert pieces(*told(text, "ADDRESS", *words)) == [("mas gris sous bois", Label.ADDRESS, True)]
    assert pieces(*told(text, "ADDRESS", *words, likely=0.45)) == [
        ("mas gris sous bois", Label.ADDRESS, False)
    ]
    assert pieces(*told(text, "ADDRESS", *words, likely=0.3)) == []


def test_what_a_rule_found_is_not_told_again() -> None:
    block, tagged = told("le mas gris sous bois", "ADDRESS", "mas", "gris", "sous", "bois")
    assert pieces(block, tagged, Span(3, 11, Label.ADDRESS, 0.9)) == [("sous bois", Label.ADDRESS, True)]
    assert pieces(block, tagged, Span(0, 21, Label.PERSON, 0.6)) == []


@pytest.mark.parametrize(
    ("text", "word", "masked"),
    [
        ("connexion de gtanguy depuis 10.24.8.117 hier", "depuis", False),
        ("mot de passe changé. Réinitialisé 10.24.8.117 hier", "Réinitialisé", False),
        ("le compte de Titi Du Nord 10.24.8.117 hier", "Nord", True),
        ("le compte de gtanguyo 10.24.8.117 hier", "gtanguyo", True),
    ],
)
def test_a_word_of_the_language_beside_what_a_rule_found_is_no_account(
    text: str, word: str, masked: bool
) -> None:
    block, tagged = told(text, "USERNAME", *fold(word).text.split(), "10", ".", "24", "8", "117")
    at = block.text.index("10.24")
    address = Span(at, at + 11, Label.IP, 0.85)
    assert bool(pieces(block, tagged, address)) is masked


def test_the_refusal_of_a_rule_counts_unless_the_tagger_is_surer() -> None:
    refused = Span(3, 15, Label.ADDRESS, 0.1)
    words = ("8", "rue", "Hugo")
    assert pieces(*told("au 8 rue Hugo", "ADDRESS", *words, likely=0.75), refused) == []
    assert pieces(*told("au 8 rue Hugo", "ADDRESS", *words, likely=0.95), refused) != []
    # That nothing was there to tell is no refusal.
    assert pieces(
        *told("au 8 rue Hugo", "ADDRESS", *words, likely=0.75), Span(3, 15, Label.ADDRESS, 0.2)
    ) == [("8 rue Hugo", Label.ADDRESS, True)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        pytest.param("elle est de Veynes", "ADDRESS", ("Veynes",), id="a_town_alone"),
        pytest.param("il dort chez Mme", "ADDRESS", ("chez", "Mme"), id="what_stands_before_a_name"),
        pytest.param("facture n° 2024-118A", "CASE_ID", ("2024", "118", "-", "A"), id="an_invoice"),
        pytest.param("au 02 33 81 60 00", "CASE_ID", ("81", "60", "00"), id="part_of_a_telephone"),
        pytest.param("SIREN 552 100 554", "CASE_ID", ("552", "100", "554"), id="a_firm"),
        pytest.param("voiture 208", "PLATE", ("208",), id="a_plate_without_letters"),
        pytest.param("poste 4418", "PHONE", ("4418",), id="a_short_telephone"),
        pytest.param("le 12/03/2011", "DATE_BIRTH", ("12", "/", "03", "2011"), id="the_day_of_something"),
        pytest.param("Nolan 12/03/2024", "DATE_BIRTH", ("12", "/", "03", "2024"), id="too_late_for_a_birth"),
        pytest.param("login : root", "USERNAME", ("root",), id="of_a_system"),
        pytest.param("voir www.gap.fr/elus", "SECRET", ("elus",), id="of_a_site"),
        pytest.param('{"top_k":5,"mode":"vite"}', "USERNAME", ("top", "_", "k"), id="a_key_of_a_program"),
        pytest.param("voici " + "Ab3z" * 60, "SECRET", ("Ab", "3", "zAb", "z"), id="a_page_of_noise"),
        pytest.param("on parle de #marche2026", "USERNAME", ("marche", "2026"), id="a_subject"),
    ],
)
def test_what_rules_know_better_is_left_to_them(text: str, kind: str, words: tuple[str, ...]) -> None:
    assert pieces(*told(text, kind, *words)) == []


@pytest.mark.parametrize(
    ("text", "kind", "words", "found"),
    [
        pytest.param("chez Mme à Combelongue", "ADDRESS", ("Combelongue",), "Combelongue", id="a_hamlet"),
        pytest.param("rue Haute, Veynes", "ADDRESS", ("Veynes",), "Veynes", id="a_town_behind_a_street"),
        pytest.param(
            "Locataire 30-118-2246", "CASE_ID", ("30", "-", "118", "2246"), "30-118-2246", id="a_tenant"
        ),
        pytest.param("voiture GT 208", "PLATE", ("GT", "208"), "GT 208", id="a_plate"),
        pytest.param(
            "Nolan 12/03/2011", "DATE_BIRTH", ("12", "/", "03", "2011"), "12/03/2011", id="a_birth_in_a_row"
        ),
        pytest.param(
            "voici " + "Ab3z" * 6,
            "SECRET",
            ("Ab", "3", "zAb", "z"),
            "Ab3z" * 6,
            id="a_piece_of_it_is_a_secret",
        ),
        pytest.param("login : rootard", "USERNAME", ("rootard",), "rootard", id="somebody_s_login"),
    ],
)
def test_its_near_neighbours_are_found(text: str, kind: str, words: tuple[str, ...], found: str) -> None:
    assert [piece for piece, _, _ in pieces(*told(text, kind, *words))] == [found]


@pytest.mark.parametrize(("kind", "found"), [("SIRET", True), ("OTHER", True), ("NOBODYS", False)])
def test_a_number_of_a_firm_that_no_word_tells_is_somebody_s_unless_the_tagger_doubts(
    kind: str, found: bool
) -> None:
    block, tagged = told("Siret 81862731700022", kind, "81862731700022")
    untold = Span(6, 20, Label.SIRET, UNTOLD)
    assert (untold.start in [span.start for span in learned(block, tagged, [untold])]) is found
    # A body's is the rule's business.
    assert list(learned(block, tagged, [Span(6, 20, Label.SIRET, 0.0)])) == []


@pytest.mark.parametrize(
    ("number", "likely", "masked"),
    [
        pytest.param("04 76 33 44 55", 0.9, False, id="a_landline_that_the_tagger_holds_for_a_desk_s"),
        pytest.param("04 76 33 44 55", 0.6, True, id="or_is_not_sure_of"),
        pytest.param("06 76 33 44 55", 0.9, True, id="a_mobile"),
        pytest.param("+33 (0)6 76 33 44 55", 0.9, True, id="a_mobile_as_seen_from_abroad"),
        pytest.param("+33 4 76 33 44 55", 0.9, False, id="a_landline_as_seen_from_abroad"),
        pytest.param("+33476334455", 0.9, False, id="in_one_piece"),
    ],
)
def test_the_tagger_may_doubt_whose_a_landline_is(number: str, likely: float, masked: bool) -> None:
    text = f"au {number}"
    block, tagged = told(text, "NOBODYS", *re.findall(r"\w+|[^\w\s]", number), likely=likely)
    [span] = weighed(block, tagged, [Span(3, len(text), Label.PHONE, 0.62)])
    assert (span.score >= 0.5) is masked
    assert span.score >= 0.3  # what is doubted is shown


def test_only_landlines_and_mails_are_doubted() -> None:
    block, tagged = told("au 2024118", "NOBODYS", "2024118")
    kept = [Span(3, 10, label, 0.62) for label in (Label.CASE_ID, Label.PERSON, Label.ADDRESS)]
    assert weighed(block, tagged, kept) == kept


def test_a_value_alone_is_told_by_nothing() -> None:
    block = fold("login : rootard")
    tagged = Tagged(tokens(block.text))
    tagged.likely[:] = 0.0
    tagged.likely[2, KINDS.index("USERNAME")] = 1.0
    assert list(learned(block, tagged, ())) == []


def test_what_the_tagger_told_is_less_sure_than_what_a_rule_found() -> None:
    assert all(
        span.score < 0.6
        for span in learned(*told("le mas gris", "ADDRESS", "le", "mas", "gris", likely=1.0), ())
    )


@given(st.text(alphabet="ab1 0/.-\n@#éR,", max_size=120), st.sampled_from(KINDS[5:]))
def test_any_text_gives_pieces_within_it_that_never_overlap(text: str, kind: str) -> None:
    block = fold(text)
    tagged = Tagged(tokens(block.text))
    tagged.likely[:] = 0.0
    tagged.likely[:, KINDS.index(kind)] = 1.0
    spans = sorted(learned(block, tagged, ()))
    assert all(0 <= span.start < span.end <= len(block.text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_a_long_text_takes_a_time_in_proportion() -> None:
    text = "Mme Roux, la maison jaune après le lavoir, dossier 30-118-K. " * 400
    assert len(read(text).spans) >= 400
