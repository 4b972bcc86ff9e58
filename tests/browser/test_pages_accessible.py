"""Every page, in both themes: an accessibility audit, no sideways scrolling at 320 px, no outside request."""

import re

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.audit import assert_accessible, violations
from tests.browser.conftest import Product
from tests.browser.people import (
    ALICE,
    BRUNO,
    CHLOE,
    CLAIRE,
    DIANE,
    LETTER,
    acknowledge_if_asked,
    choose,
    send,
    sign_in,
)

pytestmark = pytest.mark.browser

_PUBLIC = [
    "/connexion/",
    "/creer/",
    "/accessibilite/",
    "/o/haute-durance/charte/",
    "/o/haute-durance/bilans/1/",
    "/o/grand-midi/consultations/",
    "/nulle-part/",
]
_AGENT = [
    "/",
    "/assistant/",
    "/charte/",
    "/preuves/",
    "/systemes/",
    "/incidents/",
    "/incidents/nouveau/",
    "/compte/",
    "/compte/mot-de-passe/",
    "/systemes/service-externe/",
    "/charte/prendre-connaissance/",
    "/assistant/conversations/supprimer/",
    "/administration/",  # refused to an agent, in words
]
_DPO = ["/", "/incidents/", "/preuves/"]
_ADMINISTRATOR = [
    "/",
    "/administration/",
    "/administration/personnes/",
    "/administration/personnes/nouvelle/",
    "/administration/charte/",
    "/administration/systemes/nouveau/",
]


_ROOMS = [
    "/usages/",
    "/usages/nouveau/",
    "/usages/exports/",
    "/arbitrages/",
    "/appels/",
    "/registres/",
    "/registres/traitements/",
    "/registres/aipd/",
    "/registres/duerp/",
    "/registres/usages-declares/",
    "/registres/engagements/",
    "/decisions/",
    "/decisions/traitements/",
    "/droits/",
    "/registres/droits/",
    "/guichet/",
    "/bilans/",
    "/observatoire/",
    "/comites/",
    "/consultations/",
    "/essais/",
    "/marches/",
    "/fournisseurs/",
    "/charte/affiche/",
    "/notifications/",
    "/suspendre-une-clause/",
]
_ROOMS_OF_WHO_DECIDES = ["/usages/", "/arbitrages/", "/comites/"]
_ROOMS_OF_THE_REGION = ["/consultations/"]
_ROOMS_OF_WHO_RUNS_IT = [
    "/fournisseurs/",
    "/marches/",
    "/suspendre-une-clause/",
    "/studio/",
    "/studio/nouveau/",
    "/reseau/",
    "/reseau/chiffres/",
    "/systemes/mutualises/",
    "/administration/portail/",
]
_IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")


@pytest.mark.parametrize("address", _PUBLIC)
def test_a_public_page_passes_the_audit(page: Page, address: str) -> None:
    page.goto(address)
    assert_accessible(page)


@pytest.mark.parametrize(
    ("person", "addresses"),
    [(ALICE, _AGENT), (BRUNO, _DPO), (CLAIRE, _ADMINISTRATOR)],
    ids=["agent", "dpo", "administrator"],
)
def test_the_pages_of_a_person_pass_the_audit(page: Page, person: str, addresses: list[str]) -> None:
    sign_in(page, person)
    if person == ALICE:
        acknowledge_if_asked(page)
    for address in addresses:
        page.goto(address)
        assert_accessible(page)


@pytest.mark.parametrize(
    ("person", "rooms"),
    [
        (BRUNO, _ROOMS),
        (DIANE, _ROOMS_OF_WHO_DECIDES),
        (CLAIRE, _ROOMS_OF_WHO_RUNS_IT),
        (CHLOE, _ROOMS_OF_THE_REGION),
    ],
    ids=["dpo", "management", "administrator", "region"],
)
def test_one_page_of_each_kind_in_the_rooms_passes_the_audit(
    page: Page, person: str, rooms: list[str]
) -> None:
    """From each room's list on to one of its things: a use, a record, a committee, a trial, a market."""
    sign_in(page, person)
    reached: set[str] = set()
    for address in rooms:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status in {200, 403}, address
        assert_accessible(page)
        for thing in _things(page):
            if (kind := _IDENTIFIER.sub("…", thing)) not in reached:
                reached.add(kind)
                page.goto(thing)
                assert_accessible(page)
    assert reached


def _things(page: Page) -> list[str]:
    """The pages of one thing that the page's main part links to."""
    links = [link.get_attribute("href") or "" for link in page.locator("main a[href^='/']").all()]
    pages = (link.split("#")[0].split("?")[0] for link in links)
    return [link for link in pages if _IDENTIFIER.search(link) and link.endswith("/")]


def test_a_conversation_with_everything_open_passes_the_audit(page: Page) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "externe")
    send(page, LETTER)
    for summary in page.locator("main summary").all():
        # On a wide screen the heading of the list is no switch.
        if summary.get_by_role("heading").count() == 0:
            summary.click()
    page.get_by_label("Votre message").fill(LETTER)
    page.locator("mark").first.wait_for(state="attached")
    assert_accessible(page)


def test_the_audit_finds_a_fault_where_there_is_one(page: Page) -> None:
    page.goto("/connexion/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert violations(page)


def test_the_audit_finds_a_colour_that_fails_in_the_dark_only(page: Page) -> None:
    page.goto("/connexion/")
    page.evaluate("document.querySelector('h1').style.color = '#231f1a'")
    with pytest.raises(AssertionError, match="dark"):
        assert_accessible(page)


def test_a_page_prints_without_its_navigation(page: Page) -> None:
    page.goto("/o/haute-durance/charte/")
    page.emulate_media(media="print")
    assert page.locator("header nav").count() == 0 or not page.locator("header nav").first.is_visible()
    assert page.locator("main").is_visible()


def test_a_page_reads_without_javascript(browser: Browser, product: Product) -> None:
    context = browser.new_context(base_url=product.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, BRUNO)
    page.goto("/preuves/")
    assert "clause" in page.locator("main").inner_text().lower()
    context.close()
