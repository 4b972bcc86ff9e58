"""Pseudonymising for another AI, on the real page: marks, corrections, downloads, the way back, no script, no mouse."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Route, expect
from tests.browser.audit import assert_accessible
from tests.browser.conftest import Product
from tests.browser.people import ALICE, BRUNO, NAME, NIR, PHONE, sign_in, sign_in_by_form

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


def field(page: Page) -> Locator:
    return page.get_by_label("Collez ou écrivez votre texte")


def corrected(page: Page) -> Locator:
    return page.get_by_role("group", name="Vos corrections")


def leave(page: Page, value: str) -> None:
    page.locator("[data-mark]", has_text=value).first.click()
    page.get_by_role("button", name="Ce n’est pas une donnée personnelle").click()


def mask(page: Page, value: str) -> None:
    page.get_by_label("Mot ou passage").fill(value)
    page.get_by_role("button", name="Masquer", exact=True).click()


def drop(page: Page, place: str, *names: str) -> None:
    handle = page.evaluate_handle(
        """names => {
            const files = new DataTransfer();
            for (const name of names) files.items.add(new File(["Appeler le 06 39 98 42 17."], name));
            return files;
        }""",
        names,
    )
    page.locator(place).dispatch_event("drop", {"dataTransfer": handle})


def select(page: Page, start: str, end: str) -> None:
    """Within the marked text, from the first letter of `start` to the last of `end`."""
    page.locator("[data-marked]").evaluate(
        """(marked, [start, end]) => {
            const walker = document.createTreeWalker(marked, NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let begun = false;
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                if (!begun && node.data.includes(start)) {
                    range.setStart(node, node.data.indexOf(start));
                    begun = true;
                }
                if (begun && node.data.includes(end)) {
                    range.setEnd(node, node.data.indexOf(end) + end.length);
                    break;
                }
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        [start, end],
    )


def test_what_goes_wrong_takes_no_correction_away(page: Page) -> None:
    sign_in(page, ALICE)
    page.goto("/pseudonymiser/")
    field(page).fill(TEXT)
    leave(page, PHONE)
    expect(corrected(page)).to_contain_text(PHONE)

    # A word that is none: told beside its field, which keeps it.
    mask(page, "…")
    expect(page.locator("[data-word-refused]")).to_contain_text("Une correction n’a pas pu être lue.")
    expect(page.get_by_label("Mot ou passage")).to_be_focused()
    expect(corrected(page)).to_contain_text(PHONE)
    assert_accessible(page)
    page.get_by_label("Mot ou passage").fill("")

    # No network, then a text that is too long: the marks go, the correction waits for them.
    page.context.set_offline(True)
    field(page).fill(TEXT + ".")
    expect(page.get_by_role("alert")).to_contain_text("Le repérage ne répond pas.")
    expect(page.locator("[data-marked]")).to_have_count(0)
    page.context.set_offline(False)
    page.get_by_role("button", name="Réessayer").click()
    expect(corrected(page)).to_contain_text(PHONE)
    field(page).fill("a" * 200_001)
    expect(page.get_by_role("alert")).to_contain_text("pas plus de 200\u202f000.")
    field(page).fill(TEXT)
    expect(corrected(page)).to_contain_text(PHONE)


def test_who_signs_in_again_goes_on_with_the_same_pseudonyms(page: Page) -> None:
    sign_in(page, ALICE)
    page.goto("/pseudonymiser/")
    field(page).fill(TEXT)
    leave(page, PHONE)
    expect(corrected(page)).to_contain_text(PHONE)
    page.get_by_role("button", name="Pseudonymiser", exact=True).click()
    masked = page.locator("#masque").input_value()

    page.context.clear_cookies()
    page.get_by_role("button", name="Télécharger la clé").click()
    expect(page.get_by_role("alert")).to_contain_text("Votre session a pris fin.")
    expect(page.locator("#masque")).to_have_value(masked)  # the page stays
    assert_accessible(page)

    other = page.context.new_page()
    sign_in_by_form(other, ALICE)  # a new session, and a new token for each form
    page.get_by_role("button", name="Réessayer").click()
    expect(corrected(page)).to_contain_text(PHONE)
    page.get_by_role("button", name="Pseudonymiser", exact=True).click()
    expect(page.locator("#masque")).to_have_value(masked)
    assert NIR in json.loads(saved(page, "Télécharger la clé"))["mapping"].values()


def test_the_last_word_on_a_value_counts_however_it_is_written(page: Page) -> None:
    sign_in(page, ALICE)
    page.goto("/pseudonymiser/")
    field(page).fill("Le projet Éole avance. EOLE est livré. La voisine attend.")
    mask(page, "Éole")
    expect(page.locator("[data-mark]")).to_have_count(2)
    page.locator("[data-mark]").last.click()
    page.get_by_role("button", name="Ce n’est pas une donnée personnelle").click()
    expect(page.locator("[data-mark]")).to_have_count(0)

    mask(page, "voisine")
    row = page.get_by_role("row", name=re.compile("voisine"))
    row.get_by_label(re.compile("Laisser tel quel")).check()
    expect(page.locator("[data-mark]")).to_have_count(0)
    expect(corrected(page)).to_contain_text("« voisine » est laissé tel quel")


def test_a_selection_takes_whole_words_and_a_word_that_is_not_there_is_told(page: Page) -> None:
    sign_in(page, ALICE)
    page.goto("/pseudonymiser/")
    field(page).fill("Le projet Chrysalide\navance bien.")
    expect(page.locator("[data-marked]")).to_be_visible()
    word = page.get_by_label("Mot ou passage")
    select(page, "rysal", "rysal")
    expect(word).to_have_value("Chrysalide")
    select(page, "ojet", "avan")
    expect(word).to_have_value("projet Chrysalide avance")
    select(page, " bien", " bien")  # the space before is no part of a word
    expect(word).to_have_value("bien")
    mask(page, "Zorglub")
    expect(corrected(page)).to_contain_text("« Zorglub » n’est pas dans le texte en mots entiers")
    # A word being written waits while the marks are drawn again.
    word.fill("Chrys")
    page.get_by_label("Masquer aussi les lieux").check()
    expect(page.locator("[data-redaction]")).not_to_have_attribute("aria-busy", "true")
    expect(word).to_have_value("Chrys")
    expect(corrected(page)).not_to_contain_text("Chrys")


def test_one_file_is_taken_wherever_it_falls_and_two_are_refused(page: Page) -> None:
    sign_in(page, ALICE)
    page.goto("/pseudonymiser/")
    drop(page, "h1", "premier.txt", "second.txt")
    expect(page.get_by_role("alert")).to_contain_text("Un seul fichier à la fois.")
    expect(page.locator("[data-file-chosen]")).to_be_hidden()
    drop(page, "h1", "premier.txt")
    expect(page.locator("[data-mark]", has_text=PHONE)).to_be_visible()
    expect(page.locator("[data-file-chosen]")).to_contain_text("premier.txt")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_file_that_is_no_longer_there_is_to_be_chosen_again(page: Page, tmp_path: Path) -> None:
    sign_in(page, ALICE)
    page.goto("/pseudonymiser/")
    file = tmp_path / "lettre.txt"
    file.write_text(f"Appeler le {PHONE}.", encoding="utf-8")
    page.get_by_label("Ou un fichier").set_input_files(file)
    expect(page.locator("[data-mark]", has_text=PHONE)).to_be_visible()
    file.unlink()
    page.get_by_label("Masquer aussi les lieux").check()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez-le à nouveau.")


def test_a_text_that_is_pasted_is_taken_whole_or_refused(page: Page) -> None:
    sign_in(page, ALICE)
    page.goto("/pseudonymiser/")
    page.evaluate("navigator.clipboard.writeText('été '.repeat(60000))")
    field(page).focus()
    page.keyboard.press("Control+V")
    expect(page.get_by_role("alert")).to_contain_text("Votre texte compte 240\u202f000 caractères")
    assert len(field(page).input_value()) == 240_000


def test_a_reading_that_lasts_is_said_to_last(page: Page) -> None:
    sign_in(page, ALICE)
    page.goto("/pseudonymiser/")
    lasting = page.get_by_text("Lecture en cours…")
    field(page).fill(f"Appeler {PHONE}.")
    expect(page.locator("[data-mark]")).to_have_count(1)
    expect(lasting).to_be_hidden()
    held: list[Route] = []
    page.route("**/pseudonymiser/", lambda route: held.append(route))
    field(page).fill(f"Rappeler {PHONE}.")
    expect(lasting).to_be_visible()
    expect(lasting).to_be_in_viewport()
    held[0].continue_()
    expect(lasting).to_be_hidden()


def test_who_leaves_with_the_text_and_without_its_key_is_asked_first(page: Page) -> None:
    sign_in(page, ALICE)
    page.goto("/pseudonymiser/")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    field(page).fill(TEXT)
    page.get_by_role("button", name="Pseudonymiser", exact=True).click()
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.locator("[data-copied-say]")).to_contain_text("Copié")
    page.get_by_role("link", name="restaurée").click(no_wait_after=True)
    expect(page.locator("#masque")).to_be_visible()
    assert asked == ["beforeunload"]
    saved(page, "Télécharger la clé")
    page.get_by_role("link", name="restaurée").click()
    expect(page.get_by_role("heading", name="Restaurer une réponse")).to_be_visible()
    assert asked == ["beforeunload"]


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
