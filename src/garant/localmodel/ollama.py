"""Which of the models of an Ollama on this machine the assistant takes."""

import re
from collections.abc import Iterable, Mapping

# Neither chat nor French: vectors, re-ranking, guards, images, code completion, raw text models.
_NOT_FOR_CHAT = re.compile(
    r"embed|bge-|minilm|rerank|guard|shield|ocr|moondream|llava|bakllava|starcoder|codellama|codegemma|"
    r"sqlcoder|-base\b|:base\b|-text\b|-fim\b|translate|functiongemma",
    re.IGNORECASE,
)
_BERT = re.compile(r"bert", re.IGNORECASE)
_SMALL_BILLIONS = 9.0  # a machine without a graphics card still answers at reading pace
_UNITS = {"K": 1e-6, "M": 1e-3, "B": 1.0, "T": 1e3}


def best(models: Iterable[Mapping[str, object]], memory_bytes: int) -> str | None:
    """The name of the best small chat model in the answer of `/api/tags`; None where none will do.

    A model of Ollama's cloud is never taken, though the list shows it beside the others: what is sent to it
    leaves this machine, and the charter would take it for internal.
    """
    ranked = [
        (_rank(billions, name), name)
        for model in models
        if (name := _name(model)) and _local(model, name) and _chats(model, name)
        if (billions := _billions(model)) is not None and _bytes(model) < 0.8 * memory_bytes
    ]
    return max(ranked)[1] if ranked else None


def _rank(billions: float, name: str) -> tuple[bool, float, bool]:
    """Small first and the largest of the small; of the others the smallest; a general one before a coder."""
    small = billions <= _SMALL_BILLIONS
    return small, billions if small else -billions, "code" not in name.lower()


def _name(model: Mapping[str, object]) -> str:
    name = model.get("name") or model.get("model")
    return name if isinstance(name, str) else ""


def _local(model: Mapping[str, object], name: str) -> bool:
    elsewhere = model.get("remote_host") or model.get("remote_model")
    return not elsewhere and not re.search(r"[:-]cloud$", name) and _bytes(model) > 0


def _chats(model: Mapping[str, object], name: str) -> bool:
    details = model.get("details")
    family = details.get("family", "") if isinstance(details, Mapping) else ""
    capabilities = model.get("capabilities")
    able = not isinstance(capabilities, list) or "completion" in capabilities
    return able and not _NOT_FOR_CHAT.search(name) and not _BERT.search(str(family))


def _bytes(model: Mapping[str, object]) -> int:
    size = model.get("size")
    return size if isinstance(size, int) else 0


def _billions(model: Mapping[str, object]) -> float | None:
    """ "7.6B" is 7.6; where Ollama does not say, a guess from the size of the file (4 bits and a little)."""
    details = model.get("details")
    said = details.get("parameter_size") if isinstance(details, Mapping) else None
    if isinstance(said, str) and (found := re.fullmatch(r"([\d.]+)\s*([KMBT])", said.strip(), re.IGNORECASE)):
        return float(found[1]) * _UNITS[found[2].upper()]
    return _bytes(model) / 0.6e9 or None
