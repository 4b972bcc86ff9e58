"""The text that is voted: HTML, Markdown, terminal."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charter.charter_texts import BASE, with_lines

from garant.charter import (
    load_shipped,
    load_text,
    markdown_to_html,
    outline,
    render_html,
    render_markdown,
    shipped_charters,
)
from garant.words import DataClass

VOID = {"meta", "br", "hr", "input", "col", "link", "img"}


class Page(HTMLParser):
    """Checks that each element closes, and gathers what the tests ask of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("name", ["base", *shipped_charters()])
def test_the_page_is_whole_accessible_and_fetches_nothing(name: str) -> None:
    charter = load_text(BASE) if name == "base" else load_shipped(name)
    html = render_html(charter)
    page = Page(html)

    assert html.startswith("<!DOCTYPE html>")
    assert page.named("html") == [{"lang": "fr"}]
    assert len(page.named("h1")) == len(page.named("main")) == len(page.named("title")) == 1
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for link in page.named("a"):
        target = link["href"] or ""
        assert target[1:] in ids if target.startswith("#") else target.startswith("https://")
    assert {tag for tag, _ in page.tags}.isdisjoint(
        {"script", "link", "img", "iframe", "object", "form", "base"}
    )
    assert not re.search(r"url\(|@import|\ssrc=|\son\w+=", html)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for clause in charter.clauses:
        assert clause.id in ids
    assert len(page.named("table")) == 1
    assert len([head for head in page.named("th") if head.get("scope") == "row"]) == len(DataClass)
    assert len([head for head in page.named("th") if head.get("scope") == "col"]) == 4
    assert page.named("caption") == [{}]


ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)> & \"'"


def test_html_in_any_text_is_shown_and_never_run() -> None:
    quoted = "'" + ATTACK.replace("'", "''") + "'"
    text = with_lines("title: Charte d’essai", f"title: {quoted}")
    text = with_lines("text: Seulement le catalogue.", f"text: {quoted}", text)
    text = with_lines("title: Les systèmes", f"title: {quoted}", text)
    text = with_lines("organisation: Commune d’Essai", f"organisation: {quoted}", text)
    text = with_lines("  external: ailleurs", f"  external: {quoted}", text)
    text = with_lines("statement: J’ai lu la charte.", f"statement: {quoted}", text)
    text = with_lines("introduction: Une **introduction**.", f"introduction: {quoted}", text)
    text = with_lines("title: Charte numérique", f"title: {quoted}", text)
    page = Page(render_html(load_text(text)))

    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img"})
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert page.text.count("alert(1)") > 10
    # In Markdown, no tag is left that a reader could let through.
    assert not re.search(r"(?<!\\)<[a-z]", render_markdown(load_text(text)).replace("(<https", "(https"))


def test_a_script_in_a_link_and_a_picture_from_elsewhere_are_left_out() -> None:
    html = markdown_to_html(
        "[x](javascript:alert(1)) ![y](https://example.org/y.png) [z](https://example.org)"
    )

    assert "javascript:" not in re.findall(r'href="([^"]*)"', html)
    assert "<img" not in html
    assert 'href="https://example.org"' in html


def test_titles_within_a_clause_go_below_its_own() -> None:
    assert markdown_to_html("# Titre\n\n###### Bas") == "<h4>Titre</h4>\n<h6>Bas</h6>\n"
    text = with_lines("text: Seulement le catalogue.", 'text: "# Titre\\n\\n```\\n# code\\n```"')
    markdown = render_markdown(load_text(text))
    assert "\n#### Titre\n" in markdown
    assert "\n# code\n" in markdown


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_markdown_makes_closed_html(text: str) -> None:
    page = Page(markdown_to_html(text))

    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "style", "iframe"})


def test_the_markdown_holds_text_rules_and_table() -> None:
    markdown = render_markdown(load_text(BASE))

    assert markdown.startswith("# Charte d’essai\n")
    assert "### 1.2 Les données\n\nAucune donnée personnelle.\n\n- ni ici\n- ni là\n" in markdown
    assert "| Données de santé | autorisé (1.3) | zone fermée | redirigé (1.2) |" in markdown
    assert "> **Clause appliquée par le logiciel.**" in markdown
    assert "Portée par : 1.2." in markdown
    assert "\n\n\n" not in markdown
    table = [line for line in markdown.split("\n") if line.startswith("|")]
    assert len(table) == 2 + len(DataClass)
    assert {line.count("|") for line in table} == {5}


def test_the_markdown_escapes_what_would_be_markup_in_a_title() -> None:
    text = with_lines("title: Les systèmes", "title: '*Les* [systèmes] | <b>'")

    assert r"### 1.1 \*Les\* \[systèmes\] \| \<b\>" in render_markdown(load_text(text))


def test_the_table_lines_up_in_a_terminal() -> None:
    lines = outline(load_text(BASE)).split("\n")
    start = next(place for place, line in enumerate(lines) if line.startswith("Une demande qui contient"))
    table = lines[start : start + 2 + len(DataClass)]
    columns = [match.start() for match in re.finditer(r"-+", table[1])]

    assert len(columns) == 4
    for line in table:
        for column in columns[1:]:
            assert line[column - 2 : column] == "  "
            assert line[column] != " "
    assert max(map(len, table)) <= 100
    assert "données de santé" in table[5]
    assert table[5].split("  ")[-1].strip() == "redirigé 1.2"


def test_lines_keep_to_the_width_and_punctuation_to_its_word() -> None:
    text = outline(load_text(BASE), width=72)
    for line in text.split("\n"):
        assert not re.match(r"\s*[:;»!?]", line)
        if "×" not in line and not re.search(r"\S {2,}\S|--", line) and not line.startswith("  "):
            assert len(line) <= 90


def test_a_rule_under_observation_is_marked_in_each_form() -> None:
    text = with_lines(
        "          - protect: {data: [indirect], zone: external, action: allow}\n",
        "          - protect: {data: [indirect], zone: external, action: allow}\n"
        "          - protect: {data: [indirect], zone: external, action: block, mode: observe}\n",
    )
    charter = load_text(text)

    assert "autorisé 1.2*" in outline(charter)
    assert "* lieux et organisations × zone externe : serait bloqué (clause 1.2, en observation)" in outline(
        charter
    )
    assert "autorisé (1.2) ; en observation : bloqué (1.2)" in render_markdown(charter)
    assert "en observation : bloqué" in render_html(charter)


def test_a_reason_is_published_beside_the_clause() -> None:
    text = with_lines("        title: Durée\n", "        title: Durée\n        reason: Décision du 3 mars.\n")
    charter = load_text(text)

    for written in (outline(charter), render_html(charter), render_markdown(charter)):
        assert "Décision du 3 mars." in written
