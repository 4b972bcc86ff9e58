"""A message keeps its form and loses every datum: headers, bodies, messages within, attachments."""

import email
import email.policy
import io
from email.message import EmailMessage

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy.documents import (
    DocumentDamaged,
    DocumentEncrypted,
    DocumentTooLarge,
    Remark,
    headers,
    masked,
    open_bytes,
    restored,
)

KEY = b"k" * 32
SECRETS = [
    "Karima", "Benali", "Bénali", "B=C3=A9nali", "karima.benali", "06 12 34 56 78", "dupont", "Zorbak", "0612345679",
    "pc-benali", "82.64.12.9", "image001",
]  # fmt: skip


def letter() -> bytes:
    word = docx.Document()
    word.core_properties.author = "Jean Lefèvre"
    word.add_paragraph("Dossier de Mme Karima Bénali")
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def message() -> EmailMessage:
    mail = EmailMessage()
    mail["Received"] = "from pc-benali (82.64.12.9) by mx.example; Mon, 23 Nov 2026 10:00:00 +0100"
    mail["Message-ID"] = "<1234.karima@pc-benali>"
    mail["X-Originating-IP"] = "[82.64.12.9]"
    mail["From"] = "Karima Bénali <karima.benali@orange.fr>"
    mail["To"] = '"Dupont, Jean" <j.dupont@mairie-volx.fr>, contact@mairie-volx.fr'
    mail["Reply-To"] = "karima.benali@orange.fr"
    mail["Subject"] = "Demande de Mme Karima Bénali – école"
    mail["Date"] = "Mon, 23 Nov 2026 10:00:00 +0100"
    mail.set_content("Bonjour,\nje suis Karima Bénali, 06 12 34 56 78.\n", charset="iso-8859-1")
    mail.add_alternative(
        '<p>Bonjour, je suis <b>Karima</b> B&eacute;nali.<img src="cid:image001@pc-benali"></p>',
        subtype="html",
    )
    mail.add_attachment("Nom;Prénom;Tél\nZorbak;Rose;0612345679\n".encode("cp1252"), maintype="text", subtype="csv", filename="liste Zorbak.csv")  # fmt: skip
    mail.add_attachment(letter(), maintype="application", subtype="octet-stream", filename="lettre.docx")
    mail.add_attachment(b"\0\1Benali", maintype="application", subtype="octet-stream", filename="Benali.exe")
    within = EmailMessage()
    within["From"] = "Rose Zorbak <rose.zorbak@free.fr>"
    within["Subject"] = "Tr"
    within.set_content("Mme Zorbak est d’accord.")
    mail.add_attachment(within)
    return mail


def parsed(data: bytes) -> EmailMessage:
    mail = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def readable(data: bytes) -> str:
    """Headers and bodies of all parts, decoded."""
    texts = []
    for part in parsed(data).walk():
        texts += [f"{name}: {value}" for name, value in part.items()]
        if not part.is_multipart():
            texts.append(part.get_payload(decode=True).decode("utf-8", "replace"))
    return "\n".join(texts)


def test_nothing_that_was_found_is_left_in_headers_bodies_or_attachments() -> None:
    data = message().as_bytes()
    result = masked(open_bytes(data, "mail.eml"), KEY)
    after = readable(result.data)
    assert [secret for secret in SECRETS if secret in after] == []
    assert [secret for secret in SECRETS if secret.encode() in result.data] == []
    assert result.remarks[Remark.ATTACHMENT_REMOVED] == 1
    assert result.remarks[Remark.HEADER_REMOVED] == 3


def test_the_new_message_is_a_valid_one() -> None:
    mail = parsed(masked(open_bytes(message().as_bytes(), "mail.eml"), KEY).data)
    assert [part.defects for part in mail.walk() if part.defects] == []
    assert [address.domain for address in mail["to"].addresses] == ["pseudonyme.invalid", "mairie-volx.fr"]
    assert mail["to"].addresses[1].username == "contact"
    assert mail["date"].datetime.year == 2026
    names = [part.get_filename() for part in mail.walk() if part.get_filename()]
    assert names[0].startswith("liste [PERSONNE_")
    assert names[1] == "lettre.docx"
    assert "Message-ID" not in mail


def test_an_attachment_is_masked_by_the_reader_of_its_kind() -> None:
    mail = parsed(masked(open_bytes(message().as_bytes(), "mail.eml"), KEY).data)
    (attached,) = (part for part in mail.walk() if part.get_filename() == "lettre.docx")
    word = docx.Document(io.BytesIO(attached.get_payload(decode=True)))
    assert word.paragraphs[0].text.startswith("Dossier de Mme [PERSONNE_")
    assert word.core_properties.author.startswith("[PERSONNE_")


def test_a_message_comes_back_with_the_same_text() -> None:
    data = message().as_bytes()
    result = masked(open_bytes(data, "mail.eml"), KEY)
    back, _ = restored(open_bytes(result.data, "mail.eml"), result.mapping, "mail.eml")
    assert open_bytes(back, "mail.eml").pieces == open_bytes(data, "mail.eml").pieces
    assert parsed(back)["from"].addresses[0].addr_spec == "karima.benali@orange.fr"


def test_a_note_stands_for_an_attachment_that_nobody_can_vouch_for() -> None:
    mail = message()
    mail.add_attachment(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, maintype="application", subtype="msword", filename="secret.docx")  # fmt: skip
    result = masked(open_bytes(mail.as_bytes(), "mail.eml"), KEY)
    assert result.remarks[Remark.ATTACHMENT_REMOVED] == 2
    assert "Pièce jointe retirée : application/msword" in readable(result.data)


def test_a_long_plain_message_is_the_same_again() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Budget"
    mail["From"] = "contact@mairie-volx.fr"
    mail.set_content(
        "Le budget est voté.  \n\nÀ bientôt =\n" + "Le budget est publié. " * 90 + "\n",
        cte="quoted-printable",
    )
    result = masked(open_bytes(mail.as_bytes(), "mail.eml"), KEY)
    assert not result.mapping
    assert parsed(result.data).get_content().replace("\r\n", "\n") == mail.get_content()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"Bonjour, rien de tel ici.", DocumentDamaged),
        (b"From: a@b.fr\r\nContent-Type: application/pkcs7-mime\r\n\r\nMII", DocumentEncrypted),
        (b"From: a@b.fr\r\nContent-Type: multipart/encrypted; boundary=x\r\n\r\n--x--", DocumentEncrypted),
        (
            b"From: a@b.fr\r\n"
            + b"".join(
                b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(60)
            )
            + b"\r\nfin",
            DocumentTooLarge,
        ),
    ],
    ids=["text", "smime", "pgp", "deep"],
)
def test_what_can_not_be_read_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        open_bytes(data, "mail.eml")


@pytest.mark.parametrize(
    "raw",
    ["=?utf-8?q?B=C3=A9nali?=", "=?x-unknown?b?QmVuYWxp?=", "=?utf-8?b?!!!!?=", "B\udce9nali", "a\r\n b", "=?utf-8?q?=00?="],
)  # fmt: skip
def test_any_header_is_read(raw: str) -> None:
    read = headers.decoded(raw)
    read.encode("utf-8")
    assert not set(read) & set("\r\n\0")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=80))
def test_any_subject_is_written_and_read_again(text: str) -> None:
    read = headers.decoded(headers.encoded("Subject", text).replace("\r\n", ""))
    assert "".join(read.split()) == "".join(text.split())
