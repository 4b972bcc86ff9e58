"""What a page becomes: a message refused, a form sent back, a key shown once. Each state passes the same audit."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.audit import assert_accessible
from tests.browser.people import (
    ALICE,
    BRUNO,
    CLAIRE,
    PASSWORD,
    acknowledge_if_asked,
    choose,
    send,
    sign_in,
)

pytestmark = pytest.mark.browser

_TABLE = (
    "| Étape | Échéance | Service |\n|---|---|---|\n| Dépôt du dossier | 15 septembre | Éducation |\n\n"
    "## Calcul\n\n```\nmontant = quotient * distance_en_kilometres * nombre_d_enfants_de_la_famille\n```\n\n"
    "> à vérifier\n\n" + "anticonstitutionnellement" * 8
)


@pytest.mark.parametrize(
    ("system", "text", "told"),
    [
        ("externe", "Vérifie ce fichier : mot de passe : Tr0ub4dor&3xKq9!", "n’est pas parti"),
        ("externe", "Résume ce dossier : numéro d’allocataire CAF 7654321.", "au lieu de"),
        ("interne", "Classe les candidats selon leur origine.", "n’est pas parti"),
        ("interne", "Une panne simulée, s’il te plaît.", "sans réponse"),
        ("interne", f"Présente ceci :\n\n{_TABLE}", "Transmis tel quel"),
    ],
    ids=["blocked", "rerouted", "forbidden", "failed", "table"],
)
def test_each_fate_of_a_message_passes_the_audit(page: Page, system: str, text: str, told: str) -> None:
    _begin(page)
    choose(page, system)
    send(page, text)
    expect(page.locator("li.question").last).to_contain_text(told)
    for why in page.locator("main summary", has_text="Pourquoi").all():
        why.click()
    assert_accessible(page)


def test_a_use_that_is_forbidden_says_so_before_it_is_sent(page: Page) -> None:
    _begin(page)
    choose(page, "interne")
    page.get_by_label("Votre message").fill("Classe les candidats selon leur origine.")
    expect(page.locator("[data-foresight]")).to_contain_text("ne partira pas")
    assert_accessible(page)


def test_the_way_out_of_a_conversation_passes_the_audit(page: Page) -> None:
    """Its report sent back for want of words, its deletion, and the list of many conversations."""
    _begin(page)
    for number in range(3):
        page.goto("/assistant/")
        choose(page, "interne")
        send(page, f"Propose un titre n° {number} pour une note sur les transports scolaires.")
    page.locator("li.answer").last.get_by_role("link", name=re.compile("Signaler")).click()
    report = page.url
    page.locator("main form").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.locator(".error").first).to_be_visible()
    assert_accessible(page)
    page.goto(report)
    page.get_by_role("link", name="Annuler").click()
    page.get_by_role("link", name="Supprimer", exact=True).click()
    assert_accessible(page)
    page.goto("/assistant/")
    assert_accessible(page)


def test_a_wrong_password_passes_the_audit(page: Page) -> None:
    page.goto("/connexion/")
    page.get_by_label("Adresse électronique").fill(ALICE)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD + "!")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert")).to_contain_text("ne vont pas ensemble")
    assert_accessible(page)


def test_the_small_forms_pass_the_audit_when_they_are_sent_back(page: Page) -> None:
    _begin(page)
    page.goto("/compte/")
    page.get_by_label("Usage de la clé").fill("tableur du service")
    page.get_by_role("button", name="Créer la clé").click()
    expect(page.locator(".once")).to_be_visible()
    assert_accessible(page)
    page.goto("/incidents/nouveau/")
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.locator(".error").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("radio").first.check()
    page.get_by_label("Ce qui ne va pas").fill("La réponse suppose que la personne ne parle pas français.")
    page.get_by_role("button", name="Envoyer le signalement").click()
    assert_accessible(page)
    page.goto("/incidents/")
    assert_accessible(page)
    page.context.clear_cookies()
    sign_in(page, BRUNO)
    page.goto("/incidents/")
    page.get_by_role("link", name=re.compile("n° ")).first.click()
    page.get_by_role("button", name="Clore l’incident").click()
    expect(page.locator(".error").first).to_be_visible()
    assert_accessible(page)


def test_the_pages_of_administration_pass_the_audit_when_they_refuse(page: Page, tmp_path: Path) -> None:
    sign_in(page, CLAIRE)
    page.goto("/administration/systemes/nouveau/")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".error").first).to_be_visible()
    assert_accessible(page)

    right = page.request.get("/charte/telecharger/yaml/").text()
    wrong, amended = tmp_path / "fausse.yaml", tmp_path / "charte.yaml"
    wrong.write_text("charter: x\nfoo: [", encoding="utf-8")
    amended.write_text(
        re.sub(r"(?m)^version:.*$", "version: 2026-11-21", right, count=1).replace(
            "action: reroute", "action: block", 1
        ),
        encoding="utf-8",
    )
    _compare(page, wrong)
    expect(page.get_by_role("alert")).to_contain_text("Rien n’a changé")
    assert_accessible(page)
    _compare(page, amended)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que cette version change")
    assert_accessible(page)

    page.goto("/administration/personnes/")
    page.get_by_role("link", name="Alice Vial").click()
    assert_accessible(page)


def test_an_initial_password_shown_once_passes_the_audit(page: Page) -> None:
    sign_in(page, CLAIRE)
    page.goto("/administration/personnes/nouvelle/")
    page.get_by_label("Adresse électronique").fill("elodie.carpentier@haute-durance.example")
    page.get_by_label("Prénom et nom").fill("Élodie Carpentier")
    page.get_by_role("button", name="Créer le compte").click()
    expect(page.locator(".once")).to_be_visible()
    assert_accessible(page)


def _begin(page: Page) -> None:
    sign_in(page, ALICE)
    acknowledge_if_asked(page)


def _compare(page: Page, file: Path) -> None:
    page.goto("/administration/charte/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Vérifier et comparer").click()
