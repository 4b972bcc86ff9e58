"""The demonstration's people, and the gestures that every test repeats."""

from typing import Any

from playwright.sync_api import Page, expect

PASSWORD = "garant-demonstration"
ALICE = "agent@haute-durance.example"
BRUNO = "dpo@haute-durance.example"
CLAIRE = "admin@haute-durance.example"
DIANE = "dgs@haute-durance.example"
CHLOE = "agent@grand-midi.example"

# A person who does not exist: the number has a right key, the telephone is of the numbers kept for fiction.
NIR = "2 85 03 04 070 123 51"
NAME = "Fatima Benzerga"
PHONE = "06 39 98 42 17"
LETTER = (
    f"Rédige une réponse courtoise à Madame {NAME}, née le 12/03/1985, numéro de sécurité sociale {NIR}, "
    f"joignable au {PHONE}, qui demande une aide au transport scolaire."
)


# By origin and address: the cookies of who has signed in by the form, for as long as the product honours them.
_SESSIONS: dict[tuple[str, str], list[Any]] = {}


def sign_in(page: Page, address: str) -> None:
    """By the form the first time; a later visitor of the same name comes with the session of the first."""
    page.goto("/connexion/")
    origin = "/".join(page.url.split("/")[:3])
    way_out = page.get_by_role("button", name="Se déconnecter").or_(
        page.get_by_role("link", name="Se déconnecter")
    )
    if held := _SESSIONS.get((origin, address)):
        page.context.add_cookies(held)
        page.goto("/")
        if way_out.count():
            return
    sign_in_by_form(page, address)
    expect(way_out).to_be_visible()
    _SESSIONS[origin, address] = list(page.context.cookies())


def sign_in_by_form(page: Page, address: str) -> None:
    """A session of its own, whoever has signed in before."""
    page.goto("/connexion/")
    page.get_by_label("Adresse électronique").fill(address)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url(lambda url: "/connexion/" not in url)


def acknowledge_if_asked(page: Page) -> None:
    """Go to the assistant; where the charter is still to be read, read it and say so."""
    page.goto("/assistant/")
    if "prendre-connaissance" in page.url:
        page.get_by_role("button", name="j’en prends connaissance").click()
        page.goto("/assistant/")
    expect(page.get_by_label("Votre message")).to_be_visible()


def choose(page: Page, system: str) -> None:
    page.get_by_role("radio", name=system).check()


def send(page: Page, text: str) -> None:
    """Write and send, and wait for the answer to be complete."""
    page.get_by_label("Votre message").fill(text)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_role("button", name="Envoyer", exact=True)).to_be_visible()
    expect(page.get_by_label("Votre message")).to_have_value("")
