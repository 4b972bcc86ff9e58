"""Tables in text (CSV, tabs, Markdown, columns of blanks) and forms: a heading says what its cells are.

Read with them: the values that a word announces, which are cells of a form without lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import re2

from garant.privacy.announced import Announcements, is_ordinary
from garant.privacy.detectors import ANNOUNCED, siret
from garant.privacy.detectors.case_id import is_act
from garant.privacy.folded import Folded, repaired
from garant.privacy.labels import Label
from garant.privacy.name_reader import known
from garant.privacy.name_words import FUNCTIONS, NOBODY, PARTICLES, TITLES
from garant.privacy.span import Span

_PERSON_HEADING = (
    r"(?:noms?|prenoms?|pnom|pren)(?: (?:et|&|/) ?(?:noms?|prenoms?)| (?:prenoms?|noms?)| \(?(?:de famille|de naissance|de jeune fille|usuel|marital|patronymique)\)?"
    r"| d'usage| (?:de l'|du |de la |des )?(?:agent|eleve|enfant|usager|allocataire|beneficiaire|responsable|representant|assure|titulaire|client|adherent|conjoint|mere|pere|tuteur|proprietaire"
    r"|parent|patient|locataire|demandeur|salarie|referent|candidat)\w*(?: legal\w*)?(?: \d)?| \d)?|(?:nom|prenom)[ /,+-]+(?:nom|prenom)s?|(?:agent|eleve|enfant|beneficiaire|demandeur|usager|locataire|allocataire|"
    r"assure|candidat|adherent|proprietaire|salarie|patient|resident|titulaire|exposant|commercant|exploitant|intervenant|mineur|majeur protege|majeur|protege|jeune|detenu|mandant|mandataire|requerant|debiteur|emprunteur|concessionnaire|occupant|administre|heberge|menage|defunt|electeur|mis(?:e)? en cause|participant|inscrit|licencie|abonne|client|conducteur|interesse|referent|responsable|conjoint|representant)(?:\(?e?\)?s?)?(?: legal)?|"
    r"interessee?s?|pere|mere|personne|victime|plaignant|identite|patronyme|firstname|lastname|first name|last name|surname|full ?name"
)
# What says that a date is another than that of birth, or no date.
_NO_BIRTH = r"(?!.*\b(?:lieu|nom|pays|commune|ville|dep\w*|rang)\b(?!.*date))"
# What a heading holds, and what it is as a whole. The first that fits counts.
_HEADINGS: tuple[tuple[Label, str, str], ...] = (
    (Label.DATE_BIRTH, r"naissance|naiss\b|\bnee?(?:\(e\)|\.e|e)?s?\.? (?:le|en)\b|\bddn\b|\bnais\b|birth|dtnais", r"dn|d\.?d\.?n\.?|nee?|ne\(e\)"),
    (Label.NIR, r"\b(?:nir|securite sociale|s[eé]cu|nss|(?:no|n|num) ?ss|no ?secu|nosecu|numsecu|ins)\b|numerosecu|secu ?soc", ""),
    (Label.EMAIL, r"\b(?:e-?mails?|mails?|courriels?|messagerie|mel|adresse electronique)\b", ""),
    (Label.PHONE, r"\b(?:tel|telephones?|portables?|mobiles?|gsm|tph|fixe)\b", "contacts?"),
    (Label.IBAN, r"\b(?:iban|rib)\b", "code (?:banque|guichet|etablissement)|banque|guichet|(?:no |numero )?(?:de )?compte(?: bancaire)?|cle"),
    (Label.SIRET, "", "(?:no |numero )?(?:de |d')?(?:siret|siren)(?: ?/ ?(?:siret|siren))?(?: (?:de l'|du |de la )?(?:exploitante?|commercante?|artisane?|auto-?entrepreneu[a-z]{1,3}|intervenante?|exposante?|forain|chauffeur))?"),
    (Label.BENEF_ID, r"\b(?:alloc|allocataires?|caf|msa|mdph|france travail|pole emploi|benef|beneficiaires?|identifiant ft)\b", ""),
    (Label.EMPLOYEE_ID, r"\b(?:mat|matr\w*|mle|numen|no d'agent|no agent|id agent|code agent|agent no|numero d'agent|numero agent|ref agent)\b", ""),
    (Label.PLATE, r"\b(?:plaques?|immatriculations?|immat|immatric)\b", ""),
    (Label.INE, r"\b(?:ine|ina|bea)\b", ""),
    (Label.TAX_ID, r"\b(?:numero fiscal|no fiscal|fiscal|spi|nif)\b", ""),
    (Label.ID_DOC, r"\b(?:cni|passeport|titre de sejour|piece d'identite|agdref|no etranger|permis)\b", "titre|no titre"),
    (Label.CARD, r"\b(?:carte bancaire|cb)\b", ""),
    (Label.PRO_ID, r"\b(?:rpps|adeli)\b", ""),
    (Label.SECRET, "", "(?:mots? de passe|mdp|passe|pass|password|pwd|code(?: d'acces| wifi| confidentiel| secret| porte| alarme| pin)|pin(?: badge)?|digicode|token|jeton|cle d'api|api ?key)(?: (?:provisoire|temporaire|initial|ent|pronote|wifi|eleve|parent|agent))?"),
    (Label.USERNAME, "", "(?:identifiant|login|utilisateur|pseudo|user|username|id connexion|nom d'utilisateur|compte (?:windows|ad|utilisateur))(?: (?:ent|pronote|educonnect|ameli|windows|ad|reseau|messagerie|vpn|de connexion|eleve|parent|agent|instagram|insta|discord))?"),
    (Label.ADDRESS, "", r"(?:adresse(?: postale| complete| du domicile)?(?: \d)?|adr|rue|domicile|numero et rue|voie|adresse 1|adr1)"),
    (Label.CASE_ID, r"\b(?:dossiers?|doss|nur|no unique|numero unique|no de demande|numero de demande|no demande|ref usager|id usager|no usager|numero usager|no client|plainte|main courante|pv|no de pv|procedure|tickets?|no reclamation|reclamations?|no licence|licence|no adherent|no abonne|no lecteur|no electeur|(?:id|no|num|numero|ref|code) (?:dem|dde|demande|dossier|usager|personne|foyer|eleve|patient|demandeur|abonne)|no inscription|no candidat|no famille|code famille|no foyer|no patient|no eleve|no ipp|ipp|nip|no rg|rg|no parquet|no ecrou|ecrou|no sinistre|no d'enregistrement|no enregistrement|chrono|siao|procurations?|maprocuration|ecroues?)\b", ""),
    (Label.PERSON, "", _PERSON_HEADING),
    # Says nothing but that it is a number: of whom, the other columns tell.
    (Label.CASE_ID, "", "(?:nos?|numeros?|num|refs?|references?|identifiants?|id|ids|numero d'identification|id unique|code|no d'ordre|numero d'ordre|ident|id no|cartes?|no carte|no de carte)"),
)  # fmt: skip


def _heading(label: Label, within: str, whole: str) -> re.Pattern[str]:
    """Stdlib `re`, on a few dozen characters."""
    held = f".*(?:{within}).*" if within else ""
    if label is Label.DATE_BIRTH:
        held = f"{_NO_BIRTH}.*(?:{within})"  # at its end: a name follows "nee le" too
    return re.compile("|".join(filter(None, (held, whole))))


_PATTERNS = tuple((label, _heading(label, within, whole)) for label, within, whole in _HEADINGS)
# Before the name of what is numbered: "no de l'eleve".
_NUMBER_OF = r"n(?:o|umero|um)?[ .]*(?:d'\s*|du\s+|de\s+(?:la\s+|l'\s*)?)?"
_NUMBERED = re.compile(rf"\A{_NUMBER_OF}(?=[a-z]{{3}})")
_EDGE = r"(?:^|$|[;\t|,\n\r\v\f\x1c-\x1f]|  | - | / )"  # of a cell or a line
_AROUND = r"[ \"'*:#.\t?]*"
_HELD = "|".join(within for _, within, _ in _HEADINGS if within)
_WHOLE = "|".join(whole for _, _, whole in _HEADINGS if whole)
# Finds something wherever a cell or a line is a heading ("_" read as a blank). Two searches in one: what a heading holds,
# and what it is as a whole, with nothing but marks to the ends of its cell. What else stands in a heading is left out,
# which keeps the automaton small.
_HEADED = re2.compile(rf"{_HELD}|{_EDGE}{_AROUND}(?:{_NUMBER_OF})?(?:{_WHOLE}){_AROUND}{_EDGE}")
# What makes a table one of persons: without such a column, "Nom" may be that of communes or products.
_OF_PERSONS = frozenset(
    {Label.DATE_BIRTH, Label.NIR, Label.EMAIL, Label.PHONE, Label.BENEF_ID, Label.EMPLOYEE_ID, Label.INE, Label.PLATE, Label.IBAN, Label.TAX_ID, Label.ID_DOC, Label.PRO_ID, Label.CARD, Label.USERNAME, Label.SECRET}
)  # fmt: skip
# A heading that says enough alone, whatever the other columns are.
_ALONE = frozenset({Label.DATE_BIRTH, Label.NIR, Label.BENEF_ID, Label.EMPLOYEE_ID, Label.INE, Label.TAX_ID, Label.IBAN, Label.PRO_ID, Label.SIRET})  # fmt: skip
_REFERENCES = frozenset({Label.CASE_ID, Label.SIRET})
_NUMBERS = frozenset(Label) - {Label.PERSON, Label.ADDRESS, Label.USERNAME, Label.EMAIL, Label.SECRET}
_SHORT_WORDED = frozenset(
    {
        Label.BENEF_ID,
        Label.EMPLOYEE_ID,
        Label.CASE_ID,
        Label.INE,
        Label.TAX_ID,
        Label.NIR,
        Label.PLATE,
        Label.CARD,
        Label.ID_DOC,
    }
)
_SEPARATORS = (";", "\t", "|", ",", " - ", " / ")
_BLANKS = re.compile(r"[ \t]{2,}|\t")
_EMPTY = frozenset(
    {"", "-", "--", "---", "/", "x", "n/a", "na", "neant", "non", "oui", "nc", "inconnu", "inconnue", "total", "idem", "null", "none", "vacant", "aucun", "aucune", "nr", "id."}
)  # fmt: skip
_VAGUE = frozenset(
    {"no", "nos", "numero", "numeros", "num", "ref", "refs", "reference", "references", "identifiant", "identifiants", "id", "ids", "id unique", "code", "ident", "id no", "no d'ordre", "numero d'ordre", "carte", "cartes", "no carte", "no de carte"}
)  # fmt: skip
# Headings of counts: "nb_allocataires", "dont agents".
_COUNTS = ("nb ", "nbre ", "nombre ", "total ", "dont ", "taux ", "part ", "montant ", "%")
_MOST_CELLS = 400  # of one table that are kept to be judged by their column


@dataclass(slots=True)
class _Table:
    separator: str  # "" for columns of blanks
    kinds: dict[int, Label]
    starts: list[int]  # of the headings in their row
    width: int
    vague: frozenset[int] = frozenset()  # columns that say nothing but that they hold numbers
    unknown: dict[int, list[tuple[int, str]]] = field(default_factory=dict)  # cells of the other columns


def read(block: Folded) -> Iterator[Span]:
    """What labels say: of the cells under them, and of the values after them."""
    block = repaired(block)
    yield from _tables(block)
    yield from _announcements().read(block)


@cache
def _announcements() -> Announcements:
    return Announcements(ANNOUNCED)


def _tables(block: Folded) -> Iterator[Span]:
    """The cells that a heading of their column tells, in every table of the block."""
    table = _table(block.heading) if block.heading else None
    encoded = block.lower.replace("_", " ").encode("ascii")
    if table is None and _HEADED.search(encoded) is None:
        return
    form = _Form()
    start = 0
    for line in block.lower.splitlines(keepends=True):
        at, start = start, start + len(line)
        if table is None and form.is_idle and _HEADED.search(encoded[at:start]) is None:
            continue
        row = line.rstrip("\r\n")
        if table is not None:
            cells = _split(row, table.separator)
            if len(cells) == table.width or (not table.separator and 1 < len(cells) <= table.width):
                yield from _in_row(at, cells, table, block.text)
                continue
            if row.strip() and table.separator and _table(row) is None:
                continue  # a cell over several lines, a row that is broken: the table goes on
            yield from _unnamed(table)
        table = _table(row)
        if table is None:
            yield from form.read(at, row)
        else:
            form = _Form()
    if table is not None:
        yield from _unnamed(table)


@dataclass(slots=True)
class _Form:
    """Headings one to a line, whose values follow one to a line; a heading of births, and a date on each line."""

    labels: list[Label] = field(default_factory=list)
    waiting: list[Label] = field(default_factory=list)
    births: bool = False
    listed: bool = False  # whether the list of births has begun: a blank line then ends it

    @property
    def is_idle(self) -> bool:
        """Whether nothing but a heading would be of interest."""
        return not (self.labels or self.waiting or self.births)

    def read(self, at: int, row: str) -> Iterator[Span]:
        text = row.strip()
        if self.births:
            born = _BORN_ON.fullmatch(row)
            if born is not None:
                yield Span(at + born.start(1), at + born.end(1), Label.DATE_BIRTH, 0.7)
            self.births = born is not None or (not text and not self.listed)
            self.listed = born is not None
        elif self.waiting:
            yield from self._value(at, row, text, self.waiting.pop(0))
            return
        told = heading_label(text) if 2 <= len(text) <= 40 and not any(map(str.isdigit, text)) else None
        if told is not None:
            self.labels.append(told)
            self.births = told is Label.DATE_BIRTH and len(self.labels) == 1
        elif text:
            if len(self.labels) > 1:
                self.waiting = self.labels[1:]
                yield from self._value(at, row, text, self.labels[0])
            self.labels = []

    def _value(self, at: int, row: str, text: str, label: Label) -> Iterator[Span]:
        """The value, if it fits its heading: else these lines were no form."""
        if text and _fits(label, text):
            begin = at + row.index(text)
            yield Span(begin, begin + len(text), label, 0.7)
        else:
            self.waiting = []


_BORN_ON = re.compile(
    r"[ \-*]{0,4}[a-z][a-z' .,\-]{1,40}[ ]?[:;,(\-]?[ ]{0,2}(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}(?:er)? [a-z]{3,9}\.? \d{4})\)?[ .;,]*"
)


def _table(row: str) -> _Table | None:
    """The table that a row of headings begins, if it is one."""
    separator = max(_SEPARATORS, key=row.count)
    if separator not in row:
        separator = ""
        if "  " not in row:
            return None
    cells = _split(row, separator)
    kinds = _headings([cell for _, cell in cells]) if 2 <= len(cells) <= 60 else {}
    if Label.SIRET in kinds.values() and siret.is_company(row):
        kinds = {column: label for column, label in kinds.items() if label is not Label.SIRET}
    if not kinds:
        return None
    vague = frozenset(
        column
        for column, (_, cell) in enumerate(cells)
        if cell.strip(" \"'*:_#.") in _VAGUE and column in kinds
    )
    return _Table(separator, kinds, [start for start, _ in cells], len(cells), vague)


def _split(row: str, separator: str) -> list[tuple[int, str]]:
    """Cells with their places in the row."""
    if not separator:
        cells = []
        start = 0
        for gap in _BLANKS.finditer(row):
            if gap.start() > start:
                cells.append((start, row[start : gap.start()]))
            start = gap.end()
        if start < len(row):
            cells.append((start, row[start:]))
        return cells
    cells = []
    start = 0
    for cell in _cells(row, separator):
        cells.append((start, cell))
        start += len(cell) + len(separator)
    return cells


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


@lru_cache(maxsize=2048)
def heading_label(heading: str) -> Label | None:
    """What the cells under a heading (folded, lower case) are, if it tells."""
    heading = heading.replace("_", " ").strip(" \"'*:#.\t\ufeff?")
    if not 2 <= len(heading) <= 48 or heading.startswith(_COUNTS):
        return None
    if heading.startswith(("no ", "n ", "numero ", "num ", "no.")):
        whole = _label(heading)
        if whole is not None and whole is not Label.PERSON:
            return whole
        heading = _NUMBERED.sub("", heading)
        label = _label(heading)
        # "N° élève": not the pupil, but the pupil's number.
        return Label.CASE_ID if label is Label.PERSON else label
    return _label(heading)


def _label(heading: str) -> Label | None:
    return next((label for label, pattern in _PATTERNS if pattern.fullmatch(heading)), None)


def _headings(cells: Sequence[str]) -> dict[int, Label]:
    if any(len(cell) > 60 for cell in cells):
        return {}  # a sentence with commas, not a row of headings
    kinds = {}
    for column, cell in enumerate(cells):
        label = heading_label(cell)
        if label is not None:
            kinds[column] = label
    if not kinds:
        return {}
    labels = set(kinds.values())
    names = " ".join(cells)
    if not (
        (len(kinds) > 1 and not _OF_PERSONS.isdisjoint(labels))
        or not _ALONE.isdisjoint(labels)
        or (len(kinds) > 1 and "prenom" in names and "nom" in names)
        or (Label.PERSON in labels and not _REFERENCES.isdisjoint(labels))
    ):
        return {}
    if Label.ADDRESS in labels:  # the rest of it, in columns of their own
        for column, cell in enumerate(cells):
            if column not in kinds and _REST_OF_ADDRESS.fullmatch(cell.strip(" \"'*:.\t")) is not None:
                kinds[column] = Label.ADDRESS
    if any(any(c.isdigit() for c in cells[column].strip(" \"'*").rstrip("12")) for column in kinds):
        return {}
    return kinds


def _in_row(at: int, cells: list[tuple[int, str]], table: _Table, text: str) -> Iterator[Span]:
    if _SUM_ROW.match(cells[0][1]) is not None:
        return
    columns = [
        number if len(cells) == table.width else _nearest(table.starts, place)
        for number, (place, _) in enumerate(cells)
    ]
    of_a_body = any(
        table.kinds.get(column) is Label.PERSON and _names_a_body(cell)
        for column, (_, cell) in zip(columns, cells, strict=True)
    )
    for column, (place, cell) in zip(columns, cells, strict=True):
        value = cell.strip(" \"'\t")
        if value in _EMPTY or not set(value) - set("-: ="):
            continue
        start = at + place + cell.index(value)
        label = table.kinds.get(column)
        if label is not None:
            if of_a_body and label in _OF_BODIES:
                continue
            if label is Label.PHONE and _DESK_ROW.match(cells[0][1]) is not None:
                continue
            if label is Label.SIRET:
                yield from _siret(
                    start, value, text[at : at + cells[-1][0] + len(cells[-1][1])], cells, table
                )
            elif label is Label.CASE_ID and not _is_code(value, 3 if column in table.vague else 2):
                continue
            elif _fits(label, value):
                yield Span(start, start + len(value), label, 0.9 if label in _NUMBERS else 0.8)
        else:
            others = table.unknown.setdefault(column, [])
            if len(others) < _MOST_CELLS:
                others.append((start, value))


_REST_OF_ADDRESS = re.compile(
    r"(?:cp|c\.p|code[ _-]?postal|codpost|ville|commune|localite|cp[ /-]{1,3}ville|code postal et ville|complement(?: d'adresse)?|adresse ?2|adr2|batiment|bat|appt|etage)"
)
_SUM_ROW = re.compile(r"[ \"']*(?:s/?-?total|total|sous[ -]total|totaux|somme|moyenne|ensemble)\b")
_OF_BODIES = frozenset({Label.PERSON, Label.PHONE, Label.EMAIL, Label.ADDRESS})  # what a body has too
_TITLED = re.compile(r"\b(?:m\.|mm\.|mme|mlle|mr|dr|monsieur|madame)")
_BODY = re.compile(
    r"[ \"']*(?:mjc|gymnase|piscine|camping|mediatheque|bibliotheque|theatre|stade|residence|salle|maison d[eu']|pompes funebres|pharmacie|boulangerie|garage)\b"
    r"|.*\bpere et fils\b"
)


def _names_a_body(cell: str) -> bool:
    """Whether a cell of a column of names holds a firm, a school, a service: its row is no person's."""
    return (siret.is_company(cell) or _BODY.match(cell) is not None) and _TITLED.search(cell) is None


_DESK_ROW = re.compile(
    r"[ \"']*(?:standard|accueil|secretariat|mairie|urgences?|astreinte|police|pompiers|samu)\b"
)


def _siret(start: int, value: str, row: str, cells: list[tuple[int, str]], table: _Table) -> Iterator[Span]:
    """That of a sole trader: the row names a person, and no cell of it is a company."""
    digits = "".join(filter(str.isdigit, value))
    if len(value) > 24 or len(digits) not in (9, 14):
        return
    named = Label.PERSON in table.kinds.values()
    if siret.is_persons(" ; ".join(cell for _, cell in cells), row, digits, named=named):
        yield Span(start, start + len(value), Label.SIRET, 0.7)


_CODE = re.compile(r"[0-9a-z]+(?:[ ]?[-/._ ][ ]?[0-9a-z]+)*")


def _is_code(value: str, digits: int) -> bool:
    """Whether a cell of a column of references is one: no date, no count, no words."""
    if len(value) > 40 or _CODE.fullmatch(value) is None or is_ordinary(value, "") or is_act(value):
        return False
    numbers = sum(map(str.isdigit, value))
    if numbers < digits or max(map(len, _WORDS.findall(value)), default=0) > 6:
        return False
    return digits < 3 or numbers > 3 or not value.isdigit()


def _nearest(starts: Sequence[int], place: int) -> int:
    return min(range(len(starts)), key=lambda column: abs(starts[column] - place))


def _unnamed(table: _Table) -> Iterator[Span]:
    """Columns under a heading that says nothing, whose cells are all names."""
    for cells in table.unknown.values():
        if len(cells) < 2 or not all(_is_name(value) for _, value in cells):
            continue
        for start, value in cells:
            yield Span(start, start + len(value), Label.PERSON, 0.65)


_WORDS = re.compile("[a-z]+")


def _is_name(value: str) -> bool:
    """Whether the cell is the name of someone, by the lists alone: no word of the language, no town."""
    if not 3 <= len(value) <= 40 or any(map(str.isdigit, value)):
        return False
    words = [
        word
        for word in _WORDS.findall(value)
        if word not in PARTICLES and word not in TITLES and len(word) > 1
    ]
    if not 1 <= len(words) <= 4:
        return False
    named = False
    for word in words:
        first, last, common, town = known(word)
        if word in NOBODY or word in FUNCTIONS or (common and first < 5) or (town and first < 5):
            return False
        named = named or first >= 5 or last >= 4
    return named


_DATE_LIKE = re.compile(
    r"\d{1,4}[/.\- ]\d{1,2}[/.\- ]\d{1,4}|\d{8}|(?:19|20)?\d{2}|[a-z]{3,9}\.? (?:19|20)?\d{2}|.*\d.*[a-z]{3}.*\d.*"
)


def _fits(label: Label, value: str) -> bool:
    if len(value) > 120:
        return False
    if label is Label.DATE_BIRTH:
        return _DATE_LIKE.match(value) is not None
    if label in _NUMBERS:
        if "$" in value or "%" in value:
            return False  # the sign of euros, folded
        # A scanner reads some digits as letters: "O0412".
        if label in _SHORT_WORDED and max(map(len, _WORDS.findall(value)), default=0) > 6:
            return False  # a sentence, an hour of opening
        return sum(c.isdigit() or c in "oli" for c in value) >= 2 and any(map(str.isdigit, value))
    if label is Label.EMAIL:
        return "@" in value and not value.startswith(("contact@", "mairie@", "accueil@"))
    if label is Label.SECRET:
        return len(value) >= 4
    if label is Label.ADDRESS:  # a postcode in a column of its own
        return any(map(str.isalnum, value))
    return any(map(str.isalpha, value))
