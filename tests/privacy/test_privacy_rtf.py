"""An RTF file keeps its layout and loses every datum: properties, notes, comments, fields, hidden text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy.documents import (
    DocumentDamaged,
    DocumentEncrypted,
    DocumentTooLarge,
    DocumentWithObjects,
    Remark,
    masked,
    open_bytes,
    restored,
)
from garant.privacy.documents.rtf import Source, escape

KEY = b"k" * 32
LETTER = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}{\colortbl;\red0;}
{\info{\title Dossier Benali}{\author Jean Lef\'e8vre}{\creatim\yr2024}}{\header\pard Suivi de Mme Karima Benali\par}
\pard Je soussign\'e9e Mme {\b Kar}ima B\u233?nali, tel. 06\~12 34 56 78,\par n\'e9e le 12 mars 1985{\footnote Rappeler Mme Benali} \'e0 Paris.{\v  (Mme Benali)}{\*\atnauthor Sophie Marchand}{\*\annotation Vu avec Karima}{\deleted Mme Zorbak}\par
{\field{\*\fldinst HYPERLINK "mailto:karima.benali@orange.fr"}{\fldrslt \'e9crire}}\par
\trowd Nom\cell Pr\'e9nom\cell T\'e9l\cell\row
\trowd Zorbak\cell \cell 0612345679\cell\row
{\pict\pngblip 89504e47}{\*\datastore 42656e616c69}{\*\unknownthing Mme Zorbak}{\*\userprops{\propname Usager}{\staticval Mme Karima Benali}}\f1 \'cf\par
}"""
SECRETS = [
    b"Benali",
    b"Karima",
    b"ima",
    b"Zorbak",
    b"0612345679",
    b"34 56",
    b"Marchand",
    b"Lef",
    b"1985",
    b"orange.fr",
]


def test_nothing_that_was_found_is_left_anywhere() -> None:
    assert all(secret in LETTER for secret in SECRETS)
    result = masked(open_bytes(LETTER, "lettre.rtf"), KEY)
    assert [secret for secret in SECRETS if secret in result.data] == []
    assert b"{\\colortbl;\\red0;}" in result.data
    assert b"HYPERLINK" in result.data
    assert b"datastore" not in result.data
    assert result.remarks == {Remark.PICTURE: 1, Remark.PART_REMOVED: 1}


def test_a_letter_comes_back_with_the_same_text() -> None:
    result = masked(open_bytes(LETTER, "lettre.rtf"), KEY)
    back, _ = restored(open_bytes(result.data, "lettre.rtf"), result.mapping, "lettre.rtf")
    assert open_bytes(back, "lettre.rtf").pieces == open_bytes(LETTER, "lettre.rtf").pieces
    assert b"{\\rtf1\\ansi" in back


def test_a_letter_without_personal_data_stays_to_the_byte() -> None:
    plain = rb"{\rtf1\ansi\ansicpg1252 Le budget est vot\'e9 \{ainsi\}.\par}"
    assert masked(open_bytes(plain, "a.rtf"), KEY).data == plain


def test_accents_code_pages_and_pairs_are_read() -> None:
    text = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f1\fcharset204 A;}}\'e9\u8217'{\f1 \'cf}\u-10179?\u-8704?{\uc2\u233ab c}}"
    assert open_bytes(text, "a.rtf").pieces == ["é’П😀é c"]


def test_what_hides_after_the_end_is_cut_off() -> None:
    result = masked(open_bytes(rb"{\rtf1 Bonjour\par} Mme Karima Benali", "a.rtf"), KEY)
    assert result.data == rb"{\rtf1 Bonjour\par}"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (rb"{\rtf1 Bonjour", DocumentDamaged),
        (rb"{\rtf1 a{\object\objemb{\*\objdata 0105}}}", DocumentWithObjects),
        (rb"{\rtf1 {\*\password 01}a}", DocumentEncrypted),
        (rb"{\rtf1 " + b"{" * 5000 + b"a" + b"}" * 5001, DocumentTooLarge),
        (b"Bonjour", DocumentDamaged),
    ],
    ids=["torn", "object", "password", "deep", "text"],
)
def test_what_can_not_be_read_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        open_bytes(content, "a.rtf")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_text_is_escaped_and_read_again(text: str) -> None:
    pieces = Source.read("{\\rtf1\\ansi " + escape(text) + "}", "a").parts
    assert "".join(piece.text for piece in pieces) == (text if text.strip() else "")


@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_refused_and_stay(content: bytes) -> None:
    source = "{\\rtf1 " + content.decode("latin-1") + "}"
    try:
        read = Source.read(source, "a")
    except (DocumentDamaged, DocumentEncrypted, DocumentTooLarge, DocumentWithObjects):
        return
    if not read.drops:
        assert read.with_changes([[] for _ in read.parts]) == source
