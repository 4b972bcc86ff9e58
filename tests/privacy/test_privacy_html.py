"""A page keeps its source but for what is replaced; programs and pictures within it are left behind."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from garant.privacy.documents import DocumentDamaged, DocumentMisnamed, Remark, masked, open_bytes, restored
from garant.privacy.documents.html import Page

KEY = b"k" * 32
PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="{charset}"><meta name=author content=Lef&egrave;vre>
<title>Dossier de Mme Karima Benali</title><script>var x = "Karima Benali";</script>
<style>/* Benali */ p {{ background: url(data:image/png;base64,QUJD) }}</style></head>
<body onload="go('Benali')" class="a&b"><p>Bonjour Madame <b>Kar</b>ima
     B&eacute;nali, tél. 06&nbsp;12 34 56 78, le budget est de 12&nbsp;000 &lt;euros&gt;.</p><!-- Mme Benali est venue -->
<table><tr><th>Nom</th><th>Prénom</th><th>Tél</th></tr><tr><td>Zorbak</td><td></td><td>0612345679</td></tr></table>
<img src="data:image/png;base64,QUJD" alt="Photo de Karima B&eacute;nali">
<a href="mailto:karima.benali%40orange.fr" title='Mme Zorbak' data-tel=0612345678>écrire</a>
<textarea>Mme Zorbak</textarea><input value="Mme Zorbak"></body></html>
"""
SECRETS = [
    "Karima",
    "Benali",
    "nali",
    "Zorbak",
    "0612345679",
    "0612345678",
    "34 56",
    "Lef",
    "orange.fr",
    "QUJD",
]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15"])
def test_nothing_is_left_in_text_attributes_comments_or_programs(charset: str) -> None:
    data = PAGE.format(charset=charset).encode(charset)
    assert all(secret.encode() in data for secret in SECRETS)
    result = masked(open_bytes(data, "page.html"), KEY)
    after = result.data.decode(charset)
    assert [secret for secret in SECRETS if secret in after] == []
    assert 'class="a&b"' in after
    assert "12&nbsp;000 &lt;euros&gt;." in after
    assert "<script></script>" in after
    assert result.remarks == {Remark.SCRIPT_REMOVED: 2, Remark.PICTURE_REMOVED: 2}


def test_a_page_comes_back_with_the_same_text() -> None:
    data = PAGE.format(charset="utf-8").encode()
    result = masked(open_bytes(data, "page.html"), KEY)
    back, _ = restored(open_bytes(result.data, "page.html"), result.mapping, "page.html")
    assert open_bytes(back, "page.html").pieces == open_bytes(data, "page.html").pieces


def test_a_page_without_personal_data_stays_to_the_byte() -> None:
    data = b"<P>Le  budget\r\n est vot\xe9 <br/> &amp; publi\xe9 </p > <x <!-- a -- b -->"
    result = masked(open_bytes(data, "page.htm"), KEY)
    assert result.data == data
    assert not result.mapping


def test_the_cells_of_a_row_stand_in_line_even_where_one_is_empty() -> None:
    page = open_bytes(PAGE.format(charset="utf-8").encode(), "page.html")
    text = "".join(piece + page.glue(number) for number, piece in enumerate(page.pieces))
    assert "Nom\tPrénom\tTél\n" in text
    assert "Zorbak\t\t0612345679\n" in text


def test_a_value_without_quotes_gets_them_when_it_comes_back_with_a_space() -> None:
    result = masked(open_bytes(b"<p>Mme Karima Benali</p><i data-x=Karima&nbsp;Benali>a</i>", "p.html"), KEY)
    back, _ = restored(open_bytes(result.data, "p.html"), result.mapping, "p.html")
    assert 'data-x="Karima\u00a0Benali"' in back.decode()


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(DocumentDamaged):
        open_bytes(b"Bonjour", "page.html")
    with pytest.raises(DocumentMisnamed):
        open_bytes(b"%PDF-1.4", "page.html")


@given(st.text(alphabet="<>/!-ab=\"' &;#x3\n?[]tdrscip", max_size=200))
def test_any_text_is_read_and_written_back_to_the_character(source: str) -> None:
    page = Page.read(source)
    if not page.drops:
        assert page.with_changes([[] for _ in page.parts]) == source
    for part in page.parts:
        for unit in part.units:
            assert not unit.is_plain or source[unit.start : unit.end] == unit.text or unit.text == " "


@given(st.text(max_size=40), st.text(max_size=40))
@example("#", "#")
def test_any_original_comes_back_into_text_and_attributes(text: str, value: str) -> None:
    page = Page.read('<p>x[N_1]y</p><a title="[N_2]">b</a>')
    numbers = [part.text for part in page.parts]
    changed = [
        [(1, 6, text)] if piece == "x[N_1]y" else [(0, 5, value)] if piece == "[N_2]" else []
        for piece in numbers
    ]
    again = [part.text for part in Page.read(page.with_changes(changed)).parts]
    shown = "".join(again).replace(" ", "")
    for each in (text, value):
        bare = "".join(each.split())
        if bare.isprintable() and "&" not in each and not bare.lower().startswith(("data:", "javascript:")):
            assert "".join(bare.split()) in "".join(shown.split())


def test_an_address_within_a_style_is_read_and_a_style_without_one_is_not() -> None:
    page = "<p style=\"color: red; background:url('/photos/Mme Karima Benali.png')\">Mme Karima Benali</p><b style='font: Martin'>x</b>"
    result = masked(open_bytes(page.encode(), "page.html"), KEY)
    assert b"Benali" not in result.data
    assert b"style='font: Martin'" in result.data
