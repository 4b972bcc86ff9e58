"""After a full run, what was said stands nowhere but in the encrypted conversation."""

import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Product
from tests.browser.people import (
    ALICE,
    NAME,
    NIR,
    PASSWORD,
    PHONE,
    acknowledge_if_asked,
    choose,
    send,
    sign_in,
)

pytestmark = pytest.mark.browser

_MARKER = "Ornithorynque"


def test_neither_content_nor_secrets_stand_in_logs_journal_or_database(page: Page, product: Product) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "externe")
    send(page, f"{_MARKER} : écris à {NAME}, {NIR}, {PHONE}, mot de passe : Zx9!kLmn27Qr")
    choose_again = page.get_by_label("Votre message")
    expect(choose_again).to_be_visible()
    page.goto("/assistant/")
    choose(page, "externe")
    send(page, f"{_MARKER} : écris à {NAME}, {NIR}, {PHONE}")
    expect(page.locator("li.answer").last).to_contain_text(NAME)
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{product.url}/v1/{_MARKER}")

    needles = [_MARKER, NAME, NIR, PHONE, "Zx9!kLmn27Qr"]
    places = [product.output, *_files(product.state)]
    assert len(places) > 4
    for place in places:
        held = place.read_bytes()
        for needle in needles:
            assert needle.encode() not in held, f"{needle!r} stands in {place.name}"
    for place in _files(product.state):
        assert PASSWORD.encode() not in place.read_bytes(), f"a password stands in {place.name}"


def test_the_search_would_find_what_stands_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NAME, encoding="utf-8")
    assert any(NAME.encode() in place.read_bytes() for place in _files(tmp_path))


def _files(folder: Path) -> list[Path]:
    return [place for place in folder.rglob("*") if place.is_file()]
