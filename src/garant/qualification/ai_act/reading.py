"""The data files, read strictly: an unknown key, a key written twice, an id used twice or a lost reference is refused."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

from garant.qualification.ai_act.node import Condition, Left, Legacy, Node, Option, Section, Tree
from garant.qualification.ai_act.terms import Confidence, RiskClass, Role, Status, Strength

# What a condition may ask of the walk itself rather than of one answer: see walk.py.
COMPUTED = frozenset({"prohibited", "high", "raised"})
UNANSWERED = "unanswered"

_PLAIN = {"yes": "Oui", "no": "Non", "unknown": "Je ne sais pas"}
_COUNTS = {"yes": Strength.YES, "no": Strength.NO, "unknown": Strength.UNKNOWN}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Option(_Strict):
    value: str
    french: str | None = None
    then: str
    counts: Literal["yes", "no", "unknown"] | None = None
    gives: tuple[Role, ...] = ()
    ends: bool = False
    alone: bool = False


class _Left(_Strict):
    risk: RiskClass
    point: str


class _Node(_Strict):
    id: str
    text: str = Field(min_length=10)
    help: str = Field(min_length=10)
    article: str
    source: str
    as_of: date
    review_by: date
    applies_from: date
    confidence: Confidence
    ask: str
    options: tuple[_Option, ...] = ()
    several: bool = False
    group: str | None = None
    raises: RiskClass | Literal["none"] | None = None
    only_doubt: bool = False
    area: bool = False
    requires: tuple[str, ...] = ()
    lowers: tuple[str, ...] = ()
    leaves: _Left | None = None
    readings: tuple[str, ...] = ()
    visible_if: Any = None
    asked_until: date | None = None


class _Section(_Strict):
    id: str
    title: str
    intro: str
    nodes: tuple[Mapping[str, Any], ...]
    visible_if: Any = None
    defaults: Mapping[str, Any] = {}
    consequences: Mapping[str, str] = {}
    areas: Mapping[str, str] = {}


class _Legacy(_Strict):
    article: str
    public_deadline: date
    public: str
    private: str


class _Head(_Strict):
    version: str
    title: str
    source: str
    as_of: date
    review_by: date
    high_risk_from: Mapping[str, date]
    legacy: _Legacy
    ask: Mapping[str, str]


def content(file: Traversable) -> Any:
    """A YAML file whose every value is a text: "3.1" stays an id and "no" an answer. Keys written twice are refused."""
    return deepcopy(_parsed(file.read_text(encoding="utf-8")))


@lru_cache(maxsize=32)
def _parsed(text: str) -> Any:
    """A tree is made for each day that is asked; its files are parsed once."""
    return YAML(typ="base", pure=True).load(text)


def data_folder() -> Traversable:
    return files("garant.qualification.ai_act") / "data"


@lru_cache(maxsize=32)
def tree(today: date) -> Tree:
    """The questions as they stand on a day: what isn't in force yet says so."""
    return read_tree(data_folder(), today)


def read_tree(folder: Traversable, today: date) -> Tree:
    """The tree of a folder. ValueError where a file is wrong: a mistake of ours that the tests see."""
    head = _Head.model_validate(content(folder / "tree.yaml"))
    entries = sorted((folder / "tree").iterdir(), key=lambda entry: entry.name)
    sections = tuple(
        _section(_Section.model_validate(content(entry)), head.ask, today)
        for entry in entries
        if entry.name.endswith(".yaml")
    )
    read = Tree(
        version=head.version,
        today=today,
        title=head.title,
        source=head.source,
        as_of=head.as_of,
        review_by=head.review_by,
        sections=sections,
        high_risk_from=head.high_risk_from,
        legacy=Legacy(**head.legacy.model_dump()),
    )
    _check(read)
    return read


def _section(section: _Section, ask: Mapping[str, str], today: date) -> Section:
    nodes = [_Node.model_validate({**section.defaults, **entry}) for entry in section.nodes]
    return Section(
        id=section.id,
        title=section.title,
        intro=section.intro,
        visible_if=_condition(section.visible_if),
        nodes=tuple(_node(node, section, ask, today) for node in nodes),
    )


def _node(node: _Node, section: _Section, ask: Mapping[str, str], today: date) -> Node:
    return Node(
        id=node.id,
        section=section.id,
        section_title=section.title,
        text=node.text,
        help=node.help,
        article=node.article,
        source=node.source,
        as_of=node.as_of,
        review_by=node.review_by,
        applies_from=node.applies_from,
        status=_status(node, today),
        confidence=node.confidence,
        ask=ask[node.ask],
        ask_key=node.ask,
        options=_options(node, section),
        several=node.several,
        group=None if node.area else node.group,
        raises=node.raises if isinstance(node.raises, RiskClass) else None,
        only_doubt=node.only_doubt or node.area,
        area=node.area,
        requires=node.requires,
        lowers=node.lowers,
        leaves=None if node.leaves is None else Left(node.leaves.risk, node.leaves.point),
        readings=node.readings,
        visible_if=_condition(node.visible_if),
        asked_until=node.asked_until,
    )


def _status(node: _Node, today: date) -> Status:
    if node.readings:
        return Status.DISPUTED
    return Status.COMING if node.applies_from > today else Status.IN_FORCE


def _options(node: _Node, section: _Section) -> tuple[Option, ...]:
    written = node.options
    if not written:
        sentences = section.areas if node.area else section.consequences
        written = tuple(
            _Option(value=value, then=sentences[value].format(article=node.article)) for value in _PLAIN
        )
    return tuple(
        Option(
            value=option.value,
            french=option.french or _PLAIN[option.value],
            then=option.then,
            counts=_COUNTS[option.counts or option.value],
            gives=option.gives,
            ends=option.ends,
            alone=option.alone,
        )
        for option in written
    )


def _condition(written: Any) -> Condition:
    """`{node: [values]}`, all of which must hold, or a list of such of which one must."""
    if written is None:
        return ()
    alternatives = written if isinstance(written, list) else [written]
    return tuple({key: tuple(values) for key, values in each.items()} for each in alternatives)


def _check(read: Tree) -> None:
    known: dict[str, Node] = {}
    groups = {f"@{node.group}" for node in read.nodes if node.group}
    for section in read.sections:
        for condition in section.visible_if:
            for key, wanted in condition.items():
                _check_condition(section.id, key, wanted, known, groups)
        for node in section.nodes:
            _check_node(node, known, groups)
            known[node.id] = node


def _check_node(node: Node, known: Mapping[str, Node], groups: set[str]) -> None:
    if node.id in known:
        raise ValueError(f"the question {node.id} stands twice")
    values = [option.value for option in node.options]
    if len(set(values)) != len(values):
        raise ValueError(f"the question {node.id} offers an answer twice")
    if "unknown" not in values:
        raise ValueError(f"the question {node.id} can't be answered by « je ne sais pas »")
    for condition in node.visible_if:
        for key, wanted in condition.items():
            _check_condition(node.id, key, wanted, known, groups)
    for other in (*node.requires, *node.lowers):
        if other not in known and other not in groups:
            raise ValueError(f"the question {node.id} names {other}, which doesn't come before it")


def _check_condition(
    asked: str, key: str, wanted: tuple[str, ...], known: Mapping[str, Node], groups: set[str]
) -> None:
    if key in groups:
        return
    if key in COMPUTED:
        offered = {"yes", "no"}
    elif key in known:
        offered = {option.value for option in known[key].options} | {UNANSWERED}
    else:
        raise ValueError(f"{asked} depends on {key}, which doesn't come before it")
    if not set(wanted) <= offered:
        raise ValueError(f"{asked} waits for an answer that {key} doesn't offer")
