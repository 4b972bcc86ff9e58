"""By the keyboard alone, without motion, in forced colours, without scripts: the same product."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Product
from tests.browser.people import (
    ALICE,
    LETTER,
    NAME,
    acknowledge_if_asked,
    choose,
    send,
    sign_in,
)

pytestmark = pytest.mark.browser

# What has the focus: where it stands in the page's order, its name, and the ring around it or its box.
_FOCUSED = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const order = [...document.querySelectorAll('*')].indexOf(here);
  let ring = false;
  for (let node = here, up = 0; node && up < 4; node = node.parentElement, up += 1) {
    const style = getComputedStyle(node);
    ring ||= style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  }
  const box = here.getBoundingClientRect();
  const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return { order, ring, seen, name: (here.innerText || here.name || here.tagName).trim().slice(0, 60) };
}"""


@pytest.mark.parametrize("width", [1200, 320])
@pytest.mark.parametrize(
    "address", ["/assistant/", "/preuves/", "/systemes/", "/incidents/nouveau/", "/compte/"]
)
def test_the_keyboard_goes_through_a_page_in_its_order_and_out_of_it(
    page: Page, address: str, width: int
) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.evaluate("document.activeElement?.blur()")
    walked = _walk(page)
    assert walked[0]["name"] == "Aller au contenu"
    assert walked[-1]["name"] == "Sombre", "the last stop is the last control of the foot: no trap"
    orders = [stop["order"] for stop in walked]
    assert orders == sorted(orders), f"the focus jumps: {[stop['name'] for stop in walked]}"
    assert not [stop["name"] for stop in walked if not stop["ring"]], "a stop without a visible ring"
    assert not [stop["name"] for stop in walked if not stop["seen"]], "a stop out of sight"


def test_the_skip_link_leads_past_the_navigation(page: Page) -> None:
    sign_in(page, ALICE)
    page.goto("/preuves/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_of_a_narrow_screen_opens_by_the_keyboard(page: Page) -> None:
    sign_in(page, ALICE)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/")
    expect(page.get_by_role("link", name="Preuves", exact=True)).to_be_hidden()
    page.locator(".menu > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Preuves", exact=True)).to_be_visible()


def test_escape_closes_the_copy_and_gives_the_focus_back(page: Page) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "interne")
    send(page, "Propose un titre pour une note.")
    page.locator(".copy > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".copy")).not_to_have_attribute("open", re.compile(".*"))
    assert page.evaluate("document.activeElement.matches('.copy > summary')")


def test_nothing_moves_for_who_asked_for_no_motion_and_something_does_otherwise(page: Page) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    moving = """() => {
      const item = document.createElement('li');
      item.className = 'message answer tone-wait';
      item.innerHTML = '<span class="fate-mark"></span><div class="answer-text growing">x</div>';
      document.getElementById('echanges').append(item);
      const moving = [...document.querySelectorAll('*')]
        .flatMap((node) => [null, '::before', '::after'].map((part) => getComputedStyle(node, part)))
        .filter((style) => style.animationName !== 'none'
          || style.transitionDuration.split(', ').some((time) => parseFloat(time) > 0)).length;
      item.remove();
      return moving;
    }"""
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving) > 0


def test_in_forced_colours_the_marks_and_the_current_page_still_show(page: Page) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    page.emulate_media(forced_colors="active")
    choose(page, "externe")
    page.get_by_label("Votre message").fill(LETTER)
    page.locator("mark").first.wait_for(state="attached")
    line = page.locator("mark").first.evaluate("node => getComputedStyle(node).textDecorationColor")
    plain = page.locator(".rooms a").nth(1).evaluate("node => getComputedStyle(node).borderBottomColor")
    current = page.locator(".rooms a[aria-current]").first.evaluate(
        "node => getComputedStyle(node).borderBottomColor"
    )
    assert line not in {"rgba(0, 0, 0, 0)", "transparent"}
    assert current != plain
    # The field is painted over its marks: it must stay see-through.
    assert (
        page.get_by_label("Votre message").evaluate("node => getComputedStyle(node).forcedColorAdjust")
        == "none"
    )


def test_a_letter_goes_and_comes_back_without_javascript(browser: Browser, product: Product) -> None:
    context = browser.new_context(base_url=product.url, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, ALICE)
    acknowledge_if_asked(page)
    choose(page, "externe")
    page.get_by_label("Votre message").fill(LETTER)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator("li.answer").last).to_contain_text(NAME)
    page.get_by_text("Ce qui est sorti").last.click()
    expect(page.locator("li.question .left-text").first).to_contain_text("[NIR_")
    page.get_by_text("Copier avec la mention").last.click()
    page.get_by_role("radio", name=re.compile("Idée")).last.check()
    page.get_by_role("button", name="Copier le texte et sa mention").last.click()
    expect(page.get_by_label("Texte à copier")).to_have_value(re.compile("outil d’IA"))
    context.close()


def _walk(page: Page) -> list[dict[str, object]]:
    """Tab from the top until the focus leaves the page."""
    walked: list[dict[str, object]] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        if stop is None or (walked and stop["order"] == walked[0]["order"]):
            return walked
        walked.append(stop)
    raise AssertionError(f"the focus never leaves: {[stop['name'] for stop in walked[-5:]]}")
