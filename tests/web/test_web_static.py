"""Style sheets and scripts, and the colours that they name."""

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.templatetags.static import static
from django.test import Client, RequestFactory

import garant.web

SHEETS = Path(garant.web.__file__).parent / "static" / "web"
TOKENS = (SHEETS / "tokens.css").read_text(encoding="utf-8")

# What is written in which colour on which ground.
PAIRS = [
    (ink, ground)
    for ink in ("ink", "ink-soft", "accent", "accent-strong")
    for ground in ("paper", "sheet", "sunk")
] + [
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("internal", "internal-wash"),
    ("sovereign", "sovereign-wash"),
    ("external", "external-wash"),
    ("good", "good-wash"),
    ("warn", "warn-wash"),
    ("bad", "bad-wash"),
    ("bad", "sheet"),
    ("bad", "paper"),
    ("ink", "good-wash"),
    ("ink", "warn-wash"),
    ("ink", "bad-wash"),
    ("ink-soft", "warn-wash"),
    ("accent", "warn-wash"),
    ("sheet", "good"),
    ("sheet", "warn"),
]
# Edges and focus, which WCAG asks 3:1 of.
EDGES = [("line-strong", "paper"), ("line-strong", "sheet"), ("focus", "paper"), ("focus", "sheet")]


def theme(dark):
    """The colours of a theme, by name."""
    blocks = re.findall(r"(:root[^{]*)\{([^{}]*)\}", TOKENS)
    (block,) = [
        body
        for selector, body in blocks
        if ('data-theme="dark"' in selector) is dark and "not(" not in selector
    ]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_knows_black_on_white():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert contrast("#777777", "#ffffff") < 4.5  # the classic near miss


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_text_has_an_aa_contrast(dark, ink, ground):
    colours = theme(dark)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_every_edge_that_means_something_is_seen(dark, edge, ground):
    colours = theme(dark)
    assert contrast(colours[edge], colours[ground]) >= 3


def test_both_dark_themes_are_the_same():
    chosen = re.search(r':root\[data-theme="dark"\] \{([^{}]*)\}', TOKENS)
    of_the_machine = re.search(r':root:not\(\[data-theme="light"\]\) \{([^{}]*)\}', TOKENS)
    assert chosen[1].split() == of_the_machine[1].split()


@pytest.mark.parametrize("sheet", sorted(SHEETS.glob("*.css")), ids=lambda path: path.name)
def test_no_sheet_asks_anything_of_another_site(sheet):
    text = sheet.read_text(encoding="utf-8")
    assert "url(" not in text
    assert "@import" not in text
    assert "http" not in text.replace('a[href^="http"]', "")


def test_a_sheet_is_served_from_the_package_under_its_own_version():
    address = static("web/base.css")
    assert re.search(r"\?v=[0-9a-f]{12}$", address)
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer.content == (SHEETS / "base.css").read_bytes()
    assert answer["content-type"].startswith("text/css")
    assert "max-age=3600" in answer["cache-control"]
    assert "access-control-allow-origin" not in answer


def test_a_sheet_that_changed_under_a_running_server_is_still_served_whole(tmp_path):
    from garant.web.static_files import serve_static

    sheet = tmp_path / "essai.css"
    sheet.write_text("a{}")
    middleware = serve_static(lambda request: HttpResponse(status=404))
    files = middleware.__closure__
    whitenoise = next(cell.cell_contents for cell in files if hasattr(cell.cell_contents, "add_files"))
    whitenoise.add_files(str(tmp_path), prefix="/static/essai/")
    sheet.write_text("a{color:red}")
    answer = middleware(RequestFactory().get("/static/essai/essai.css"))
    assert answer.content == b"a{color:red}"
    assert answer["content-length"] == str(len(answer.content))


def test_a_sheet_that_did_not_change_is_not_sent_again():
    first = Client().get("/static/web/base.css")
    again = Client().get("/static/web/base.css", headers={"if-modified-since": first["last-modified"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "address", ["/static/web/rien.css", "/static/../settings.py", "/static/web/%2e%2e/x"]
)
@pytest.mark.django_db
def test_nothing_else_of_the_package_is_served(address):
    assert Client().get(address).status_code in {302, 404}


def test_a_missing_sheet_is_a_mistake_of_ours_that_shows():
    with pytest.raises(FileNotFoundError):
        static("web/rien.css")
