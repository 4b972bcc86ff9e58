"""The life of a use, on the real pages: from a need to its generalisation, then the model changes."""

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.audit import assert_accessible
from tests.browser.conftest import Product
from tests.browser.people import ALICE, BRUNO, CHLOE, CLAIRE, acknowledge_if_asked, sign_in

pytestmark = pytest.mark.browser

REMI = "referent@haute-durance.example"
DIANE = "dgs@haute-durance.example"
PARIS = ZoneInfo("Europe/Paris")
NAME = "Relire les arrêtés de voirie avant publication"
ANSWERS = {"ai_act.3.1": "yes", "ai_act.3.3": "bought", "rgpd.personal_data": "no"}

Seat = Callable[[str], Page]


@pytest.fixture
def seat(browser: Browser, product: Product) -> Seat:
    """`seat(CLAIRE)` is a browser in which Claire is signed in; the same one each time."""
    pages: dict[str, Page] = {}

    def seated(address: str) -> Page:
        if address not in pages:
            pages[address] = browser.new_context(base_url=product.url, locale="fr-FR").new_page()
            sign_in(pages[address], address)
            acknowledge_if_asked(pages[address])
        return pages[address]

    return seated


def test_a_use_lives_from_need_to_re_evaluation(seat: Seat, product: Product) -> None:
    use = _need(seat(ALICE))
    _walls(seat, use)
    _pass(seat(REMI), use, "Qualification")
    _qualify(seat, use)
    committee = _committee(seat(CLAIRE))
    _opinion(seat, use, committee)
    _pass(seat(CLAIRE), use, "Arbitrage")
    _arbitrate(seat(DIANE), use)
    _build(seat(CLAIRE), use)
    _pass(seat(CLAIRE), use, "Évaluation")
    _try_out(seat, use, product)
    _pilot(seat, use)
    _opinion(seat, use, committee)
    _pass(seat(DIANE), use, "Généralisé")
    _model_changes(seat, use)


def _need(page: Page) -> str:
    page.goto("/usages/nouveau/")
    assert_accessible(page)
    said = {
        "Titre": NAME,
        "Direction": "Direction des routes",
        "Le besoin": "Repérer les visas oubliés et les renvois faux dans un arrêté de circulation.",
        "Pour qui": "Les rédactrices de la direction des routes.",
        "Comment on fait aujourd’hui": "Deux relectures, à la main.",
        "Ce que les agents y gagnent": "Une relecture de moins.",
        "Pourquoi une IA": "Les arrêtés n’ont pas de forme fixe.",
        "Les données employées": "Des projets d’arrêtés, sans donnée sur des personnes.",
    }
    for label, text in said.items():
        page.get_by_label(label).fill(text)
    page.get_by_role("radio", name="Simplifier").check()
    page.get_by_role("button", name="Déposer").click()
    if "nouveau" in page.url:  # something resembles it: the demonstration has a life
        page.get_by_role("button", name="Déposer quand même").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    assert_accessible(page)
    return page.url.removeprefix(page.url.split("/usages/")[0])


def _walls(seat: Seat, use: str) -> None:
    """Neither a neighbour nor the requester goes further."""
    stranger = seat(CHLOE)
    assert stranger.goto(use).status == 404  # type: ignore[union-attr]
    alice = seat(ALICE)
    alice.goto(use)
    expect(alice.get_by_role("button", name=re.compile("Passer à « ?Qualification"))).to_have_count(0)


def _pass(page: Page, use: str, stage: str) -> None:
    page.goto(use)
    way = page.locator("article.way").filter(
        has=page.get_by_role("heading", name=re.compile(f"Vers .*{stage}"))
    )
    missing = way.locator("li.missing").all_inner_texts()
    assert not missing, f"{stage}: {missing}"
    way.get_by_label("Pourquoi").fill("Tout est réuni.")
    way.get_by_role("button", name=re.compile("Passer à")).click()
    expect(page.get_by_role("status")).to_contain_text(
        f"« {stage} »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    )


def _qualify(seat: Seat, use: str) -> None:
    page = seat(CLAIRE)
    page.goto(f"{use}fiche/")
    assert_accessible(page)
    for _ in range(4):  # an answer may open an axis that was passed
        page.goto(f"{use}fiche/")
        open_axes = [
            row.get_by_role("link").first.get_attribute("href")
            for row in page.locator("table tbody tr").all()
            if (told := re.search(r"(\d+) sur (\d+)", row.inner_text())) and told[1] != told[2]
        ]
        if not open_axes:
            break
        for address in open_axes:
            _answer(page, str(address))
    expect(page.get_by_role("heading", name="Visas")).to_be_visible()
    for person in (CLAIRE, BRUNO):
        reader = seat(person)
        reader.goto(f"{use}fiche/")
        reader.get_by_role("button", name=re.compile("Viser la fiche")).click()
    expect(seat(BRUNO).get_by_text("Visé", exact=True)).to_have_count(2)


def _answer(page: Page, address: str) -> None:
    """The quietest answer to each question of an axis, until it opens no other."""
    for _ in range(6):
        page.goto(address)
        left = page.evaluate(
            """(said) => {
              let left = 0;
              const groups = new Map();
              for (const box of document.querySelectorAll("main input[type=radio], main input[type=checkbox]"))
                groups.set(box.name, [...(groups.get(box.name) ?? []), box]);
              for (const [name, boxes] of groups) {
                if (name.endsWith(":unknown") || boxes.some((box) => box.checked)) continue;
                left += 1;
                const wanted = said[name] ? [said[name]] : ["no", "none"];
                const quiet = boxes.filter((box) => box.value !== "unknown");
                (quiet.find((box) => wanted.includes(box.value)) ?? quiet[0]).click();
              }
              for (const field of document.querySelectorAll("main textarea, main input[type=text]")) {
                if (field.value) continue;
                left += 1;
                field.value = field.tagName === "TEXTAREA" ? "Sans objet." : "1";
              }
              return left;
            }""",
            ANSWERS,
        )
        if not left:
            return
        page.get_by_role("button", name="Enregistrer").click()
        assert page.locator(".error").count() == 0, page.locator(".error").all_inner_texts()


def _committee(page: Page) -> str:
    page.goto("/comites/nouveau/")
    page.get_by_label("Nom", exact=True).fill("Comité de relecture")
    page.get_by_label("Nature").select_option("data-ia")
    page.get_by_label("Mission").fill("Se prononcer sur les usages avant et après leur évaluation.")
    page.locator("main form button.button").first.click()
    committee = page.url
    for name in ("Référent", "DGS"):
        page.goto(committee)
        page.get_by_role("link", name="Ajouter un membre").click()
        options = page.get_by_label("Personne de l’organisation").locator("option").all_inner_texts()
        chosen = next(each for each in options if each in _MEMBERS[name])
        page.get_by_label("Personne de l’organisation").select_option(label=chosen)
        page.get_by_label("Début du mandat").fill("2026-01-01")
        page.locator("main form button.button").first.click()
    return committee


_MEMBERS: dict[str, set[str]] = {"Référent": set(), "DGS": set()}


@pytest.fixture(autouse=True)
def members(seat: Seat) -> None:
    """The full names of the referent and of the director, as the pages show them."""
    for role, address in (("Référent", REMI), ("DGS", DIANE)):
        page = seat(address)
        page.goto("/compte/")
        _MEMBERS[role] = {page.locator(".who a[href='/compte/']").first.inner_text()}


def _opinion(seat: Seat, use: str, committee: str) -> None:
    """The committee is asked, sits, and gives its opinion: with its quorum, its reasons and its votes."""
    page = seat(CLAIRE)
    page.goto(f"{use}dossier/")
    page.get_by_label("Comité", exact=True).select_option(label="Comité de relecture")
    page.get_by_label("Question posée au comité").fill("Ce projet peut-il passer à la suite ?")
    page.get_by_role("button", name="Saisir le comité").click()
    work = seat(REMI)
    work.goto(committee)
    work.get_by_role("link", name="Prévoir une séance").click()
    work.get_by_label("Date et heure").fill(f"{datetime.now(PARIS) + timedelta(hours=1):%Y-%m-%dT%H:%M}")
    work.get_by_label("Lieu").fill("Salle Mistral")
    work.locator("main form button.button").first.click()
    work.locator("form[action$='/ordre-du-jour/']").get_by_label("Affaire").select_option(index=0)
    work.get_by_role("button", name="Mettre à l’ordre du jour").click()
    work.get_by_role("button", name="Convoquer les membres").click()
    work.get_by_role("button", name="Ouvrir la séance").click()
    for radio in work.locator("form.attendance").get_by_role("radio", name="Présent", exact=True).all():
        radio.check()
    work.get_by_role("button", name="Enregistrer les présences").click()
    work.get_by_role("link", name=re.compile("Rendre un avis")).click()
    work.get_by_role("radio", name="Favorable", exact=True).check()
    work.get_by_label("Motifs").fill("Utile, sobre, sans donnée personnelle.")
    work.get_by_label("Voix pour cet avis").fill("2")
    work.get_by_label("Voix contre").fill("0")
    work.get_by_label("Abstentions").fill("0")
    work.get_by_role("button", name="Rendre l’avis").click()
    work.get_by_role("button", name="Clore la séance").click()


def _arbitrate(page: Page, use: str) -> None:
    page.goto("/arbitrages/nouveau/")
    page.get_by_label("Intitulé").fill("Comité de direction")
    page.get_by_label("Date").fill(f"{datetime.now(PARIS):%Y-%m-%d}")
    page.get_by_role("button", name="Ouvrir").click()
    session = page.url
    row = page.locator("li").filter(has_text=NAME)
    row.get_by_role("button", name=re.compile("Inscrire")).click()
    assert_accessible(page)
    page.get_by_role("link", name=re.compile(NAME)).click()
    page.get_by_role("radio", name="Retenu").check()
    page.get_by_role("button", name="Enregistrer la décision").click()
    expect(page.get_by_text("Une décision ne va pas sans justification")).to_be_visible()
    page.get_by_label("Justification").fill("Un gain réel pour une dépense nulle.")
    page.get_by_role("button", name="Enregistrer la décision").click()
    expect(page.get_by_text("Retenu", exact=True).first).to_be_visible()
    page.goto(session)
    with page.expect_download() as minutes:
        page.get_by_role("link", name="ODT").click()
    assert minutes.value.suggested_filename.endswith(".odt")


def _build(page: Page, use: str) -> None:
    page.goto(f"{use}dossier/")
    page.get_by_role("checkbox", name=re.compile("IRIS")).check()
    page.get_by_role("button", name="Enregistrer les systèmes").click()
    page.get_by_label("Objectifs").fill("Moins d’arrêtés à reprendre.")
    page.get_by_label("Comment cela fonctionne").fill(
        "Le projet entre, des remarques sortent, la rédactrice décide."
    )
    page.get_by_label("Prochaine revue").fill(f"{datetime.now(PARIS) + timedelta(days=200):%Y-%m-%d}")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_role("button", name=re.compile("Rédiger d’après la fiche")).click()
    assert_accessible(page)


def _try_out(seat: Seat, use: str, product: Product) -> None:
    page = seat(CLAIRE)
    page.goto(f"{use}dossier/")
    page.get_by_role("link", name="Préparer un essai").click()
    page.get_by_label("Titre").fill("Essai sur dix arrêtés")
    page.get_by_label("Objet").fill("Voir si les remarques sont justes.")
    page.get_by_label("Direction métier").fill("Direction des routes")
    page.get_by_label("Dernier jour").fill(f"{datetime.now(PARIS) + timedelta(days=10):%Y-%m-%d}")
    page.get_by_role("checkbox", name=re.compile("IRIS")).check()
    page.get_by_role("button", name="Préparer l’essai").click()
    trial = page.url

    def add(link: str, **fields: str) -> None:
        page.goto(trial)
        page.get_by_role("link", name=link).click()
        for label, value in fields.items():
            field = page.get_by_label(label.replace("_", " "), exact=True)
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)
        if link == "Ajouter des données":
            page.get_by_role("radio", name="Non").check()
        page.locator("main form button.button").last.click()

    add("Ajouter une personne", Personne="Alice Vial")
    add("Ajouter un critère", Critère="Aucune remarque n’est inventée.", Seuil="9 sur 10")
    add("Ajouter un cas", Donné="Un arrêté sans visa.", Attendu="Le visa manquant est signalé.")
    add(
        "Ajouter des données",
        Jeu_de_données="Dix arrêtés publiés",
        Origine="Recueil",
        Où_il_se_trouve="Serveur",
    )
    remi = seat(REMI)
    remi.goto(trial)
    remi.get_by_role("button", name="Accepter le plan").click()
    page.goto(trial)
    page.get_by_role("button", name="Commencer l’essai").click()

    alice = seat(ALICE)
    alice.goto(trial)
    alice.get_by_role("button", name="Créer ma clé").click()
    key = alice.locator("code.once").inner_text()
    assert _eventually(lambda: _ask(product, key) == 200), "the key of the trial opens nothing"

    page.goto(trial)
    page.get_by_role("link", name=re.compile("Noter le résultat")).click()
    page.get_by_label("Mesuré").fill("10 sur 10")
    page.get_by_role("radio", name="Oui").check()
    page.locator("main form button.button").first.click()
    page.goto(trial)
    page.get_by_role("link", name="Terminer avant la date").click()
    page.get_by_label("Pourquoi").fill("Tout est mesuré.")
    page.locator("main form button.button").first.click()
    page.goto(trial)
    page.get_by_role("link", name=re.compile("Noter la destruction")).click()
    page.get_by_label("Détruites le").fill(f"{datetime.now(PARIS):%Y-%m-%d}")
    page.get_by_label("Comment").fill("Effacés du serveur.")
    page.locator("main form button.button").first.click()
    page.goto(trial)
    page.get_by_role("button", name="Effacer et certifier").click()
    page.goto(trial)
    page.get_by_role("link", name=re.compile("Certificat")).click()
    assert_accessible(page)
    assert _eventually(lambda: _ask(product, key) in (401, 403)), "the key outlived its trial"

    remi.goto(trial)
    remi.get_by_role("link", name="Rendre le verdict").click()
    remi.get_by_role("radio", name="Concluant", exact=True).check()
    remi.get_by_label("Raisons").fill("Le seuil est dépassé.")
    remi.locator("main form button.button").first.click()


def _pilot(seat: Seat, use: str) -> None:
    page = seat(CLAIRE)
    page.goto(f"{use}personnes/")
    page.get_by_label("Personne", exact=True).select_option(label="Alice Vial")
    page.get_by_role("button", name="Nommer").click()
    _pass(page, use, "Pilote")
    page.goto(f"{use}personnes/")
    page.get_by_role("button", name=re.compile("Attester")).click()
    expect(page.get_by_text("Formée", exact=True)).to_be_visible()
    assert_accessible(page)


def _model_changes(seat: Seat, use: str) -> None:
    page = seat(CLAIRE)
    page.goto(use)
    expect(page.get_by_text("À évaluer à nouveau")).to_have_count(0)
    page.goto("/administration/systemes/iris/")
    page.get_by_label("Nom du modèle chez ce service").fill("un-autre-modele")
    page.get_by_label("Ce qui change et pourquoi").fill("L’éditeur retire l’ancien modèle.")
    page.locator("main form button.button").first.click()
    expect(page.get_by_role("status").first).to_be_visible()

    def flagged() -> bool:
        page.goto(use)
        return page.get_by_text("À évaluer à nouveau").count() > 0

    assert _eventually(flagged, seconds=60), "the use does not ask for re-evaluation"
    expect(page.get_by_role("heading", name=re.compile("À évaluer à nouveau avant le"))).to_be_visible()
    way = page.locator("article.way").filter(has=page.get_by_role("heading", name=re.compile("Évaluation")))
    expect(way).to_have_count(1)


def _ask(product: Product, key: str) -> int:
    body = {"model": "iris", "messages": [{"role": "user", "content": "Relis cet arrêté."}]}
    request = urllib.request.Request(
        f"{product.url}/v1/chat/completions",
        data=json.dumps(body).encode(),
        headers={"authorization": f"Bearer {key}", "content-type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def _eventually(true: Callable[[], bool], *, seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.5)
    return False
