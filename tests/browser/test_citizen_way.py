"""A citizen's way: which system concerns me, how was it decided, and where does my request stand."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.audit import assert_accessible
from tests.browser.conftest import Product
from tests.browser.people import BRUNO, CLAIRE, sign_in

pytestmark = pytest.mark.browser

HERE = "/o/haute-durance/"
WORDS = "Comment ma rue a-t-elle été classée par la machine ?"


def test_a_citizen_finds_what_concerns_them_asks_and_follows(
    page: Page, browser: Browser, product: Product
) -> None:
    page.goto(HERE)
    assert_accessible(page)
    page.get_by_role("link", name="Systèmes d’IA en service").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Systèmes d’IA en service")
    assert_accessible(page)
    page.locator("main").get_by_role("link", name=re.compile("signalisation routière")).first.click()
    expect(page.locator("main")).to_contain_text("Ses règles")
    assert_accessible(page)

    page.get_by_role("link", name="Demander l’explication d’une décision").click()
    expect(page.get_by_label("L’usage d’IA concerné")).to_have_value(re.compile("[0-9a-f-]{36}"))
    assert_accessible(page)
    page.get_by_label("Votre demande").fill(WORDS)
    page.get_by_role("button", name="Envoyer").click()
    # Nothing typed is lost: the name was missing.
    expect(page.get_by_label("Votre demande")).to_have_value(WORDS)
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Votre nom").fill("Lucie Garrigue")
    page.get_by_label("Où vous répondre").fill("lucie.garrigue@exemple.example")
    page.wait_for_timeout(4_500)  # what a person takes; a robot does not
    page.get_by_role("button", name="Envoyer").click()

    receipt = page.locator("#numero").inner_text()
    assert re.fullmatch(r"DR-\d{4}-\d{4}-[a-z0-9]{6}", receipt)
    expect(page.locator("main")).not_to_contain_text("Garrigue")
    assert_accessible(page)
    page.get_by_role("navigation", name="Portail").get_by_role("link", name="Suivre une demande").click()
    assert_accessible(page)
    page.get_by_label("Votre numéro de reçu").fill(receipt.upper())
    page.get_by_role("button", name="Voir où elle en est").click()
    expect(page.locator("main")).to_contain_text("Reçue")
    assert page.context.cookies() == []

    dpo = browser.new_context(base_url=product.url, locale="fr-FR").new_page()
    sign_in(dpo, BRUNO)
    dpo.goto("/registres/droits/")
    number = int(receipt.split("-")[2])
    dpo.get_by_role("link", name=f"n° {number}", exact=True).click()
    expect(dpo.locator("main")).to_contain_text(WORDS)
    dpo.context.close()


def test_everything_works_without_javascript(browser: Browser, product: Product) -> None:
    context = browser.new_context(base_url=product.url, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{HERE}demandes/biais/")
    page.get_by_label("Ce qui s’est passé").fill("La réponse suppose que je suis un homme.")
    page.wait_for_timeout(4_500)  # what a person takes; a robot does not
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("#numero")).to_have_text(re.compile(r"SI-\d{4}-\d{4}-[a-z0-9]{6}"))
    context.close()


@pytest.mark.parametrize(
    "address",
    [
        "algorithmes/",
        "decisions/",
        "decisions/1/",
        "demandes/",
        "demandes/biais/",
        "preuves/",
        "accessibilite/",
    ],
)
def test_a_page_of_the_portal_passes_the_audit(page: Page, address: str) -> None:
    page.goto(HERE + address)
    assert_accessible(page)


def test_the_checkpoints_are_verified_in_the_page(page: Page) -> None:
    page.goto(f"{HERE}journal/")
    for turn in range(60):  # the first point is signed beside the start, and a page is kept five minutes
        if page.locator("#dernier-point").count():
            break
        page.wait_for_timeout(1_000)
        page.goto(f"{HERE}journal/?{turn}")
    assert_accessible(page)
    kept = page.locator("#dernier-point").inner_text()
    page.get_by_role("button", name="Vérifier").click()
    result = page.locator("#verifier-resultat")
    expect(result).to_contain_text("chaque signature est bonne")
    page.get_by_label("Un point que vous aviez gardé").fill(kept)
    page.get_by_role("button", name="Vérifier").click()
    expect(result).to_contain_text("fait toujours partie de la suite")
    assert_accessible(page)
    # A point whose number was changed is not one that this journal signed.
    lines = kept.splitlines()
    page.get_by_label("Un point que vous aviez gardé").fill("\n".join([lines[0], "1", *lines[2:]]))
    page.get_by_role("button", name="Vérifier").click()
    expect(result).to_contain_text("signature")
    expect(result.locator(".note.bad")).to_be_visible()


def test_the_administrator_closes_a_part_and_it_is_gone(page: Page) -> None:
    sign_in(page, CLAIRE)
    page.goto("/administration/")
    page.get_by_role("link", name="Portail public").first.click()
    assert_accessible(page)
    page.get_by_label("Points de contrôle du journal").uncheck()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_contain_text("enregistrés")
    answer = page.goto(f"{HERE}journal/?sans-cache")
    assert answer is not None
    assert answer.status == 404
    page.goto("/administration/portail/")
    page.get_by_label("Points de contrôle du journal").check()
    page.get_by_role("button", name="Enregistrer").click()
