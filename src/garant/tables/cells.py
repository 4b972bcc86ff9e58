"""One cell, both ways: a value as the text that a spreadsheet shows, and that text as a value."""

import math
import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from garant.tables.column import Column
from garant.tables.folding import folded

_TRUE = frozenset({"oui", "o", "vrai", "x", "1", "true", "yes"})
_FALSE = frozenset({"non", "n", "faux", "0", "false", "no"})
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")
_FRENCH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_FORMULA = re.compile(
    r"'*[=+\-@\t\r\n＝＋－＠]"
)  # what a spreadsheet may run, with the quotes that already shield it
# What XML cannot hold, and what no sheet needs: control characters, lone surrogates, non-characters.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MOST_DIGITS = 40


class Unfit(Exception):
    """The text is no value of its column; the message is the French sentence."""


def normal(text: str) -> str:
    """The text as a file keeps it: line ends are "\\n", no control character, no space around it."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def cell_text(column: Column, value: object) -> str:
    """What a person reads in the cell."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case int() | float():
            return _number(value)
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case tuple() | list():
            return _lines([column.titles.get(str(each), str(each)) for each in value])
    text = normal(str(value))
    return column.titles.get(text, text)


def shielded(text: str) -> str:
    """A text that a spreadsheet takes for a text: a formula typed in a name must not run on someone's machine."""
    return f"'{text}" if _FORMULA.match(text) else text


def unshielded(text: str) -> str:
    """The quote of `shielded` taken off again."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def value_of(column: Column, text: str) -> object:
    """The value that this text says in this column. Raises Unfit with the sentence to show."""
    raw, text = text, normal(text)
    if not text:
        if column.required:
            raise Unfit("La cellule est vide : cette réponse est obligatoire.")
        return column.empty
    if len(text) > column.longest:
        raise Unfit(f"Le texte a {len(text)} caractères, pour {column.longest} au plus.")
    match column.kind:
        case "number":
            return _as_number(text)
        case "date":
            return _as_date(text)
        case "boolean":
            return _as_boolean(text)
        case "choice":
            return _as_choice(column, text)
        case "list":
            return _as_list(column, raw)  # its last line end tells one item from several
    return text


def _lines(items: list[str]) -> str:
    """One item a line. A single item that holds a ";" ends with a line, else it would read as several."""
    plain = [" ".join(normal(item).split()) for item in items]
    plain = [item for item in plain if item]
    return plain[0] + "\n" if len(plain) == 1 and ";" in plain[0] else "\n".join(plain)


def _number(value: float) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    return format(Decimal(str(value)), "f").replace(".", ",")


def _as_number(text: str) -> int | float:
    bare = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise Unfit("Ce n’est pas un nombre.") from None
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise Unfit("Ce n’est pas un nombre.")
    return int(number) if number == number.to_integral_value() else float(number)


def _as_date(text: str) -> date:
    if iso := _ISO.fullmatch(text):
        year, month, day = map(int, iso.groups())
    elif french := _FRENCH.fullmatch(text):
        day, month, year = map(int, french.groups())
    else:
        raise Unfit("Ce n’est pas une date. Écrivez-la « 31/12/2026 » ou « 2026-12-31 ».")
    try:
        return date(year, month, day)
    except ValueError:
        raise Unfit("Cette date n’existe pas dans le calendrier.") from None


def _as_boolean(text: str) -> bool:
    word = folded(text)
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise Unfit("Écrivez « oui » ou « non ».")


def _as_choice(column: Column, text: str) -> str:
    value = column.named.get(folded(text))
    if value is None:
        raise Unfit(f"Réponse inconnue. Les réponses possibles : {_possible(column)}.")
    return value


def _as_list(column: Column, text: str) -> tuple[str, ...]:
    items = [item.strip() for item in re.split(r"\n" if "\n" in text else r";", text)]
    items = [" ".join(item.split()) for item in items if item]
    if not column.choices:
        return tuple(items)
    values = [column.named.get(folded(item)) for item in items]
    unknown = sum(value is None for value in values)
    if unknown:
        raise Unfit(
            f"{'Un élément est inconnu' if unknown == 1 else f'{unknown} éléments sont inconnus'}. "
            f"Les éléments possibles : {_possible(column)}."
        )
    return tuple(value for value in values if value is not None)


def _possible(column: Column) -> str:
    return ", ".join(f"« {title} »" for _, title in column.choices)
