"""The charter as PDF: tagged, complete, in order; and nothing that a charter says is ever run."""

import time

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_reading import (
    accessible,
    bookmarks,
    destinations,
    headings,
    links,
    rightmost,
    squeezed,
    tags,
    words,
)
from press_charters import read, small, with_words

from garant.charter import Charter, load_shipped, shipped_charters
from garant.paper import settled
from garant.press import charter_pdf


def body_of(charter: Charter) -> str:
    """The words after the contents."""
    foot = f"{charter.title}, 1er novembre 2026"
    return words(charter_pdf(charter), without=foot)


def in_order(found: str, texts: list[str]) -> list[str]:
    """The texts that do not stand after the one before them."""
    at, missing = 0, []
    for text in texts:
        place = found.find(squeezed(settled(text)), at)
        if place < 0:
            missing.append(text)
        else:
            at = place + len(squeezed(text))
    return missing


def said_by(charter: Charter) -> list[str]:
    """Every text of the clauses, in reading order."""
    texts = [*read(charter.introduction)]
    for value in charter.values:
        texts += [value.title, *read(value.text)]
    texts += list(charter.zones.values())
    for rank, section in enumerate(charter.sections, start=1):
        texts += [f"{rank}. {section.title}", *read(section.text)]
        for place, clause in enumerate(section.clauses, start=1):
            texts += [f"{rank}.{place} {clause.title}", *read(clause.text), f"Clause {clause.nature.french}"]
            texts += [control.sentence() for control in clause.controls]
            texts += [f"Sources : {', '.join(clause.sources)}"] if clause.sources else []
    return texts + [document.title for document in charter.documents]


def test_the_small_charter_says_everything_in_order():
    charter = small()
    file = charter_pdf(charter)
    accessible(file)
    assert in_order(body_of(charter), said_by(charter)) == []
    first = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range()
    for fact in ("Ville d’essai", "le conseil municipal", "15 octobre 2026", "1er novembre 2027"):
        assert fact in first


@pytest.mark.parametrize("name", shipped_charters())
def test_every_shipped_charter_is_whole_accessible_and_fast(name):
    charter = load_shipped(name)
    charter_pdf(charter)  # fonts and recognisers are read once
    begun = time.process_time()
    file = charter_pdf(charter)
    assert time.process_time() - begun < 5  # of this process alone; 0.3 s at most
    accessible(file)
    assert in_order(body_of(charter), said_by(charter)) == []


def test_what_is_missing_would_be_found_missing():
    assert in_order(body_of(small()), ["Une IA se trompe", "Des systèmes validés"]) == [
        "Des systèmes validés"
    ]


def test_each_clause_has_its_address_and_each_part_its_bookmark():
    charter = small()
    file = charter_pdf(charter)
    assert {f"clause-{clause.id}" for clause in charter.clauses} <= destinations(file)
    assert {"partie-1", "partie-2"} <= destinations(file)
    marks = bookmarks(file)
    assert marks[0] == "Un titre à part"
    for mark in (
        "1. Le cadre réglementaire",
        "1.1 Des systèmes validés",
        "2.2 Relire",
        "Comment",
        "Responsabilité",
    ):
        assert mark in marks


def test_tables_and_lists_are_tagged():
    said = tags(charter_pdf(small()))
    assert said.count("TH") == 2 + 4  # the table of the first clause, classes × zones
    assert said.count("Table") == 2
    assert "TOC" in said
    assert said.count("Lbl") >= 10


def test_headings_within_a_clause_stand_below_its_own():
    levels = [level for level, _ in headings(charter_pdf(small()))]
    assert levels.count(3) == 1
    assert levels[0] == 1


def test_links_lead_to_web_addresses_alone():
    assert links(charter_pdf(small())) == {"https://exemple.fr/charte?a=1&b=2", "https://exemple.fr/usages"}
    assert (
        links(charter_pdf(with_words("[x](javascript:alert(1)) [y](file:///etc/passwd) [z](/ici)"))) == set()
    )


def test_the_same_charter_gives_the_same_bytes():
    assert charter_pdf(small()) == charter_pdf(small())


def test_the_table_says_what_happens_to_each_class():
    found = body_of(small())
    assert squeezed("Mots de passe et clés bloqué (2.1) bloqué (2.1) zone fermée") in found


@pytest.mark.parametrize(
    "text",
    [
        "#panic() #set page(width: 1cm) #import \"@preview/x:1.0.0\": * #read(\"/etc/passwd\")",
        "]]] }}} ))) [[[ {{{ ((( ``` */ /* // <clause-a> @clause-a \\ \" ' #{ $",
        "= Titre\n== Autre\n+ un\n/ terme: sens\n#pagebreak()",
        "###### trop bas\n# haut\n- - - - - - - - - - - - - - - - profond",
        "עברית \u202eegnahc العربية 🏛️ 👨‍👩‍👧 中文",
        "m" * 2_000,
        "> " * 200 + "cité",
        "| a |\n|---|\n| " + "b" * 300 + " |",
        "```\n#code\n\n  retrait\n```",
        "![image](https://exemple.fr/a.png) <img src=x> <b>gras</b>",
    ],
)  # fmt: skip
def test_hostile_words_break_nothing(text):
    file = charter_pdf(with_words(text))
    accessible(file)
    assert rightmost(file) <= 1


def test_code_of_the_typesetter_is_read_and_not_run():
    code = "#panic() #{1 + 1} $x$ @ref /* rien */"
    assert body_of(with_words(code)).count(squeezed(code)) > 10


# Without what Markdown itself takes as a mark: what is left must come back letter for letter.
LETTERS = st.text(st.sampled_from("abé 0#{}$@/\"'%;,:=^"), min_size=1, max_size=30).map(
    lambda text: f"x{text}x"
)


@settings(max_examples=25, deadline=None)
@given(LETTERS)
def test_any_words_come_back(text):
    charter = with_words(text)
    found = words(charter_pdf(charter), without=f"{settled(text)}, 1er novembre 2026")
    assert found.count(squeezed(settled(text))) >= 3 * len(list(charter.clauses))


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_text_at_all_is_typeset(text):
    assert charter_pdf(with_words(f"x{text}")).startswith(b"%PDF-")
