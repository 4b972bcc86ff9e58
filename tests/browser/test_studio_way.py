"""An association writes its charter from the ESS model, sees what it would change, and the gateway applies it."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.audit import assert_accessible
from tests.browser.conftest import Product
from tests.browser.people import LETTER, PASSWORD, sign_in

pytestmark = pytest.mark.browser

SOLENE = "admin@amis-du-lac.example"
NAME = "Les Amis du lac"

# An association of this installation, as its operator would found it: beside the running pages, with its own writer.
FOUNDED = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "garant.web.settings"
import django
django.setup()
from django.contrib.auth.hashers import make_password
from garant.catalogue.actions import install_system
from garant.catalogue.card import Card
from garant.catalogue.terms import Training
from garant.charter import shipped_text
from garant.directory import journal
from garant.directory.actions import found_organisation, welcome_person
from garant.directory.kinds import Kind, Role
from garant.words import Zone
journal.write_as("foundation")
held = found_organisation(slug="amis-du-lac", name={NAME!r}, charter_text=shipped_text("essentielle"))
welcome_person(held, email={SOLENE!r}, full_name="Solène Marchal", kind=Kind.VOLUNTEER,
               roles=[Role.ADMINISTRATOR], encoded=make_password({PASSWORD!r}))
install_system(held, slug="maison", card=Card(
    model="maison", name="Assistant de la maison", level=1, zone=Zone.INTERNAL, host="Nous-mêmes", country="FR",
    licence="Apache-2.0", training=Training.NO, upstream_url=os.environ["UPSTREAM"], upstream_model="petit",
    preferred=True, reroute_target=True, approved=True, local=True))
journal.close()
"""


@pytest.fixture
def solene(browser: Browser, product: Product) -> Iterator[Page]:
    environment = os.environ | {"GARANT_STATE": str(product.state), "UPSTREAM": product.internal.url}
    subprocess.run([sys.executable, "-c", FOUNDED], env=environment, check=True, timeout=60)
    page = browser.new_context(base_url=product.url, locale="fr-FR").new_page()
    sign_in(page, SOLENE)
    yield page
    page.close()


def test_an_association_writes_its_charter_and_the_gateway_applies_it(solene: Page, product: Product) -> None:
    page = solene
    _acknowledge(page)
    key = _key(page)
    _eventually(product, key, "answered")
    _begin(page)
    _fill(page)
    _edit_a_cell(page)
    _amend_a_clause(page)
    _see_what_would_change(page)
    _put_in_force(page)
    # A new version is read anew before anything else: only what changed.
    _eventually(product, key, "charter_not_acknowledged")
    page.goto("/charte/prendre-connaissance/")
    expect(page.get_by_text("ce qui a changé")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="j’en prends connaissance").click()
    _eventually(product, key, "charter_personal_data_blocked")
    page.goto("/o/amis-du-lac/charte/")
    expect(page.get_by_text("Votée par l’assemblée générale").first).to_be_visible()
    page.goto("/o/amis-du-lac/charte/comparer/")
    assert_accessible(page)


def _acknowledge(page: Page) -> None:
    page.goto("/charte/prendre-connaissance/")
    page.get_by_role("button", name="j’en prends connaissance").click()


def _key(page: Page) -> str:
    page.goto("/compte/")
    page.get_by_label("Usage de la clé").fill("essai du studio")
    page.get_by_role("button", name="Créer").click()
    return page.locator("code.once").inner_text().strip()


def _begin(page: Page) -> None:
    page.goto("/charte/")
    page.get_by_role("link", name="Studio").click()
    assert_accessible(page)
    page.get_by_role("link", name="Commencer un brouillon").click()
    assert_accessible(page)
    page.get_by_label("Nom du brouillon").fill("Notre première charte")
    page.get_by_role("radio", name="Une charte fournie avec Garant").check()
    page.get_by_label("Quelle charte fournie").select_option("ess")
    page.get_by_role("button", name="Commencer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Notre première charte")
    assert_accessible(page)


def _fill(page: Page) -> None:
    page.get_by_role("link", name="Remplir les blancs").click()
    assert_accessible(page)
    expect(page.get_by_label("Nom de l’organisation")).to_have_value(NAME)
    page.get_by_label("Adoptée par").fill("l’assemblée générale")
    page.get_by_label("Nom de l’assistant").fill("Lacustre")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Les blancs sont remplis")).to_be_visible()


def _edit_a_cell(page: Page) -> None:
    page.get_by_role("link", name="Tableau données × zones").click()
    assert_accessible(page)
    page.get_by_label("Données hautement personnelles, zone interne").select_option("block")
    page.get_by_role("button", name="Voir ce qui changerait").click()
    expect(page.get_by_text("Plus strict")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Le tableau est enregistré")).to_be_visible()


def _amend_a_clause(page: Page) -> None:
    """The rule's sentence follows what is typed."""
    page.get_by_role("link", name="Modifier la clause « Salariés et bénévoles").click()
    rules = page.get_by_label("Règles, telles que le fichier les écrit")
    rules.fill(
        rules.input_value().replace("et je réponds de ce que je publie", "et je signe ce que je publie")
    )
    expect(page.locator("[data-checked]")).to_contain_text("je signe ce que je publie")
    assert_accessible(page)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_role("link", name="Ajouter une règle à « Salariés et bénévoles").click()
    assert_accessible(page)
    page.get_by_role("link", name="Engagement").click()
    page.get_by_label("Promesse").fill("Former chaque bénévole.")
    page.get_by_label("Qui s’y engage").fill("Le bureau")
    expect(page.locator("[data-checked]")).to_contain_text("Former chaque bénévole")
    assert_accessible(page)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("La règle est écrite")).to_be_visible()
    page.get_by_role("link", name="Le fichier").click()
    file = page.get_by_label("Texte du fichier").input_value()
    assert "# Charte de référence pour une association" in file  # its comments are still there
    assert_accessible(page)
    page.get_by_role("link", name="Notre première charte").click()


def _see_what_would_change(page: Page) -> None:
    page.get_by_role("link", name="Ce qui changerait").click()
    expect(page.get_by_role("heading", name="Sur les demandes des 30 derniers jours")).to_be_visible()
    expect(
        page.get_by_text("demande aurait été traitée autrement").or_(
            page.get_by_text("demandes auraient été traitées autrement")
        )
    ).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Notre première charte").click()


def _put_in_force(page: Page) -> None:
    page.get_by_role("link", name="Mettre en vigueur").click()
    expect(page.get_by_label("Votée par")).to_have_value("l’assemblée générale")
    page.get_by_label("Numéro de la délibération").fill("AG 2026-4")
    assert_accessible(page)
    page.get_by_role("button", name="Mettre cette version en vigueur").click()
    expect(page.get_by_text("est en vigueur. Chacun en prendra connaissance")).to_be_visible()


def _eventually(product: Product, key: str, wanted: str, *, seconds: float = 20) -> None:
    """The gateway says this, within a few seconds."""
    deadline = time.monotonic() + seconds
    while (said := _ask(product, key)) != wanted:
        assert time.monotonic() < deadline, said
        time.sleep(0.5)


def _ask(product: Product, key: str) -> str:
    """What the gateway says to a letter about someone: "answered", or the code of its refusal."""
    body = {"model": "maison", "messages": [{"role": "user", "content": LETTER}]}
    request = urllib.request.Request(
        f"{product.url}/v1/chat/completions",
        data=json.dumps(body).encode(),
        headers={"authorization": f"Bearer {key}", "content-type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=20):
            return "answered"
    except urllib.error.HTTPError as error:
        return str(json.loads(error.read())["error"]["code"])
