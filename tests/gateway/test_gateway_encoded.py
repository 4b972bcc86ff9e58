"""A datum that a page, an address or a mail has encoded is read; what can't be read does not leave."""

import base64

import pytest
from gateway_world import NIR, Gateway

WORDS = f"Madame Claire Martin, NIR {NIR}, rappelle demain."


@pytest.mark.parametrize(
    "text",
    [
        "Courriel : jean.dubreuil&#64;gmail.com",
        "Courriel : jean.dubreuil%40gmail.com",
        "Madame Andr&eacute;e Dubreuil, portable 06&nbsp;12&nbsp;34&nbsp;56&nbsp;78",
        "NIR : " + "".join(f"&#{ord(digit)};" for digit in NIR),
        "NIR : " + "".join(f"&#x{ord(digit):x};" for digit in NIR),
        '{"courriel": "jean.dubreuil&#64;gmail.com"}',
        '{"courriel": "jean.dubreuil%40gmail.com"}',
    ],
)
def test_what_html_or_an_address_encodes_is_read(gateway: Gateway, text: str) -> None:
    assert gateway.ask(text).status == 200
    left = gateway.external.texts()
    for piece in ("dubreuil", "eacute", "12&nbsp;", "#50;", "#x32;"):
        assert piece not in left.lower()


@pytest.mark.parametrize("text", ["50 % de réussite & 20%de rabais", "AT&T; R&D;", "%zz &; &inconnu; 100 %"])
def test_a_text_that_only_looks_encoded_leaves_as_it_is(gateway: Gateway, text: str) -> None:
    gateway.ask(text)
    assert gateway.external.bodies[0]["messages"][0]["content"] == text


@pytest.mark.parametrize(
    "text",
    [
        base64.b64encode(WORDS.encode()).decode(),
        base64.urlsafe_b64encode(WORDS.encode()).decode(),
        base64.encodebytes((WORDS * 3).encode()).decode(),
        base64.encodebytes(bytes(range(256)) * 8).decode(),
        "data:text/plain;charset=utf-8;base64,Q2xhaXJl",
        "DATA:image/png;BASE64,iVBORw0KGgo=",
    ],
)
def test_what_base64_hides_does_not_leave(gateway: Gateway, text: str) -> None:
    answer = gateway.ask(f"Lis ceci :\n{text}")
    assert answer.error["code"] == "charter_unknown_shape"
    assert gateway.external.received == []


@pytest.mark.parametrize(
    "text",
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "\n".join(["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"] * 5),
        "src/garant/gateway/inspection/anticonstitutionnellement",
        "----------------------------------------",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ],
)
def test_a_digest_or_a_path_is_no_encoded_text(gateway: Gateway, text: str) -> None:
    assert gateway.ask(f"Lis ceci :\n{text}").status == 200
