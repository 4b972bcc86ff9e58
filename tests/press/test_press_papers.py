"""The charter as ODT and DOCX: real headings, all of its words."""

import io

import docx
import odfdo
from press_charters import small, with_words

from garant.charter import load_shipped
from garant.paper import Run, runs
from garant.press import charter_docx, charter_odt
from garant.press.as_paper import marked

CLAUSES = ["1.1 Des systèmes validés", "2.1 Pas de secret", "2.2 Relire", "2.3 Former", "2.4 Garder son esprit critique"]  # fmt: skip


def test_an_odt_has_a_heading_for_each_part_and_each_clause():
    body = odfdo.Document(io.BytesIO(charter_odt(small()))).body
    headings = [(int(each.level), each.inner_text) for each in body.get_headers()]
    assert (1, "2. Les règles d’or") in headings
    assert [text for level, text in headings if level == 2 and text[0].isdigit()] == CLAUSES
    assert (3, "Comment") in headings


def test_a_docx_has_a_heading_for_each_part_and_each_clause():
    document = docx.Document(io.BytesIO(charter_docx(small())))
    styled = [(each.style.name, each.text) for each in document.paragraphs]
    assert ("Title", "Charte d’essai") in styled
    assert ("Heading 1", "1. Le cadre réglementaire") in styled
    assert [text for style, text in styled if style == "Heading 2" and text[0].isdigit()] == CLAUSES
    assert ("Heading 3", "Comment") in styled
    assert len(document.tables) == 2


def test_both_say_what_software_makes_of_each_clause():
    charter = load_shipped("alpes-de-haute-provence")
    odt = odfdo.Document(io.BytesIO(charter_odt(charter))).get_formatted_text().replace("\u00a0", " ")
    word = "\n".join(each.text for each in docx.Document(io.BytesIO(charter_docx(charter))).paragraphs)
    word = word.replace("\u00a0", " ")
    for clause in charter.clauses:
        for control in clause.controls:
            sentence = control.sentence().replace("\u00a0", " ")
            assert sentence in word
            assert " ".join(sentence.split()) in " ".join(odt.split())


def test_a_list_within_a_list_keeps_its_words():
    texts = [each.text for each in docx.Document(io.BytesIO(charter_docx(small()))).paragraphs]
    assert "un\n– un et demi" in texts


def test_what_only_looks_like_marks_stays_as_it_was_written():
    texts = [each.text for each in docx.Document(io.BytesIO(charter_docx(small()))).paragraphs]
    assert "Aucun mot de passe ne part. 2 * 3 * 4 et code restent lisibles." in texts


def test_hostile_words_give_files_that_open():
    for text in ("]]> <w:p> & \x0c \ud800", "**", "[a](https://x.fr", "m" * 5_000, "> - > - fin"):
        charter = with_words(f"x {text}")
        assert odfdo.Document(io.BytesIO(charter_odt(charter))).body.get_headers()
        assert docx.Document(io.BytesIO(charter_docx(charter))).paragraphs


def test_runs_are_written_as_marks_that_are_read_the_same():
    found = (
        Run("un "),
        Run("gras", bold=True),
        Run(" et "),
        Run("ici", link="https://exemple.fr"),
        Run(" *a"),
    )
    assert runs(marked(found)) == found


def test_runs_that_no_marks_can_say_are_bare_words():
    found = (Run("mo"), Run("t", bold=True), Run("s"))
    assert marked(found) == "mots"
    assert runs(marked((Run("a]b", link="https://exemple.fr"),))) == (Run("a]b (https://exemple.fr)"),)
