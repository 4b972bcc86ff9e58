"""Documents as tagged PDF: read again, checked by pdfua, and thrown hostile texts at."""

import re
import time

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_reading import accessible, headings, links, rightmost, squeezed, tags, words
from test_paper_formats import HOSTILE, WHOLE

from garant.paper import (
    Choice,
    Facts,
    Field,
    Heading,
    Items,
    Note,
    Paper,
    Paragraph,
    PdfNotTypeset,
    Signature,
    TableBlock,
    literal,
    settled,
    to_pdf,
    typeset,
)


def everywhere(text: str) -> Paper:
    return Paper(
        text,
        text,
        text,
        text,
        blocks=[
            Heading(1, text),
            Paragraph(literal(text)),
            Items([literal(text)]),
            Items([literal(text)], ordered=True),
            Facts([(text, text)]),
            TableBlock(text, [text], [[text]]),
            Note(literal(text)),
            Field(text, text),
            Choice(text, [text]),
            Signature(text, text),
        ],
    )


def test_a_pdf_is_tagged_in_the_order_in_which_it_is_read():
    file = to_pdf(WHOLE)
    accessible(file)
    assert [level for level, _ in headings(file)] == [1, 2, 1]
    said = tags(file)
    assert said.count("TH") == 2
    assert said.count("TD") == 4
    assert said.count("L") == 5  # three lists, the facts, the boxes to tick
    assert "Caption" in said
    assert said.index("H1") < said.index("L") < said.index("H2") < said.index("Table")


def test_a_pdf_says_every_word_in_order():
    found = words(to_pdf(WHOLE), without=f"{WHOLE.organisation} · {WHOLE.title}")
    assert found == squeezed(
        "Département d’essai Procès-verbal de l’été Comité « éthique » Digne, le 3 novembre 2026 Présents "
        "Du gras et un lien. Fin. • premier • second 1. un 2. deux 1. encore un Avis Demandeur : La crèche "
        "Décision : Reportée Avis rendus Membre Avis Alice <A> Oui & non Bruno « Non » Pour <A> 3 Réservé de 1,5 à 2 À relire. Observations "
        "En quelques mots Avis ☐ Favorable ☐ Réservé Claire Durand Directrice Date et signature Annexe"
    )


def test_a_link_of_a_pdf_leads_where_it_says():
    assert links(to_pdf(WHOLE)) == {"https://exemple.fr/?a=1&b=2"}


def test_the_same_paper_gives_the_same_pdf():
    assert to_pdf(WHOLE) == to_pdf(WHOLE)


def test_levels_that_a_document_skips_are_closed_up():
    file = to_pdf(
        Paper("t", blocks=[Heading(3, "trois"), Heading(5, "cinq"), Heading(1, "un"), Heading(2, "deux")])
    )
    accessible(file)
    assert [level for level, _ in headings(file)] == [1, 2, 1, 2]


def test_a_header_row_stands_again_on_each_page():
    rows = [[f"ligne {number}", "oui"] for number in range(200)]
    document = pypdfium2.PdfDocument(
        to_pdf(Paper("t", blocks=[TableBlock("Membres", ["Nom", "Avis"], rows)]))
    )
    assert len(document) > 3
    assert all("Nom Avis" in page.get_textpage().get_text_range() for page in document)


def test_what_no_font_draws_is_replaced_and_the_document_says_so():
    file = to_pdf(Paper("Fête 🎉", blocks=[Paragraph("Bravo 🎉 et 中文 !")]))
    accessible(file)
    assert "□" in words(file)
    assert squeezed("ils y sont remplacés par □") in words(file)


def test_a_document_that_is_drawn_whole_says_nothing_of_the_kind():
    assert "□" not in words(to_pdf(WHOLE))


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "#panic() #import \"@preview/x:1.0.0\" #read(\"/etc/passwd\") #sys.inputs $x$ = titre\n- point\n+ un\n/ a: b",
        "]]]]}}}}))) [[[[ {{{{ ((( `` ``` */ /* // <label> @ref \\ \" ' #{",
        "\u202eegnahc\u202c \u2067עברית\u2069 العربية \u200f",
        "x" * 3_000,
        "https://exemple.fr/" + "a" * 500,
        "a\u0301\u0302\u0303" * 40,
        "👨‍👩‍👧 🏳️‍🌈 🇫🇷 \ufe0f \u200d",
        "\ud800 \x00 \ufffe \x1b",
        " ",
        "",
    ],
)  # fmt: skip
def test_hostile_text_stands_everywhere_as_text(text):
    paper = everywhere(text)
    if not settled(text).strip():
        paper = Paper("t", blocks=[Paragraph(text), Items([text]), TableBlock("c", [text], [[text]])])
    accessible(to_pdf(paper))


@pytest.mark.parametrize("width", [3_000, 40])
def test_a_very_long_word_stays_on_the_page(width):
    assert 0.5 < rightmost(to_pdf(everywhere("m" * width))) <= 1


def test_code_of_the_typesetter_is_shown_and_not_run():
    code = '#import sys: inputs #(1 + 1) #"secret" = Titre'
    file = to_pdf(Paper("t", blocks=[Paragraph(literal(code))]))
    assert squeezed(code) in words(file)
    assert headings(file) == []


# Latin, punctuation, what Typst reads, and a few letters of elsewhere: no font fails, so that the words come back.
DRAWN = st.text(st.sampled_from("aeéÀœ «»’“ 019 #[]{}()$\\/*_-=+`\"'<>@~:;.,!?%&|^\n"), max_size=60)


@settings(max_examples=60, deadline=None)
@given(DRAWN)
def test_any_text_comes_back_as_it_was_written(text):
    file = to_pdf(Paper("t", blocks=[Paragraph(literal(text)), Paragraph("fin")]))
    assert re.sub(r"^t", "", words(file, without="t")).endswith(squeezed(settled(text)) + "fin")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_at_all_is_typeset(text):
    file = to_pdf(Paper(f"t{text}", blocks=[Paragraph(literal(text)), TableBlock("c", ["c"], [[text]])]))
    assert file.startswith(b"%PDF-")


def test_a_long_register_is_typeset_in_reasonable_time():
    rows = [[f"Traitement {number}", "Finalité " * 12, "Base légale"] for number in range(1_000)]
    begun = time.process_time()
    to_pdf(Paper("Registre", blocks=[TableBlock("Registre", ["Nom", "Finalité", "Base"], rows)]))
    assert time.process_time() - begun < 20


def test_a_template_that_is_wrong_is_an_error_of_ours():
    content = {"meta": {"title": "t", "author": "", "language": "fr", "date": ""}}
    with pytest.raises(PdfNotTypeset):
        typeset("#panic()", content)
