"""The charter in files: which there are, made once for each version, and how much each weighs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from garant.charter import render_html, render_markdown
from garant.directory.charters import CharterInForce, digest
from garant.directory.errors import NotFound
from garant.press import (
    PressBusy,
    Shelf,
    charter_docx,
    charter_json,
    charter_odt,
    charter_pdf,
    poster,
)

_SHELF = Shelf()
_KILO = 1024

Maker = Callable[[CharterInForce, str], bytes]  # the version, the address of the charter's page


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of file. `label` is read in the text of its link."""

    label: str
    content_type: str
    suffix: str
    make: Maker
    text: bool = False
    addressed: bool = False  # whether the file says where the charter's page is


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "pdf": Form(
            "PDF accessible (PDF/UA-1)",
            "application/pdf",
            "pdf",
            lambda found, _: charter_pdf(found.charter),
        ),
        "odt": Form(
            "ODT, pour LibreOffice",
            "application/vnd.oasis.opendocument.text",
            "odt",
            lambda found, _: charter_odt(found.charter),
        ),
        "docx": Form(
            "DOCX, pour Word",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
            lambda found, _: charter_docx(found.charter),
        ),
        "html": Form(
            "HTML, une page qui se suffit",
            "text/html",
            "html",
            lambda found, _: render_html(found.charter).encode(),
            text=True,
        ),
        "md": Form(
            "Markdown",
            "text/markdown",
            "md",
            lambda found, _: render_markdown(found.charter).encode(),
            text=True,
        ),
        "json": Form(
            "JSON, pour d’autres logiciels",
            "application/json",
            "json",
            lambda found, _: charter_json(found.charter),
        ),
        "yaml": Form(
            "YAML, le fichier que le logiciel applique",
            "application/yaml",
            "yaml",
            lambda found, _: found.text.encode(),
            text=True,
        ),
        "affiche-a3": Form(
            "Affiche des règles, A3, PDF accessible",
            "application/pdf",
            "affiche-a3.pdf",
            lambda found, address: poster(found.charter, size="A3", address=address).pdf,
            addressed=True,
        ),
        "affiche-a4": Form(
            "Affiche des règles, A4, PDF accessible",
            "application/pdf",
            "affiche-a4.pdf",
            lambda found, address: poster(found.charter, size="A4", address=address).pdf,
            addressed=True,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class CharterFile:
    """A file that is ready, with the name under which it is saved."""

    name: str
    content_type: str
    body: bytes


def file_of(found: CharterInForce, form: str, *, address: str) -> CharterFile:
    """The version in this form; NotFound for a form that there is none of, PressBusy when too many are asked for."""
    if form not in FORMS:
        raise NotFound(what="download")
    kind = FORMS[form]
    name = f"{found.charter.id}-{found.charter.version}{'-' if '.' in kind.suffix else '.'}{kind.suffix}"
    content_type = f"{kind.content_type}; charset=utf-8" if kind.text else kind.content_type
    return CharterFile(name, content_type, _made(found, form, address))


def poster_file(found: CharterInForce, *, size: str, colour: str, address: str) -> CharterFile:
    """The poster in a colour of the organisation's own."""
    key = (digest(found.resolved), size, colour, address)
    body = _SHELF.get(key, lambda: poster(found.charter, size=size, colour=colour, address=address).pdf)
    name = f"{found.charter.id}-{found.charter.version}-affiche-{size.lower()}.pdf"
    return CharterFile(name, "application/pdf", body)


def label_of(found: CharterInForce, form: str, *, address: str) -> str:
    """What the link to this file says: its format and its weight, where the file could be made at once."""
    try:
        weight = len(_made(found, form, address))
    except PressBusy:
        return FORMS[form].label
    return f"{FORMS[form].label}, {weight_french(weight)}"


def weight_french(octets: int) -> str:
    """ "812 octets", "198 Ko", "1,2 Mo"."""
    if octets < _KILO:
        return f"{octets}\u00a0octets"
    if octets < _KILO * _KILO:
        return f"{round(octets / _KILO)}\u00a0Ko"
    return f"{octets / _KILO / _KILO:.1f}\u00a0Mo".replace(".", ",")


def _made(found: CharterInForce, form: str, address: str) -> bytes:
    # The file as it was written is part of the key: two texts may resolve to one charter.
    kind = FORMS[form]
    key = (digest(found.text), digest(found.resolved), form, address if kind.addressed else "")
    return _SHELF.get(key, lambda: kind.make(found, address))
