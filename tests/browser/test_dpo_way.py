"""The DPO's way: an answer is reported, the incident reaches her, the evidence counts it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Product
from tests.browser.people import (
    ALICE,
    BRUNO,
    CHLOE,
    CLAIRE,
    LETTER,
    acknowledge_if_asked,
    choose,
    send,
    sign_in,
)

pytestmark = pytest.mark.browser


def _report(page: Page, words: str) -> None:
    choose(page, "externe")
    send(page, LETTER)
    page.locator("li.answer").last.get_by_role("link", name=re.compile("Signaler")).click()
    page.get_by_role("radio").first.check()
    page.get_by_label("Décrivez-le en quelques mots").fill(words)
    page.get_by_role("button", name="Envoyer le signalement").click()


def test_a_reported_answer_reaches_the_dpo_who_closes_it(
    page: Page, browser: Browser, product: Product
) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    _report(page, "La réponse suppose que la personne ne parle pas français.")

    dpo = browser.new_context(base_url=product.url, locale="fr-FR").new_page()
    sign_in(dpo, BRUNO)
    dpo.goto("/incidents/")
    # The demonstration has an incident of its own, which is more pressing: this one is the last that came.
    last = max(dpo.locator("tbody th a").all(), key=lambda link: int(re.sub(r"\D", "", link.inner_text())))
    last.click()
    expect(dpo.locator("main")).to_contain_text("ne parle pas français")
    expect(dpo.locator("main")).to_contain_text("avant le")
    dpo.get_by_role("button", name="Je m’en occupe").click()
    # A resolution that says nothing is refused, and the incident stays open.
    dpo.get_by_role("button", name="Clore l’incident").click()
    expect(dpo.get_by_role("button", name="Clore l’incident")).to_be_visible()
    dpo.get_by_label("Suite donnée").fill(
        "Vérifié avec l’agente : réponse écartée, exemple ajouté à la formation."
    )
    dpo.get_by_role("button", name="Clore l’incident").click()
    expect(dpo.locator("main")).to_contain_text("exemple ajouté")
    address = dpo.url
    dpo.context.close()

    for stranger in (CHLOE, CLAIRE):
        other = browser.new_context(base_url=product.url, locale="fr-FR").new_page()
        sign_in(other, stranger)
        response = other.goto(address)
        assert response is not None
        assert response.status in {403, 404}, stranger
        other.context.close()


def test_the_evidence_page_counts_the_event_under_its_clause(
    page: Page, browser: Browser, product: Product
) -> None:
    dpo = browser.new_context(base_url=product.url, locale="fr-FR").new_page()
    sign_in(dpo, BRUNO)
    before = _pseudonymised(dpo)

    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "externe")
    send(page, LETTER)

    assert _pseudonymised(dpo) == before + 1
    expect(dpo.locator("main")).to_contain_text(re.compile("déclarée? seulement", re.IGNORECASE))
    dpo.context.close()


def _pseudonymised(page: Page) -> int:
    """How many requests the clause on external systems has pseudonymised, as the page says it."""
    page.goto("/preuves/")
    text = page.locator("#clause-donnees").inner_text()
    found = re.search(r"([\d\u202f]+) (?:demandes? )?(?:pseudonymisée?s?|fois pseudonymis)", text)
    return int(found.group(1).replace("\u202f", "")) if found else 0
