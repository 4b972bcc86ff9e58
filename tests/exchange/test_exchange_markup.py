"""The little HTML: what stays, what goes, and that nothing else can come out."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.exchange.markup import clean_text, paragraphs, plain, sanitised

_HOSTILE = st.text(alphabet=st.sampled_from(list("<>/pulibremsctg &;!-\"'=\n#x3c\u00e9\u0130")), max_size=80)
_TAGS = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<ul>",
            "</ul>",
            "<ol>",
            "<li>",
            "</li>",
            "<br/>",
            "<b>",
            "</b>",
            "<em class=x>",
            "</em>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<div>",
            "<table>",
            "a",
            " é ",
            "&lt;",
            "&amp;",
            "<",
            ">",
        ]
    ),
    max_size=30,
).map("".join)
_OPEN_OR_CLOSE = re.compile(r"<(/?)(p|ul|ol|li|strong|em)>|<br>")


@pytest.mark.parametrize(
    ("given_markup", "kept"),
    [
        ("<p>Un <strong>mot</strong></p>", "<p>Un <strong>mot</strong></p>"),
        ('<span style="color:red">rouge</span>', "rouge"),
        ("<b>gras</b> et <i>penché</i>", "<strong>gras</strong> et <em>penché</em>"),
        ("<h2>Titre</h2><div>corps</div>", "<p>Titre</p><p>corps</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<ul><li>un<li>deux</ul>", "<ul><li>un</li><li>deux</li></ul>"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
        ("<li>seul</li>", "seul"),
        ("<p>une<br />deux<BR></p>", "<p>une<br>deux<br></p>"),
        ("moins de 3 < 5 & plus", "moins de 3 &lt; 5 &amp; plus"),
        ("<p></p><ul></ul>", ""),
        ("<p>&nbsp;</p>", ""),
    ],
)
def test_words_stay_and_only_bare_allowed_tags(given_markup: str, kept: str) -> None:
    assert sanitised(given_markup) == kept


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=//x></SCRIPT >",
        "<style>p{}</style>",
        "<svg onload=alert(1)></svg>",
        "<script>jamais fermé",
        "<!-- caché -->",
        "<iframe src='//x'><p>x</p></iframe>",
    ],
)
def test_scripts_go_with_their_content(attack: str) -> None:
    assert sanitised(f"avant {attack}") == "avant"


def test_a_word_that_looks_like_a_script_stays_a_word() -> None:
    assert sanitised("<p>Le &lt;script&gt; du site</p>") == "<p>Le &lt;script&gt; du site</p>"


def test_attributes_never_come_out() -> None:
    assert sanitised('<p onclick="x()" style="y">a</p><em onmouseover=z>b</em>') == "<p>a</p><em>b</em>"


def test_an_unclosed_comment_is_text() -> None:
    assert sanitised("a <!-- b <em>c</em>") == "a &lt;!-- b <em>c</em>"


@given(st.one_of(st.text(max_size=200), _HOSTILE, _TAGS))
def test_a_second_pass_changes_nothing(markup: str) -> None:
    once = sanitised(markup)
    assert sanitised(once) == once


@given(st.one_of(_HOSTILE, _TAGS))
def test_whatever_comes_in_only_the_closed_list_comes_out_well_nested(markup: str) -> None:
    out = sanitised(markup)
    assert "<" not in _OPEN_OR_CLOSE.sub("", out)
    opened: list[str] = []
    for match in _OPEN_OR_CLOSE.finditer(out):
        if match[0] == "<br>":
            continue
        if match[1]:
            assert opened.pop() == match[2]
        else:
            opened.append(match[2])
    assert not opened


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<p", "<script>", "<ul><li>", "</p>", "&#", "<a<", "</script"]
)
@pytest.mark.parametrize("start", ["", "<script>"])
def test_long_hostile_texts_take_a_time_that_grows_with_their_length_only(start: str, piece: str) -> None:
    started = time.process_time()
    sanitised(start + piece * (200_000 // len(piece)))
    assert time.process_time() - started < 10  # of this process alone; a tenth of a second when linear


def test_control_characters_and_lone_surrogates_are_dropped() -> None:
    assert clean_text("a\x00b\ud800c\r\nd\t") == "abc\nd"


def test_plain_text_becomes_paragraphs_and_lists() -> None:
    assert (
        paragraphs("Un & deux\nsuite\n\n- a\n- <b>")
        == "<p>Un &amp; deux<br>suite</p><ul><li>a</li><li>&lt;b&gt;</li></ul>"
    )
    assert paragraphs("  \n\n ") == ""


@given(st.text(max_size=100))
def test_plain_text_is_never_markup(text: str) -> None:
    assert sanitised(paragraphs(text)) == paragraphs(text)


def test_the_words_come_back_as_lines() -> None:
    assert plain("<p>Un &amp; deux<br>suite</p><ul><li>a</li><li>b</li></ul>") == "Un & deux\nsuite\n- a\n- b"
