"""An answer as HTML: what a model writes acts on nothing and calls nobody."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.assistant.markdown import as_html


def test_words_are_set_as_they_are_meant() -> None:
    html = as_html("Voici **deux** points :\n\n1. un\n2. deux")
    assert "<strong>deux</strong>" in html
    assert "<ol>\n<li>un</li>" in html


def test_html_is_shown_and_not_obeyed() -> None:
    html = as_html("<script>alert(1)</script> <b onclick=x>gras</b>")
    assert "<script" not in html
    assert "<b " not in html
    assert "&lt;script&gt;" in html


def test_an_image_would_tell_its_server_so_it_is_no_image() -> None:
    html = as_html("![suivi](https://mouchard.example/?q=secret)")
    assert "<img" not in html
    assert "src" not in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "JaVaScript:x",
        "//ailleurs.example",
        "vbscript:x",
        "/assistant/",
    ],
)
def test_a_link_that_goes_nowhere_good_is_no_link(address: str) -> None:
    assert "<a " not in as_html(f"[ici]({address})")


def test_a_web_link_stays_and_tells_nothing_of_us() -> None:
    assert '<a href="https://www.cnil.fr/" rel="noopener noreferrer nofollow">' in as_html(
        "[CNIL](https://www.cnil.fr/)"
    )


def test_headings_stay_below_those_of_the_page() -> None:
    html = as_html("# Un\n\n## Deux\n\n###### Six")
    assert re.findall(r"<(h\d)>", html) == ["h4", "h5", "h6"]


def test_an_answer_that_begins_low_skips_no_level() -> None:
    html = as_html("## Deux\n\n#### Quatre\n\n## Deux encore")
    assert re.findall(r"<(h\d)>", html) == ["h4", "h5", "h4"]


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches() -> None:
    html = as_html("| a | b |\n|---|---|\n| 1 | 2 |")
    assert 'role="region" aria-label="Tableau" tabindex="0"><table>' in html
    assert html.count("</table></div>") == 1


@given(st.text(alphabet="<>&\"'[]()!#*_`|-\n ab:/"))
def test_no_text_opens_a_tag_of_its_own(text: str) -> None:
    tags = set(re.findall(r"<\s*([a-z0-9]+)", as_html(text)))
    assert tags <= {
        "p", "br", "strong", "em", "code", "pre", "a", "ul", "ol", "li", "blockquote", "hr", "h4", "h5", "h6",
        "div", "table", "thead", "tbody", "tr", "th", "td", "s",
    }  # fmt: skip
