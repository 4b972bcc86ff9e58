"""The systems file of a gateway on its own: systems and keys in YAML, every error with its line."""

import dataclasses
import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from garant.charter import Policy
from garant.footprint import Parameters
from garant.gateway.errors import (
    NameInvalid,
    SystemsBadValue,
    SystemsDuplicate,
    SystemsFileUnreadable,
    SystemsMissingField,
    SystemsUnknownField,
    SystemsYamlInvalid,
    UpstreamKeyMissing,
)
from garant.gateway.snapshot import ApiKey, Snapshot, System
from garant.words import DataClass, GarantError, Zone, reason, say

_LARGEST_BYTES = 1 << 20
_EVERYONE = ""  # the organisation of a system that all of them are offered
# What the journal takes as an identifier: no space, no accent, no @.
_IDENTIFIER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:/+-]{0,127}")
_MODEL = re.compile(r"[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]{0,255}")
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_COUNTRY = re.compile(r"[A-Z]{2}")


def load_systems(
    path: Path, policy: Policy, *, environ: Mapping[str, str], now: datetime | None = None
) -> Snapshot:
    """The snapshot of a systems file under one charter, for every organisation that has a key or a system in it.

    Raises the error of the first wrong line. `environ` must hold each upstream key that the file names.
    """
    file = _File(str(path))
    top = _level(file, file.parse(_text(path)), _TOP)
    systems = [_system(file, node, environ) for node in top.get("systems", ())]
    keys = [_key(file, node) for node in top.get("keys", ())]
    _refuse_twins(file, systems, keys)
    named = [*(key.value.organisation for key in keys), *(each.value.organisation for each in systems)]
    organisations = [name for name in dict.fromkeys(named) if name != _EVERYONE]
    return Snapshot(
        version=1,
        published_at=now or datetime.now(UTC),
        policies=dict.fromkeys(organisations, policy),
        systems=tuple(
            dataclasses.replace(each.value, organisation=organisation)
            for organisation in organisations
            for each in systems
            if each.value.organisation in {_EVERYONE, organisation}
        ),
        keys=tuple(key.value for key in keys),
    )


def check_names(**names: str) -> None:
    """Raises NameInvalid for a name that the file could not hold."""
    for field, name in names.items():
        if _IDENTIFIER.fullmatch(name) is None:
            raise NameInvalid(field=field)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SystemsFileUnreadable(file=str(path), reason=reason(error)) from None
    if len(raw) > _LARGEST_BYTES:
        raise SystemsFileUnreadable(file=str(path), reason="il dépasse 1 Mio")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise SystemsFileUnreadable(file=str(path), reason="il n’est pas écrit en UTF-8") from None


# ---------------------------------------------------------------- YAML, with its lines


class _File:
    """The file in errors."""

    def __init__(self, name: str) -> None:
        self.name = name

    def parse(self, text: str) -> Node:
        try:
            root: Node | None = YAML(typ="safe", pure=True).compose(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark is not None else 1
            raise SystemsYamlInvalid(
                file=self.name, line=line, problem="ce n’est pas du YAML valable"
            ) from None
        except (YAMLError, ValueError, RecursionError):
            raise SystemsYamlInvalid(file=self.name, line=1, problem="ce n’est pas du YAML valable") from None
        if root is None:
            raise SystemsYamlInvalid(file=self.name, line=1, problem="le fichier est vide")
        return root

    def entries(self, node: Node) -> Iterator[tuple[str, Node, Node]]:
        """Name, its node and its value's. A name that stands twice is refused: one of the two would be silent."""
        if not isinstance(node, MappingNode):
            raise SystemsYamlInvalid(
                file=self.name, line=_line(node), problem="des champs « nom: valeur » sont attendus ici"
            )
        lines: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                raise SystemsYamlInvalid(
                    file=self.name, line=_line(key), problem="le nom d’un champ est attendu ici"
                )
            name = str(key.value)
            if name in lines:
                raise SystemsDuplicate(
                    file=self.name, line=_line(key), what=f"le champ « {name} »", first=lines[name]
                )
            lines[name] = _line(key)
            yield name, key, value


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


class _UnfitError(Exception):
    """The value does not fit its field; the field says what is expected, the error perhaps more precisely."""


@dataclass(frozen=True, slots=True)
class _Field:
    """How a field is read, and what to say of a value that can't be."""

    read: Callable[[Node], Any]
    expected: str
    required: bool = False


def _level(file: _File, node: Node, fields: Mapping[str, _Field]) -> dict[str, Any]:
    """The fields of one level of the file; those that are empty are left out."""
    found: dict[str, Any] = {}
    for name, key, value in file.entries(node):
        field = fields.get(name)
        if field is None:
            near = difflib.get_close_matches(name, fields, n=1)
            hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
            raise SystemsUnknownField(
                file=file.name, line=_line(key), field=name[:60], hint=hint, known=", ".join(fields)
            )
        if isinstance(value, ScalarNode) and value.tag == "tag:yaml.org,2002:null":
            continue
        try:
            found[name] = field.read(value)
        except _UnfitError as unfit:
            expected = str(unfit) or field.expected
            raise SystemsBadValue(file=file.name, line=_line(value), field=name, expected=expected) from None
    for name, field in fields.items():
        if field.required and name not in found:
            raise SystemsMissingField(file=file.name, line=_line(node), field=name)
    return found


def _scalar(node: Node) -> str:
    if not isinstance(node, ScalarNode):
        raise _UnfitError
    return str(node.value)


def _text_of(node: Node) -> str:
    return _scalar(node).strip()


def _matching(pattern: "re.Pattern[str]") -> Callable[[Node], str]:
    def read(node: Node) -> str:
        text = _text_of(node)
        if pattern.fullmatch(text) is None:
            raise _UnfitError
        return text

    return read


def _truth(node: Node) -> bool:
    text = _scalar(node).lower()
    if text not in {"true", "false"}:
        raise _UnfitError
    return text == "true"


def _zone(node: Node) -> Zone:
    try:
        return Zone(_text_of(node))
    except ValueError:
        raise _UnfitError from None


def _one_to_three(node: Node) -> int:
    text = _text_of(node)
    if text not in {"1", "2", "3"}:
        raise _UnfitError
    return int(text)


def _url(node: Node) -> str:
    text = _text_of(node)
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise _UnfitError from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise _UnfitError
    if parts.username is not None:
        raise _UnfitError("une adresse sans mot de passe : la clé se donne par key_env")
    return text.rstrip("/")


def _classes(node: Node) -> frozenset[DataClass]:
    try:
        return frozenset(DataClass(_text_of(item)) for item in _list(node))
    except ValueError:
        raise _UnfitError from None


def _list(node: Node) -> list[Node]:
    if not isinstance(node, SequenceNode):
        raise _UnfitError
    return list(node.value)


def _footprint(node: Node) -> Parameters:
    if not isinstance(node, MappingNode):
        raise _UnfitError
    try:
        return Parameters.from_mapping({str(key.value): _plain(value) for key, value in node.value})
    except GarantError as error:
        raise _UnfitError(say(error)) from None


def _plain(node: Node) -> Any:
    """Numbers, truth values and texts as YAML reads them, in lists and tables."""
    match node:
        case SequenceNode():
            return [_plain(item) for item in node.value]
        case MappingNode():
            return {str(key.value): _plain(value) for key, value in node.value}
        case ScalarNode():
            text = str(node.value)
            match str(node.tag).rsplit(":", 1)[-1]:
                case "null":
                    return None
                case "bool":
                    return text.lower() == "true"
                case "int" | "float":
                    try:
                        return float(text) if any(mark in text for mark in ".eE") else int(text)
                    except ValueError:
                        raise _UnfitError from None
            return text
    raise _UnfitError


_NAME = "un identifiant : lettres sans accent, chiffres, tirets, points"
_TOP = {
    "systems": _Field(_list, "une liste de systèmes", required=True),
    "keys": _Field(_list, "une liste de clés"),
}
_SYSTEM = {
    "id": _Field(_matching(_IDENTIFIER), _NAME, required=True),
    "organisation": _Field(_matching(_IDENTIFIER), _NAME),
    "model": _Field(_matching(_MODEL), "le nom sous lequel ce système est proposé", required=True),
    "name": _Field(_text_of, "un texte"),
    "zone": _Field(_zone, f"l’une de {', '.join(Zone)}", required=True),
    "level": _Field(_one_to_three, "1, 2 ou 3", required=True),
    "url": _Field(_url, "une adresse comme http://127.0.0.1:9000/v1", required=True),
    "upstream_model": _Field(_matching(_MODEL), "le nom du modèle chez ce service"),
    "key_env": _Field(_matching(_VARIABLE), "le nom d’une variable d’environnement"),
    "host": _Field(_text_of, "un texte"),
    "country": _Field(_matching(_COUNTRY), "le code d’un pays en deux lettres, comme FR"),
    "allowed_classes": _Field(_classes, f"une liste parmi {', '.join(DataClass)}"),
    "reroute_target": _Field(_truth, "true ou false"),
    "approved": _Field(_truth, "true ou false"),
    "footprint": _Field(_footprint, "les paramètres de l’empreinte"),
    "card": _Field(_text_of, "un texte"),
}
_KEY = {
    "hash": _Field(_matching(_HASH), "« sha256: » et 64 chiffres hexadécimaux", required=True),
    "organisation": _Field(_matching(_IDENTIFIER), _NAME, required=True),
    "person": _Field(_matching(_IDENTIFIER), _NAME, required=True),
    "speaks_for": _Field(_truth, "true ou false"),
    "acknowledged": _Field(_matching(_IDENTIFIER), "une version de la charte, comme 2026-11-01"),
}


# ---------------------------------------------------------------- systems and keys


@dataclass(frozen=True, slots=True)
class _SystemAt:
    value: System
    line: int


@dataclass(frozen=True, slots=True)
class _KeyAt:
    value: ApiKey
    line: int


def _system(file: _File, node: Node, environ: Mapping[str, str]) -> _SystemAt:
    read = _level(file, node, _SYSTEM)
    variable = read.get("key_env")
    if variable is not None and not environ.get(variable):
        raise UpstreamKeyMissing(file=file.name, line=_line(node), variable=variable, system=read["id"])
    filled = {"organisation": _EVERYONE, "name": read["model"], "upstream_model": read["model"], **read}
    return _SystemAt(System(**filled), _line(node))


def _key(file: _File, node: Node) -> _KeyAt:
    return _KeyAt(ApiKey(**_level(file, node, _KEY)), _line(node))


def _refuse_twins(file: _File, systems: list[_SystemAt], keys: list[_KeyAt]) -> None:
    """One id and one model name for one system, within what an organisation is offered; one entry for one key."""
    for rank, one in enumerate(systems):
        for other in systems[:rank]:
            ours, theirs = one.value, other.value
            if (
                _EVERYONE not in {ours.organisation, theirs.organisation}
                and ours.organisation != theirs.organisation
            ):
                continue
            for what, same in (
                (f"le système « {ours.id} »", ours.id == theirs.id),
                (f"le modèle « {ours.model} »", ours.model == theirs.model),
            ):
                if same:
                    raise SystemsDuplicate(file=file.name, line=one.line, what=what, first=other.line)
    first: dict[str, int] = {}
    for key in keys:
        if key.value.hash in first:
            raise SystemsDuplicate(
                file=file.name, line=key.line, what="cette clé", first=first[key.value.hash]
            )
        first[key.value.hash] = key.line
