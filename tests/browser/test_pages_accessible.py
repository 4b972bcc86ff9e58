"""Every page, in both themes: an accessibility audit, no sideways scrolling at 320 px, no outside request."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.browser.conftest import Product
from tests.browser.people import ALICE, BRUNO, CLAIRE, LETTER, acknowledge_if_asked, choose, send, sign_in

pytestmark = pytest.mark.browser

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_PUBLIC = ["/connexion/", "/accessibilite/", "/o/haute-durance/charte/", "/nulle-part/"]
_AGENT = [
    "/",
    "/assistant/",
    "/charte/",
    "/preuves/",
    "/systemes/",
    "/incidents/",
    "/incidents/nouveau/",
    "/compte/",
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


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", _PUBLIC)
def test_a_public_page_passes_the_audit(page: Page, address: str, theme: str) -> None:
    _audit(page, address, theme)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("person", "addresses"),
    [(ALICE, _AGENT), (BRUNO, _DPO), (CLAIRE, _ADMINISTRATOR)],
    ids=["agent", "dpo", "administrator"],
)
def test_the_pages_of_a_person_pass_the_audit(
    page: Page, person: str, addresses: list[str], theme: str
) -> None:
    sign_in(page, person)
    if person == ALICE:
        acknowledge_if_asked(page)
    for address in addresses:
        _audit(page, address, theme)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_conversation_with_everything_open_passes_the_audit(page: Page, theme: str) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "externe")
    send(page, LETTER)
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    for summary in page.locator("main summary").all():
        summary.click()
    page.get_by_label("Votre demande").fill(LETTER)
    page.locator("mark").first.wait_for(state="attached")
    _check(page, page.url)


def test_the_audit_finds_a_fault_where_there_is_one(page: Page) -> None:
    page.goto("/connexion/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert _violations(page)


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


def _audit(page: Page, address: str, theme: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 900})
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.goto(address)
    _check(page, address)


def _check(page: Page, address: str) -> None:
    assert not _violations(page), f"{address}: {_violations(page)}"
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320, f"{address} scrolls sideways at 320 px: {width}"


def _violations(page: Page) -> list[str]:
    response = Axe().run(page, options={"runOnly": {"type": "tag", "values": _TAGS}}).response
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in response["violations"]
        for node in violation["nodes"]
    ]
