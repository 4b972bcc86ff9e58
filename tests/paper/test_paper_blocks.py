"""A document as a value: settled texts, honest shapes, marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.paper import (
    FORMATS,
    FormatUnknown,
    Heading,
    Items,
    Paper,
    Paragraph,
    Run,
    TableBlock,
    literal,
    runs,
    settled,
    written,
)


def test_french_spaces_do_not_break():
    assert (
        settled("Vraiment ? « oui » : 12 % !") == "Vraiment\u00a0? «\u00a0oui\u00a0»\u00a0: 12\u00a0%\u00a0!"
    )


def test_a_space_before_other_signs_may_break():
    assert settled("a - b, https://exemple.fr :-)") == "a - b, https://exemple.fr :-)"


def test_control_characters_and_halves_of_pairs_are_cleaned():
    assert settled("a\x00b\x07c\ud800d\ufffee\r\nf\u2028g\vh") == "abc\ufffdde\nf\ng\nh"


def test_marks_that_turn_the_order_of_reading_are_taken_away():
    assert settled("pay\u202e0001\u202c \u2066x\u2069 \u200fע") == "pay0001 x \u200fע"


@given(st.text(st.characters()))
def test_settling_twice_changes_nothing_more(text):
    assert settled(settled(text)) == settled(text)


def test_a_paper_is_settled_and_hashable_whatever_sequence_it_is_given():
    paper = Paper("Quoi ?", blocks=[Items(["a", "b ?"]), TableBlock("c", ["d"], [["e !"]], [1])])
    assert paper.title == "Quoi\u00a0?"
    assert paper.blocks[0].texts == ("a", "b\u00a0?")
    assert paper.blocks[1].rows == (("e\u00a0!",),)
    assert hash(paper) == hash(Paper("Quoi ?", blocks=paper.blocks))


@pytest.mark.parametrize("level", [0, 6])
def test_a_heading_beyond_five_levels_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        Heading(level, "x")


@pytest.mark.parametrize(
    ("columns", "rows", "widths"),
    [([], [], None), (["a", "b"], [["1"]], None), (["a"], [["1"]], [1, 2]), (["a"], [["1"]], [0])],
)
def test_a_crooked_table_is_refused(columns, rows, widths):
    with pytest.raises(ValueError, match="table"):
        TableBlock("c", columns, rows, widths)


def test_a_number_where_a_text_stands_is_refused():
    with pytest.raises(TypeError):
        Paragraph(object())


def test_marks_are_read():
    assert runs("du **gras**, *ital* et [lien](https://a.fr/b).") == (
        Run("du "),
        Run("gras", bold=True),
        Run(", "),
        Run("ital", italic=True),
        Run(" et "),
        Run("lien", link="https://a.fr/b"),
        Run("."),
    )


def test_a_link_within_bold_is_bold():
    assert runs("**voir [ici](https://a.fr)**") == (
        Run("voir ", bold=True),
        Run("ici", bold=True, link="https://a.fr"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4",
        "**sans fin",
        "* puce",
        "a ** b ** c",
        "[x](javascript:alert(1))",
        "[x](file:///etc/passwd)",
        "[sans adresse]",
        "_soulignés_",
    ],
)
def test_what_only_looks_like_a_mark_is_text(text):
    assert "".join(run.text for run in runs(text)) == text
    assert not any(run.link or run.bold or run.italic for run in runs(text))


@given(st.text(st.sampled_from("ab *\\[]()\n:/"), max_size=60) | st.text())
def test_a_literal_bears_no_mark_and_says_itself(text):
    assert runs(literal(text)) == ((Run(text),) if text else ())


@given(st.text(st.sampled_from("a *"), max_size=80))
def test_no_letter_is_lost_between_marks(text):
    assert "".join(run.text for run in runs(text)).count("a") == text.count("a")


def test_a_long_text_of_lone_marks_is_read_at_once():
    text = "**a " * 50_000
    assert "".join(run.text for run in runs(text)) == text


def test_each_format_is_written_with_its_type():
    for suffix, (content_type, _) in FORMATS.items():
        said, file = written(Paper("Titre"), suffix)
        assert said == content_type
        assert file


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(FormatUnknown) as refusal:
        written(Paper("Titre"), "rtf")
    assert refusal.value.facts == {"known": "odt, docx, pdf, html"}
