"""Plurals, dates and Markdown of the pages."""

from datetime import UTC, date, datetime

import pytest

from garant.directory.templatetags.french import day, markdown, moment, plural, typo


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, "clause", "0 clause"),
        (1, "clause", "1 clause"),
        (2, "clause", "2 clauses"),
        (2, "travail,travaux", "2 travaux"),
        (1234, "demande", "1\u202f234 demandes"),
    ],
)
def test_a_plural_begins_at_two(number, words, said):
    assert plural(number, words) == said


def test_the_first_of_a_month_is_premier():
    assert day(date(2026, 11, 1)) == "1er novembre 2026"
    assert day(date(2026, 11, 21)) == "21 novembre 2026"
    assert day("2026-11-01") == "1er novembre 2026"


def test_what_is_no_date_is_shown_as_it_stands():
    assert (day("bientôt"), day(None), day("")) == ("bientôt", "", "")


def test_a_moment_is_said_in_the_time_of_paris():
    assert moment(datetime(2026, 7, 1, 22, 5, tzinfo=UTC)) == "2 juillet 2026 à 0\u00a0h\u00a005"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://ailleurs.example/x.png)"]
)
def test_a_text_neither_acts_on_the_page_nor_calls_another_site(text):
    html = markdown(text)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_markdown_keeps_what_a_charter_needs():
    assert "<strong>fort</strong>" in markdown("**fort**")
    assert "<li>" in markdown("- un\n- deux")


def test_no_line_begins_with_a_mark_that_french_sets_apart():
    assert (
        typo("Rien n’est parti : « vraiment » ?") == "Rien n’est parti\u00a0: «\u00a0vraiment\u00a0»\u00a0?"
    )
    assert "contient\u00a0: rien" in markdown("Si elle contient : rien.")


def test_code_and_times_keep_their_spaces():
    assert typo("de 8:30 à 9:00, http://exemple.fr") == "de 8:30 à 9:00, http://exemple.fr"
    assert "<code>a : b</code>" in markdown("Écrivez `a : b` ici.")
