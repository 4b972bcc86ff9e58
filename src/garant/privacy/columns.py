"""Tables in text (CSV, tabs, Markdown): a heading says what the cells under it are."""

import re
from collections.abc import Iterator

from garant.privacy.folded import Folded
from garant.privacy.labels import Label
from garant.privacy.span import Span

_PERSON_HEADING = (
    r"(?:noms?|prenoms?)(?: (?:et|&|/) ?(?:noms?|prenoms?)| (?:prenoms?|noms?)| de (?:famille|naissance|jeune fille)"
    r"| d'usage| (?:de l'|du |de la )?(?:agent|eleve|enfant|usager|allocataire|beneficiaire|responsable|representant"
    r"|parent|patient|locataire|demandeur|salarie)\w*)?|(?:nom|prenom)[ /,-]+(?:nom|prenom)|agent|eleve|beneficiaire"
    r"|demandeur|usager|interesse|locataire"
)
# Stdlib `re` on one heading, a few dozen characters.
_HEADINGS: tuple[tuple[Label, re.Pattern[str]], ...] = tuple(
    (label, re.compile(pattern))
    for label, pattern in (
        (Label.DATE_BIRTH, r".*\b(?:naissance|nee? le|ddn|nais)\b.*"),
        (Label.NIR, r".*\b(?:nir|securite sociale|secu|nss|no ss)\b.*"),
        (Label.EMAIL, r".*\b(?:e-?mails?|mails?|courriels?|messagerie|adresse electronique)\b.*"),
        (Label.PHONE, r".*\b(?:tel|telephones?|portables?|mobiles?|gsm)\b.*"),
        (Label.IBAN, r".*\b(?:iban|rib)\b.*"),
        (Label.BENEF_ID, r".*\b(?:allocataires?|caf|msa|mdph|france travail|pole emploi|beneficiaires?)\b.*"),
        (Label.EMPLOYEE_ID, r".*\bmatricules?\b.*"),
        (Label.PLATE, r".*\b(?:plaques?|immatriculations?|immat)\b.*"),
        (Label.INE, r".*\bine\b.*"),
        (Label.TAX_ID, r".*\b(?:numero fiscal|no fiscal|spi)\b.*"),
        (Label.ID_DOC, r".*\b(?:cni|passeport|titre de sejour|piece d'identite)\b.*"),
        (Label.USERNAME, r"(?:identifiant|login|utilisateur|pseudo)"),
        (
            Label.ADDRESS,
            r"(?:adresse(?: postale| complete| du domicile)?(?: \d)?|rue|domicile|numero et rue|voie)",
        ),
        (Label.CASE_ID, r".*\b(?:dossiers?|no de demande|numero de demande)\b.*"),
        (
            Label.PERSON,
            _PERSON_HEADING,
        ),
    )
)
# What makes a table one of persons: without such a column, "Nom" may be that of communes or products.
_OF_PERSONS = frozenset(
    {
        Label.DATE_BIRTH,
        Label.NIR,
        Label.EMAIL,
        Label.PHONE,
        Label.BENEF_ID,
        Label.EMPLOYEE_ID,
        Label.INE,
        Label.PLATE,
        Label.IBAN,
    }
)
_NUMBERS = frozenset(Label) - {Label.PERSON, Label.ADDRESS, Label.USERNAME, Label.EMAIL}
_SEPARATORS = ";\t|,"
_EMPTY = frozenset(
    {"", "-", "--", "---", "/", "x", "n/a", "na", "neant", "non", "oui", "nc", "inconnu", "inconnue", "total"}
)


def read(block: Folded) -> Iterator[Span]:
    """The cells that a heading of their column tells, in every table of the block."""
    kinds: dict[int, Label] = {}
    width = 0
    separator = ""
    start = 0
    for line in block.lower.splitlines(keepends=True):
        at, start = start, start + len(line)
        row = line.rstrip("\r\n")
        if separator:
            cells = _cells(row, separator)
            if len(cells) == width:
                yield from _in_row(at, cells, kinds, separator)
                continue
            if row.strip():
                continue  # a cell over several lines, a row that is broken: the table goes on
            separator = ""
        found = max(_SEPARATORS, key=row.count)
        if found in row:
            cells = _cells(row, found)
            kinds = _headings(cells)
            if kinds:
                separator, width = found, len(cells)


def _cells(row: str, separator: str) -> list[str]:
    """Cells with their quotes, so that their lengths and the separators add up to the row."""
    cells = row.split(separator)
    if '"' not in row:
        return cells
    joined: list[str] = []
    open_quote = False
    for cell in cells:
        if open_quote:
            joined[-1] += separator + cell
        else:
            joined.append(cell)
        open_quote ^= cell.count('"') % 2 == 1
    return joined


def heading_label(heading: str) -> Label | None:
    """What the cells under a heading (folded, lower case) are, if it tells."""
    heading = heading.strip(" \"'*:_#.\t\ufeff")
    if not 2 <= len(heading) <= 48:
        return None
    heading = (
        re.sub(r"^n(?:o|umero)?[ .]*(?:d[e']\s*)?(?=[a-z]{3})", "", heading)
        if heading.startswith(("no ", "n "))
        else heading
    )
    return next((label for label, pattern in _HEADINGS if pattern.fullmatch(heading)), None)


def _headings(cells: list[str]) -> dict[int, Label]:
    if any(len(cell) > 60 for cell in cells):
        return {}  # a sentence with commas, not a row of headings
    kinds = {}
    for column, cell in enumerate(cells):
        label = heading_label(cell)
        if label is not None:
            kinds[column] = label
    headings = " ".join(cells)
    if len(kinds) < 2 or not (
        _OF_PERSONS.intersection(kinds.values()) or ("prenom" in headings and "nom" in cells_of(cells))
    ):
        return {}
    if any(any(c.isdigit() for c in cells[column]) for column in kinds):
        return {}
    return kinds


def cells_of(cells: list[str]) -> set[str]:
    return {cell.strip(" \"'*:_#.\t") for cell in cells}


def _in_row(at: int, cells: list[str], kinds: dict[int, Label], separator: str) -> Iterator[Span]:
    for column, cell in enumerate(cells):
        label = kinds.get(column)
        value = cell.strip(" \"'\t")
        if label is not None and value not in _EMPTY and set(value) - set("-: "):
            start = at + cell.index(value)
            if _fits(label, value):
                yield Span(start, start + len(value), label, 0.8)
        at += len(cell) + len(separator)


def _fits(label: Label, value: str) -> bool:
    if len(value) > 120:
        return False
    if label in _NUMBERS:
        return sum(map(str.isdigit, value)) >= 2
    if label is Label.EMAIL:
        return "@" in value and not value.startswith(("contact@", "mairie@", "accueil@"))
    return any(map(str.isalpha, value))
