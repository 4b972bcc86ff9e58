"""What every page must pass, in both themes and from a wide screen to 320 px."""

import json
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Every rule runs. What passes isn't carried back, node by node: that costs more than the audit.
_OPTIONS = {
    "runOnly": {"type": "tag", "values": _TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
_THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDE, ZOOMED, NARROW = 1200, 600, 320  # 600 is a page of 1200 px enlarged twice


def assert_accessible(page: Page) -> None:
    """The audit at both ends, the width at 200 % and at 320 px. The page is wide and light again afterwards."""
    where = page.url
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        for theme in _THEMES:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # no colour on its way
            found = violations(page)
            assert not found, f"{where} ({theme}, {width} px): {found}"
    for width in (NARROW, ZOOMED, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        taken = page.evaluate("document.documentElement.scrollWidth")
        assert taken <= width, f"{where} scrolls sideways at {width} px: {taken}"
    page.emulate_media(color_scheme="light", reduced_motion="null")


def violations(page: Page) -> list[str]:
    if page.evaluate("typeof axe") == "undefined":  # once for a document
        page.evaluate(Axe().axe_script)
    found = page.evaluate(f"axe.run({json.dumps(_OPTIONS)}).then((results) => results.violations)")
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]
