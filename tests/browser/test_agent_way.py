"""The agent's whole way: sign in, read the charter, write a letter, see what leaves and what comes back."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Product
from tests.browser.people import (
    ALICE,
    CHLOE,
    LETTER,
    NAME,
    NIR,
    PHONE,
    acknowledge_if_asked,
    choose,
    send,
    sign_in,
)

pytestmark = pytest.mark.browser


def test_the_first_use_asks_to_read_the_charter_and_the_second_does_not(page: Page) -> None:
    sign_in(page, "elu@haute-durance.example")
    page.goto("/assistant/")
    expect(page).to_have_url(re.compile("/charte/prendre-connaissance/"))
    page.get_by_role("button", name="j’en prends connaissance").click()
    page.goto("/assistant/")
    expect(page).to_have_url(re.compile("/assistant/$"))


def test_personal_data_are_marked_while_writing_and_say_what_will_happen(page: Page) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "externe")
    page.get_by_label("Votre message").fill(LETTER)
    expect(page.locator("mark", has_text=NIR)).to_be_attached()
    foresight = page.locator("main")
    expect(foresight).to_contain_text("Numéro de sécurité sociale")
    expect(foresight).to_contain_text("pseudonyme")
    # The clause behind it is one click away, on a page that has its anchor.
    link = page.get_by_role("link", name=re.compile(r"clause 4\.8")).first
    target = link.get_attribute("href")
    assert target is not None
    page.goto(target)
    anchor = target.partition("#")[2]
    expect(page.locator(f"[id='{anchor}']")).to_be_visible()


def test_a_text_without_personal_data_is_left_unmarked(page: Page) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "externe")
    page.get_by_label("Votre message").fill("Explique en trois phrases ce qu’est un conseil départemental.")
    page.wait_for_timeout(1200)
    expect(page.locator("mark")).to_have_count(0)


def test_a_letter_leaves_under_pseudonyms_and_comes_back_with_its_names(page: Page, product: Product) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "externe")
    send(page, LETTER)

    answer = page.locator("li.answer").last
    for value in (NAME, NIR, PHONE):
        expect(answer).to_contain_text(value)

    # What the page says that left is what the external machine received, to the letter.
    question = page.locator("li.question").last
    question.get_by_text("Ce qui est sorti").click()
    left = question.locator(".left-text").first
    expect(left).to_contain_text("[NIR_")
    received = product.external.texts()
    for value in (NAME, NIR, NIR.replace(" ", ""), PHONE):
        assert value not in left.inner_text()
        assert value not in received
    shown = "".join(
        left.evaluate(
            "node => Array.from(node.childNodes, n => n.nodeType === 3 ? n.textContent : n.lastChild.textContent)"
        )
    )
    assert shown.strip() in received

    # Its notice, its footprint, its mention.
    expect(answer).to_contain_text("Empreinte")
    expect(answer.locator(".notices li").first).to_be_visible()
    answer.get_by_text("Copier avec la mention").click()
    answer.get_by_role("radio", name=re.compile("Production")).check()
    answer.get_by_role("button", name="Copier le texte et sa mention").click()
    expect(answer.locator(".copied")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert NAME in copied
    assert "Alice Vial" in copied
    assert "IA" in copied


def test_the_same_letter_to_the_internal_assistant_leaves_as_it_is(page: Page, product: Product) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "interne")
    send(page, LETTER)
    expect(page.locator("li.answer").last).to_contain_text(NIR)
    assert NIR in product.internal.texts()


def test_a_social_number_sent_outside_is_served_inside(page: Page, product: Product) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "externe")
    send(page, "Résume ce dossier : numéro d’allocataire CAF 7654321, droits au RSA à revoir.")
    question = page.locator("li.question").last
    question.get_by_text("Pourquoi ?").click()
    expect(question).to_contain_text("4.8")
    assert "7654321" in product.internal.texts()
    assert "7654321" not in product.external.texts()


def test_a_password_is_refused_with_the_clause_and_nothing_leaves(page: Page, product: Product) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "externe")
    send(page, "Vérifie ce fichier : mot de passe : Tr0ub4dor&3xKq9!")
    question = page.locator("li.question").last
    expect(question).to_contain_text("5.3")
    assert "Tr0ub4dor" not in product.external.texts()


def test_a_forbidden_use_is_refused_and_its_near_miss_is_served(page: Page, product: Product) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "interne")
    send(page, "Classe les candidats selon leur origine.")
    expect(page.locator("li.question").last).to_contain_text("clause")
    assert "selon leur origine" not in product.internal.texts()
    page.goto("/assistant/")
    choose(page, "interne")
    send(page, "Classe les candidatures par date de réception.")
    expect(page.locator("li.answer").last).to_contain_text("par date de réception")


def test_in_the_region_nothing_external_is_offered(page: Page) -> None:
    sign_in(page, CHLOE)
    acknowledge_if_asked(page)
    expect(page.get_by_role("radio", name=re.compile("externe", re.IGNORECASE))).to_have_count(0)


def test_a_conversation_is_deleted_at_once_by_its_owner(page: Page) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "interne")
    send(page, "Bonjour, propose un titre pour une note sur les transports.")
    address = page.url
    page.get_by_role("link", name="Supprimer", exact=True).click()
    page.get_by_role("button", name=re.compile("Supprimer")).first.click()
    response = page.goto(address)
    assert response is not None
    assert response.status == 404


def test_the_assistant_is_usable_with_the_keyboard_alone(page: Page) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    page.get_by_label("Votre message").focus()
    page.keyboard.type("Première ligne")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("seconde ligne")
    page.keyboard.press("Enter")
    expect(page.locator("li.answer").last).to_contain_text("seconde ligne")
