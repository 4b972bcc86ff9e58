"""Pseudonymising for another AI, on the real page: marks, corrections, downloads, the way back, no script, no mouse."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.audit import assert_accessible
from tests.browser.conftest import Product
from tests.browser.people import ALICE, BRUNO, NAME, NIR, PHONE, sign_in

pytestmark = pytest.mark.browser

TEXT = (
    f"Madame {NAME}, née le 12/03/1985, numéro de sécurité sociale {NIR}, joignable au {PHONE},\n"
    "demande une aide. Elle est suivie pour un diabète. Le projet Chrysalide la concerne."
)


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_bytes()


def restored(page: Page, answer: str, key: bytes) -> str:
    page.goto("/pseudonymiser/restaurer/")
    page.get_by_label("Collez la réponse de l’IA").fill(answer)
    page.get_by_label("La clé").set_input_files(
        {"name": "texte.cle.json", "mimeType": "application/json", "buffer": key}
    )
    page.get_by_role("button", name="Restaurer", exact=True).click()
    return page.get_by_label("Texte restauré").input_value()


def test_a_letter_is_marked_corrected_taken_away_and_restored(page: Page) -> None:
    sign_in(page, ALICE)
    page.get_by_role("link", name="Pseudonymiser").first.click()
    assert_accessible(page)
    page.get_by_label("Collez ou écrivez votre texte").fill(TEXT)
    marked = page.locator("[data-marked]")
    expect(marked.locator("[data-mark]", has_text=NIR)).to_be_visible()

    # One that is no datum, by a click.
    marked.locator("[data-mark]", has_text=PHONE).click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("Numéro de téléphone")
    assert_accessible(page)
    panel.get_by_role("button", name="Ce n’est pas une donnée personnelle").click()
    expect(marked.locator("[data-mark]", has_text=PHONE)).to_have_count(0)
    expect(page.get_by_role("group", name="Vos corrections")).to_contain_text(PHONE)

    # One that was missed, typed in a field.
    page.get_by_label("Mot ou passage").fill("chrysalide")
    page.get_by_role("group", name="Masquer autre chose").get_by_label("Ce que c’est").select_option(
        "CASE_ID"
    )
    page.get_by_role("button", name="Masquer", exact=True).click()
    expect(marked.locator("[data-mark]", has_text="Chrysalide")).to_be_visible()

    page.get_by_role("button", name="Pseudonymiser", exact=True).click()
    expect(page.get_by_role("heading", name="Le texte pseudonymisé")).to_be_focused()
    masked = page.get_by_label("Texte à donner à l’autre IA").input_value()
    for value in (NAME, NIR, "Chrysalide"):
        assert value not in masked
    assert PHONE in masked
    assert_accessible(page)
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.locator("[data-copied-say]")).to_contain_text("Copié")
    assert page.evaluate("navigator.clipboard.readText()") == masked
    assert saved(page, "Télécharger le texte").decode() == masked
    key = saved(page, "Télécharger la clé")
    assert json.loads(key)["format"] == "garant-cle"

    # A later change takes the result away: it no longer stands for the text.
    page.get_by_label("Collez ou écrivez votre texte").press("End")
    page.keyboard.type(" ")
    expect(page.locator("#masque")).to_have_count(0)

    assert restored(page, f"Réponse : {masked}", key) == f"Réponse : {TEXT}"
    assert_accessible(page)


def test_the_keyboard_alone_finds_and_corrects_a_mark(page: Page) -> None:
    sign_in(page, BRUNO)
    page.goto("/pseudonymiser/")
    page.get_by_label("Collez ou écrivez votre texte").focus()
    page.keyboard.insert_text(f"Appeler {PHONE}.")
    found = page.locator("[data-mark]", has_text=PHONE)
    expect(found).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if found.evaluate("mark => mark === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(found).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("En faire une règle")).to_be_visible()
    page.get_by_role("dialog").get_by_label("Ce que c’est").select_option("CASE_ID")
    page.get_by_role("button", name="Changer ce que c’est").press("Enter")
    expect(found).to_have_attribute("data-label", "CASE_ID")
    expect(page.locator("[data-marked]")).to_be_focused()


def test_a_word_file_is_dropped_and_comes_back_as_one(page: Page) -> None:
    document = docx.Document()
    document.add_paragraph(f"Madame {NAME}, {NIR}.")
    data = io.BytesIO()
    document.save(data)
    sign_in(page, ALICE)
    page.goto("/pseudonymiser/")
    handle = page.evaluate_handle(
        """bytes => {
            const files = new DataTransfer();
            files.items.add(new File([new Uint8Array(bytes)], "lettre.docx"));
            return files;
        }""",
        list(data.getvalue()),
    )
    page.locator("[data-drop]").dispatch_event("drop", {"dataTransfer": handle})
    expect(page.locator("[data-mark]", has_text=NIR)).to_be_visible()
    expect(page.get_by_label("Collez ou écrivez votre texte")).to_be_hidden()
    page.get_by_role("button", name="Pseudonymiser", exact=True).click()
    expect(page.get_by_role("heading", name="Le fichier pseudonymisé")).to_be_focused()
    assert_accessible(page)
    file = saved(page, "Télécharger le fichier (.docx)")
    text = docx.Document(io.BytesIO(file)).paragraphs[0].text
    assert NAME not in text
    assert NIR not in text
    key = saved(page, "Télécharger la clé")
    assert restored(page, text, key) == f"Madame {NAME}, {NIR}."


def test_a_file_that_can_t_be_read_says_so_and_the_page_stays(page: Page) -> None:
    sign_in(page, ALICE)
    page.goto("/pseudonymiser/")
    page.get_by_label("Ou un fichier").set_input_files(
        {"name": "lettre.docx", "mimeType": "application/octet-stream", "buffer": b"PK\x03\x04 abc"}
    )
    expect(page.get_by_role("alert")).to_contain_text("endommagé")
    assert_accessible(page)
    page.get_by_role("button", name="Retirer le fichier").click()
    page.get_by_label("Collez ou écrivez votre texte").fill(f"Appeler {PHONE}.")
    expect(page.locator("[data-mark]", has_text=PHONE)).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()


@pytest.fixture
def plain(browser: Browser, product: Product) -> Iterator[Page]:
    """A visitor without JavaScript."""
    context = browser.new_context(base_url=product.url, locale="fr-FR", java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_javascript_the_same_is_done_in_plain_forms(plain: Page) -> None:
    sign_in(plain, ALICE)
    plain.goto("/pseudonymiser/")
    plain.get_by_label("Collez ou écrivez votre texte").fill(TEXT)
    plain.get_by_role("button", name="Pseudonymiser", exact=True).first.click()
    plain.get_by_role("row", name=re.compile(PHONE)).get_by_label(re.compile("Laisser tel quel")).check()
    plain.get_by_role("button", name="Pseudonymiser", exact=True).last.click()
    masked = plain.get_by_label("Texte à donner à l’autre IA").input_value()
    assert PHONE in masked
    assert NIR not in masked
    assert saved(plain, "Télécharger le texte").decode() == masked
    assert restored(plain, masked, saved(plain, "Télécharger la clé")) == TEXT
