"""A letter of nobody, and what a test of these pages repeats."""

import io
import json
import re
from html import unescape

import docx
from django.core.files.uploadedfile import SimpleUploadedFile

NAME = "Fatima Benzerga"
NIR = "2 85 03 04 070 123 51"
PHONE = "06 39 98 42 17"
LETTER = (
    f"Madame {NAME}, née le 12/03/1985, numéro de sécurité sociale {NIR}, joignable au {PHONE},\n"
    "demande une aide au transport scolaire.\n"
)
OUT, BACK = "/pseudonymiser/", "/pseudonymiser/restaurer/"


def asked(client, text=LETTER, *, want="result", live=True, **fields):
    """What the page answers to a text: the JSON of the script, or the page without it."""
    headers = {"accept": "application/json"} if live else {}
    form = {"text": text, "want": want, "seed": "graine-de-test-0123456789", **fields}
    return client.post(OUT, form, headers=headers)


def area(html, name):
    """What a text area of a page holds."""
    found = re.search(rf'<textarea id="{name}"[^>]*>(.*?)</textarea>', html, re.DOTALL)
    assert found is not None, f"no text area {name}"
    return unescape(found[1]).removeprefix("\n")


def uploaded(name, data):
    return SimpleUploadedFile(name, data)


def word_file(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def pdf_file(text):
    """One page, by hand; without a table of its objects, which a reader makes again."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R >>\n%%EOF".encode()


def key_file(mapping):
    content = {"format": "garant-cle", "version": 1, "sha256": "0" * 64, "mapping": mapping}
    return uploaded("texte.cle.json", json.dumps(content).encode())
