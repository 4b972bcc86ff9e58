"""The values of a record: as the database keeps them, as the program handles them, as people read them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from garant.registers.shelf.shelf import Shelf
from garant.tables import Column, Unfit, cell_text, folded, normal, value_of


def kept(columns: Iterable[Column], values: Mapping[str, object]) -> dict[str, object]:
    """As JSON, what is empty left out. A key that no column has is left out too."""
    found = {column.key: _json(column, values.get(column.key)) for column in columns}
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def opened(columns: Iterable[Column], stored: Mapping[str, object]) -> dict[str, object]:
    """Every column with its value, typed as `garant.tables` has it."""
    return {column.key: _typed(column, stored.get(column.key)) for column in columns}


def shown(shelf: Shelf, title: str, state: str, values: Mapping[str, object]) -> dict[str, str]:
    """French title → what the person reads, what is empty left out: for the history and for the page."""
    words = {shelf.name_column.title: title, "État": shelf.state(state).label}
    for column in shelf.all_columns:
        if text := cell_text(column, values.get(column.key)):
            words[column.title] = text
    return words


def searchable(shelf: Shelf, number: int, title: str, values: Mapping[str, object]) -> str:
    """What a search looks through: no case, no accent."""
    texts = (cell_text(column, values.get(column.key)) for column in shelf.all_columns)
    return folded(" ".join((str(number), title, *filter(None, texts))))


def coerced(columns: Sequence[Column], given: Mapping[str, object]) -> tuple[dict[str, object], list[str]]:
    """What another room says, as values of these columns; and, as sentences, what did not fit: nothing is lost."""
    values: dict[str, object] = {}
    left: list[str] = []
    for column in columns:
        said = given.get(column.key)
        if said in (None, "", (), []):
            continue
        text = _as_text(said)
        try:
            values[column.key] = value_of(column, text)
        except Unfit:
            left.append(f"{column.title} : {normal(text)}")
    return values, left


def _as_text(said: object) -> str:
    match said:
        case bool():
            return "oui" if said else "non"
        case date():
            return said.isoformat()
        case list() | tuple() | set() | frozenset():
            # The last line end keeps a single item whole, whatever it holds.
            return "".join(f"{' '.join(str(item).split())}\n" for item in said)
    return str(said)


def _json(column: Column, value: object) -> object:
    match value:
        case None | bool() | int() | float():
            return value
        case date():
            return value.isoformat()
        case tuple() | list():
            return [text for item in value if (text := " ".join(normal(str(item)).split()))]
    return normal(str(value))


def _typed(column: Column, value: object) -> object:
    if value is None:
        return column.empty
    if column.kind == "date":
        return date.fromisoformat(str(value))
    if column.kind == "list":
        return tuple(value) if isinstance(value, list) else (str(value),)
    return value
