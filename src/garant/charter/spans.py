"""Where each value of a YAML text stands in it, to the character."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode


@dataclass(frozen=True, slots=True)
class Spot:
    """One value: from `start` to `end` in the text; `key_start` and `key_end` where it stands under a key."""

    start: int
    end: int
    column: int  # of its first character; of its keys or dashes for a block
    flow: bool  # {…} or […]
    literal: bool = False  # a text in lines, after | or >
    gap: str = ""  # what must stand before a new value: a space behind a bare "key:"
    key_start: int | None = None
    key_end: int | None = None
    flow_parent: bool = False
    inside: Mapping[int | str, "Spot"] = field(default_factory=dict, repr=False)


def tree_of(text: str) -> Spot:
    """The spots of a text that `tree.parse` has accepted: no alias, no tag, bounded depth and size."""
    return _spot(text, YAML(typ="safe", pure=True).compose(text), None, flow_parent=False)


def located(root: Spot, path: Sequence[int | str]) -> Spot | None:
    """What stands at `path`; None where nothing does."""
    found: Spot | None = root
    for step in path:
        found = found.inside.get(step) if found is not None else None
    return found


def children(spot: Spot) -> Mapping[int | str, Spot]:
    return spot.inside


def content_end(spot: Spot) -> int:
    """Where the value ends, comments and empty lines behind it left out."""
    if spot.flow or not spot.inside:
        return max(spot.end, spot.key_end + 1 if spot.key_end is not None else 0)
    return content_end(list(spot.inside.values())[-1])


def line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """The end of the line, its line break left out."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _spot(text: str, node: Any, key: Any, *, flow_parent: bool) -> Spot:
    start, end = _trimmed(text, node)
    key_start = key.start_mark.index if key is not None else None
    key_end = _trimmed(text, key)[1] if key is not None else None
    gap = ""
    if start == end and key_end is not None:  # "key:" with nothing behind
        start = end = text.index(":", key_end) + 1
        gap = " "
    inside: dict[int | str, Spot] = {}
    flow = bool(getattr(node, "flow_style", False))
    if isinstance(node, MappingNode):
        inside = {str(name.value): _spot(text, value, name, flow_parent=flow) for name, value in node.value}
    elif isinstance(node, SequenceNode):
        inside = {rank: _spot(text, value, None, flow_parent=flow) for rank, value in enumerate(node.value)}
    return Spot(
        start=start,
        end=end,
        column=start - line_start(text, start),
        flow=flow,
        literal=isinstance(node, ScalarNode) and node.style in ("|", ">"),
        gap=gap,
        key_start=key_start,
        key_end=key_end,
        flow_parent=flow_parent,
        inside=inside,
    )


def _trimmed(text: str, node: Any) -> tuple[int, int]:
    """The marks of the parser reach into the spaces around some values."""
    start, end = node.start_mark.index, node.end_mark.index
    source = text[start:end]
    start += len(source) - len(source.lstrip())
    return start, max(start, start + len(source.strip()))
