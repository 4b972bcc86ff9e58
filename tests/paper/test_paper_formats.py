"""The three formats, opened again by another reader."""

import io
import zipfile

import docx
import odfdo
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from paper_texts import TEXT, docx_paragraphs, html_texts, odt_paragraphs, odt_part, odt_text

from garant.paper import (
    BarChart,
    Choice,
    Facts,
    Field,
    Heading,
    Items,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    TableBlock,
    literal,
    settled,
    to_docx,
    to_html,
    to_odt,
    to_pdf,
)

WHOLE = Paper(
    "Procès-verbal de l’été",
    "Comité « éthique »",
    "Département d’essai",
    "Digne, le 3 novembre 2026",
    blocks=[
        Heading(1, "Présents"),
        Paragraph("Du **gras** et un [lien](https://exemple.fr/?a=1&b=2).\nFin."),
        Items(["premier", "*second*"]),
        Items(["un", "deux"], ordered=True),
        Items(["encore un"], ordered=True),
        Heading(2, "Avis"),
        Facts([("Demandeur", "La crèche"), ("Décision", "Reportée")]),
        TableBlock(
            "Avis rendus", ["Membre", "Avis"], [["Alice <A>", "Oui & non"], ["Bruno", "« Non »"]], [1, 3]
        ),
        BarChart("Avis, en barres", [["Pour <A>", 0, 3, "3"], ["Réservé", 1.5, 2, "de 1,5 à 2"]]),
        Note("À **relire**."),
        Field("Observations", "En quelques mots", 3),
        Choice("Avis", ["Favorable", "Réservé"]),
        Signature("Claire Durand", "Directrice"),
        PageBreak(),
        Heading(1, "Annexe"),
    ],
)
HOSTILE = "]]> <script>alert('1')</script> &amp; \" ' é 🏛️ \u200fעברית  deux\tespaces\nligne "


def test_an_odt_has_named_styles_and_real_headings():
    root = odt_part(to_odt(WHOLE))
    headings = [(each.get(f"{TEXT}outline-level"), odt_text(each)) for each in root.iter(f"{TEXT}h")]
    assert headings == [("1", "Présents"), ("2", "Avis"), ("1", "Annexe")]
    used = {each.get(f"{TEXT}style-name") for each in root.iter() if each.get(f"{TEXT}style-name")}
    known = {each.name for each in odfdo.Document(io.BytesIO(to_odt(WHOLE))).get_styles() if each.name}
    assert used <= known
    assert {"Title", "Heading_20_1", "Caption", "Table_20_Heading"} <= used


def test_an_odt_opens_in_odfdo_with_its_table_and_its_title():
    document = odfdo.Document(io.BytesIO(to_odt(WHOLE)))
    assert document.meta.title == WHOLE.title
    assert document.meta.language == "fr-FR"
    table = document.body.get_tables()[0]
    assert table.get_values() == [
        ["Membre", "Avis"],
        ["Alice <A>", "Oui & non"],
        ["Bruno", "«\u00a0Non\u00a0»"],
    ]
    assert "table:table-header-rows" in table.serialize()


def test_an_odt_says_its_type_first_and_holds_no_macro():
    with zipfile.ZipFile(io.BytesIO(to_odt(WHOLE))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read(first) == b"application/vnd.oasis.opendocument.text"
        names = archive.namelist()
        manifest = archive.read("META-INF/manifest.xml").decode()
    assert not [name for name in names if name.startswith(("Basic", "Scripts", "Object"))]
    for name in ("content.xml", "styles.xml", "meta.xml"):
        assert name in names
        assert f'full-path="{name}"' in manifest
    assert "Thumbnails" not in manifest


def test_an_odt_says_its_language_in_its_styles():
    for paper, wanted in ((WHOLE, "fr"), (Paper("Report", language="en"), "en")):
        styles = odt_part(to_odt(paper), "styles.xml")
        space = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
        assert {each.get(f"{space}language") for each in styles.iter() if each.get(f"{space}language")} == {
            wanted
        }


def test_a_docx_has_named_styles_and_real_headings():
    document = docx.Document(io.BytesIO(to_docx(WHOLE)))
    styled = [(each.style.name, each.text) for each in document.paragraphs]
    assert ("Title", "Procès-verbal de l’été") in styled
    assert [each for each in styled if each[0].startswith("Heading")] == [
        ("Heading 1", "Présents"),
        ("Heading 2", "Avis"),
        ("Heading 1", "Annexe"),
    ]
    assert ("Garant Tick", "☐ Favorable") in styled
    assert document.core_properties.title == WHOLE.title
    assert document.core_properties.language == "fr"
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"fr-FR"}


def test_the_header_row_of_a_docx_table_is_repeated_and_its_cells_are_literal():
    table = docx.Document(io.BytesIO(to_docx(WHOLE))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Membre", "Avis"],
        ["Alice <A>", "Oui & non"],
        ["Bruno", "«\u00a0Non\u00a0»"],
    ]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]


def test_each_ordered_list_of_a_docx_starts_again():
    document = docx.Document(io.BytesIO(to_docx(WHOLE)))
    numbers = [
        each._p.pPr.numPr.numId.val for each in document.paragraphs if each.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]


def test_a_link_of_a_docx_leads_where_it_says():
    document = docx.Document(io.BytesIO(to_docx(WHOLE)))
    links = [link for each in document.paragraphs for link in each.hyperlinks]
    assert [(link.text, link.address) for link in links] == [("lien", "https://exemple.fr/?a=1&b=2")]


def test_a_page_has_one_h1_and_its_headings_below():
    page = html.document_fromstring(to_html(WHOLE))
    assert page.get("lang") == "fr"
    assert [each.text_content() for each in page.iter("h1")] == [WHOLE.title]
    assert [each.tag for each in page.iter("h2", "h3")] == ["h2", "h3", "h2"]
    assert page.findtext(".//title") == WHOLE.title
    assert [each.get("scope") for each in page.iter("th")] == ["col", "col"]
    assert page.findtext(".//caption") == "Avis rendus"


def test_a_page_loads_nothing_and_runs_nothing():
    page = to_html(WHOLE)
    root = html.document_fromstring(page)
    assert not list(root.iter("script", "link", "img", "iframe", "object"))
    assert not [each for each in root.iter() if each.get("src") or each.get("style")]
    assert "url(" not in page
    assert "@import" not in page


@pytest.mark.parametrize("write", [to_odt, to_docx, to_html])
def test_the_same_paper_gives_the_same_bytes(write):
    assert write(WHOLE) == write(WHOLE)


@pytest.mark.parametrize("write", [to_odt, to_docx, to_html])
def test_hostile_text_passes_everywhere_it_can_stand(write):
    paper = Paper(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        blocks=[
            Heading(1, HOSTILE),
            Paragraph(HOSTILE),
            Items([HOSTILE]),
            Facts([(HOSTILE, HOSTILE)]),
            TableBlock(HOSTILE, [HOSTILE], [[HOSTILE]]),
            Note(HOSTILE),
            Field(HOSTILE, HOSTILE),
            Choice(HOSTILE, [HOSTILE]),
            Signature(HOSTILE, HOSTILE),
        ],
    )
    file = write(paper)
    if write is to_html:
        assert "<script>" not in file
        return
    found = odt_paragraphs(file) if write is to_odt else docx_paragraphs(file)
    assert found.count(settled(HOSTILE)) >= 6


def test_a_very_long_text_passes():
    text = "mot " * 100_000
    paper = Paper("Long", blocks=[Paragraph(text), TableBlock("t", ["c"], [["x"]] * 2000)])
    assert text in odt_paragraphs(to_odt(paper))
    assert text in docx_paragraphs(to_docx(paper))
    assert text in html_texts(to_html(paper), "p")


# Any text at all, and texts thick with what formats and marks care about.
ANY = st.text(st.characters()) | st.text(
    st.sampled_from("a é«»?:!;*[]()\\<>&\"'\t\n\r \u00a0🏛\u202e\x00"), max_size=40
)


@settings(max_examples=60)
@given(ANY)
@example("0 !*")
@example("0 ![")
@example("0 !\\")
def test_any_text_survives_the_odt(text):
    paper = Paper("t", blocks=[Heading(1, text), Paragraph(literal(text)), TableBlock("c", ["c"], [[text]])])
    found = odt_paragraphs(to_odt(paper))
    assert found[1:3] == [settled(text), settled(text)]
    assert found[5] == settled(text)


@settings(max_examples=60)
@given(ANY)
def test_any_text_survives_the_docx(text):
    paper = Paper("t", blocks=[Heading(1, text), Paragraph(literal(text)), TableBlock("c", ["c"], [[text]])])
    file = to_docx(paper)
    assert docx_paragraphs(file)[1:3] == [settled(text), settled(text)]
    assert docx.Document(io.BytesIO(file)).tables[0].rows[1].cells[0].text == settled(text)


@given(ANY)
def test_any_text_survives_the_page(text):
    paper = Paper("t", blocks=[Heading(1, text), Paragraph(literal(text)), TableBlock("c", ["c"], [[text]])])
    page = to_html(paper)
    assert html_texts(page, "h2") == [settled(text)]
    assert html_texts(page, "p") == [settled(text)]
    assert html_texts(page, "td") == [settled(text)]


def test_every_part_of_an_odt_says_the_same_version():
    file = to_odt(WHOLE)
    version = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}version"
    manifest = odt_part(file, "META-INF/manifest.xml")
    said = {odt_part(file, name).get(version) for name in ("content.xml", "styles.xml", "meta.xml")}
    assert said == {manifest.get("{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}version")}


def test_a_chart_says_its_figures_in_words_and_draws_whatever_it_is_given():
    rows = [("Un libellé bien trop long pour tenir devant sa barre", 0, 3, "3"), (HOSTILE, 0, 0, "0")]
    drawing = html.document_fromstring(to_html(Paper("t", blocks=[BarChart("Avis", rows)]))).find(".//svg")
    assert drawing.findtext("title") == "Avis"
    assert drawing.findtext("desc").startswith("Un libellé bien trop long pour tenir devant sa barre : 3 ; ")
    with zipfile.ZipFile(io.BytesIO(to_odt(Paper("t", blocks=[BarChart("Avis", rows)])))) as archive:
        assert b"bien trop" in archive.read("Pictures/graphique-1.svg")
        assert b"Pictures/graphique-1.svg" in archive.read("META-INF/manifest.xml")
    assert to_pdf(Paper("t", blocks=[BarChart("Avis", rows)])).startswith(b"%PDF")
    assert docx_paragraphs(to_docx(Paper("t", blocks=[BarChart("Avis", rows)]))) == ["t"]
