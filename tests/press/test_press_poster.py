"""The poster: one page, the right clauses, a colour that can be read."""

import re
from dataclasses import replace

import pypdfium2
import pytest
from pdf_reading import accessible, headings, rightmost, squeezed, words
from press_charters import small, with_words

from garant.charter import load_shipped, shipped_charters
from garant.press import SIZES, PosterSizeUnknown, golden_rules, poster
from garant.press.poster import MOST, first_sentence, shortened

ADDRESS = "https://exemple.fr/o/essai/charte/"
MILLIMETRE = 72 / 25.4


@pytest.mark.parametrize("name", shipped_charters())
@pytest.mark.parametrize("size", SIZES)
def test_every_shipped_charter_fits_on_one_accessible_page(name, size):
    charter = load_shipped(name)
    file = poster(charter, size=size, address=ADDRESS).pdf
    accessible(file)
    document = pypdfium2.PdfDocument(file)
    assert len(document) == 1
    wanted = {"A3": (297, 420), "A4": (210, 297)}[size]
    assert document[0].get_size() == pytest.approx([side * MILLIMETRE for side in wanted], abs=0.5)
    found = words(file)
    for rank, clause in enumerate(golden_rules(charter).clauses, start=1):
        assert squeezed(f"{rank} {clause.title}") in found
    assert squeezed(ADDRESS) in found
    assert rightmost(file) <= 1


def test_the_golden_rules_are_those_of_the_section_that_is_named_so():
    rules = golden_rules(small())
    assert rules.title == "Les règles d’or"
    assert [clause.id for clause in rules.clauses] == ["donnees", "relecture", "formation", "esprit"]
    eight = golden_rules(load_shipped("alpes-de-haute-provence"))
    assert (eight.title, len(eight.clauses)) == ("Les huit règles", 8)


def test_a_regulation_is_no_rule_and_enforced_clauses_stand_in():
    charter = small()
    framework, golden = charter.sections
    charter = replace(charter, sections=(framework, replace(golden, title="Nos usages")))
    rules = golden_rules(charter)
    assert rules.title == "Nos règles"
    assert [clause.id for clause in rules.clauses] == ["systemes", "donnees"]


def test_a_charter_of_words_alone_shows_its_first_clauses():
    charter = small()
    bare = tuple(
        replace(
            section, title="Partie", clauses=tuple(replace(each, controls=()) for each in section.clauses)
        )
        for section in charter.sections
    )
    assert len(golden_rules(replace(charter, sections=bare)).clauses) == 5


def test_more_rules_than_a_sheet_holds_are_counted_and_said():
    charter = small()
    framework, golden = charter.sections
    many = tuple(replace(golden.clauses[0], id=f"c{number}", title=f"Règle {number}") for number in range(14))
    charter = replace(charter, sections=(framework, replace(golden, clauses=(*golden.clauses, *many))))
    rules = golden_rules(charter)
    assert (len(rules.clauses), rules.others) == (MOST, 8)
    charter = replace(charter, values=())
    assert squeezed("Cette partie de la charte a d’autres clauses : 8") in words(poster(charter).pdf)
    assert "d’autresclauses" not in words(poster(small()).pdf)


def test_a_colour_that_reads_is_used_as_it_is():
    made = poster(small(), colour="#003366")
    assert (made.shade.used, made.shade.darkened) == ("#003366", False)


def test_a_light_colour_is_darkened_and_the_file_never_holds_it():
    made = poster(small(), colour="#ffcc00")
    assert made.shade.darkened
    assert made.shade.contrast >= 4.5
    pixels = pypdfium2.PdfDocument(made.pdf)[0].render(scale=0.5).to_pil().convert("RGB")
    red, green, blue = pixels.getpixel((5, 5))
    assert f"#{red:02x}{green:02x}{blue:02x}" == made.shade.used


def test_a_sheet_that_is_not_drawn_is_refused():
    with pytest.raises(PosterSizeUnknown):
        poster(small(), size="A0")


@pytest.mark.parametrize(
    "text",
    ["#panic() ]] }} #import \"x\"", "m" * 2_000, "mot " * 500, "🏛️ עברית 中文", "w" * 24 + " règle", "Règles " + "W" * 40],
)  # fmt: skip
@pytest.mark.parametrize("size", SIZES)
def test_hostile_words_stay_on_the_sheet(text, size):
    file = poster(with_words(text), size=size, address=ADDRESS).pdf
    accessible(file)
    assert len(pypdfium2.PdfDocument(file)) == 1
    assert rightmost(file) <= 1
    assert squeezed(ADDRESS) in words(file)


def test_the_same_charter_gives_the_same_poster():
    assert poster(small()).pdf == poster(small()).pdf


def test_each_rule_is_a_heading():
    assert [level for level, _ in headings(poster(small()).pdf)] == [1, 1, 1, 1]


def test_a_rule_says_its_first_sentence_alone():
    found = words(poster(small()).pdf)
    assert squeezed("Aucun mot de passe ne part.") in found
    assert squeezed("restent lisibles") not in found


def test_a_sentence_too_long_for_a_wall_is_left_out_whole():
    clause = next(iter(small().clauses))
    assert first_sentence(replace(clause, text="mot " * 80)) == ""
    assert first_sentence(replace(clause, text="# Titre\n\nUn. Deux.")) == "Un."


def test_a_long_title_is_cut_at_a_word():
    assert shortened("un deux trois", 9) == "un deux…"
    assert shortened("un deux", 9) == "un deux"
    assert re.fullmatch(r"m{8}…", shortened("m" * 40, 9))
