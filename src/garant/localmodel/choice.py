"""Which model the installation uses: the one that is named, an Ollama of this machine, our own, or none."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from garant.localmodel import ollama
from garant.localmodel.errors import ModelPathMissing, ModelPathNotGguf, ModelServerSilent, ModelUrlInvalid
from garant.localmodel.facts import local_model
from garant.localmodel.resources import memory_available

OLLAMA = "http://127.0.0.1:11434"
KEY_VARIABLE = "GARANT_MODEL_KEY"  # holds the key of the model in use, whichever it is

Ask = Callable[[str, str | None], object]  # (address, key) → the JSON that a GET gives; OSError, ValueError

_OLLAMA_SECONDS = 2.0
_GIVEN_SECONDS = 5.0


class Kind(StrEnum):
    GIVEN = "given"  # GARANT_MODEL_URL
    OLLAMA = "ollama"
    LOCAL = "local"  # served by us
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """`url` is an OpenAI-compatible base, None for LOCAL (its port is found at start) and NONE.

    `key_env` names the variable that holds the key, never the key. `path` is a GGUF file for LOCAL that
    replaces the one that is fetched.
    """

    kind: Kind
    name: str  # for people
    model: str  # the name that the server knows
    url: str | None = None
    key_env: str | None = None
    path: Path | None = None


def choose(
    environ: Mapping[str, str],
    *,
    ask: Ask | None = None,
    ollama_at: str = OLLAMA,
    memory_bytes: int | None = None,
) -> Choice:
    """The first that holds: `MODEL=none`, GARANT_MODEL_URL, GARANT_MODEL_PATH, an Ollama here, our own.

    What is named explicitly and does not work is an error, never replaced in silence by something else.
    """
    ask = ask or _get
    if environ.get("MODEL", "").strip().lower() in {"none", "aucun", "off", "0"}:
        return Choice(Kind.NONE, "aucun modèle", "")
    if url := environ.get("GARANT_MODEL_URL", "").strip():
        return _given(url, environ, ask)
    if path := environ.get("GARANT_MODEL_PATH", "").strip():
        return _file(Path(path).expanduser())
    memory_bytes = memory_bytes if memory_bytes is not None else memory_available()
    if found := _ollama(ollama_at, ask, memory_bytes):
        return Choice(Kind.OLLAMA, f"{found} (Ollama)", found, url=f"{ollama_at}/v1")
    ours = local_model()
    return Choice(Kind.LOCAL, ours.name, ours.alias, key_env=KEY_VARIABLE)


def _given(url: str, environ: Mapping[str, str], ask: Ask) -> Choice:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        raise ModelUrlInvalid from None
    if not usable or parts.username or parts.password or parts.query or parts.fragment:
        raise ModelUrlInvalid
    base = url.rstrip("/").removesuffix("/chat/completions")
    if not parts.path.strip("/"):
        base += "/v1"  # where every usual server has it, and what people leave out
    key = environ.get(KEY_VARIABLE, "").strip() or None
    model = environ.get("GARANT_MODEL_NAME", "").strip()
    if not model:
        model = _first_model(base, key, ask) or ""
        if not model:
            raise ModelServerSilent(host=parts.hostname)
    return Choice(Kind.GIVEN, f"{model} ({parts.hostname})", model, base, KEY_VARIABLE if key else None)


def _first_model(base: str, key: str | None, ask: Ask) -> str | None:
    try:
        match ask(f"{base}/models", key):
            case {"data": [{"id": str(model)}, *_]}:
                return model
    except (OSError, ValueError):
        pass  # said by the caller: an explicit address that does not answer is an error
    return None


def _file(path: Path) -> Choice:
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise ModelPathMissing(path=path) from error
    if magic != b"GGUF":
        raise ModelPathNotGguf(path=path)
    return Choice(Kind.LOCAL, path.name, path.stem.lower(), key_env=KEY_VARIABLE, path=path.resolve())


def _ollama(address: str, ask: Ask, memory_bytes: int) -> str | None:
    try:
        answer = ask(f"{address}/api/tags", None)
    except (OSError, ValueError):
        return None  # nobody there, or another program on that port
    match answer:
        case {"models": list(models)}:
            return ollama.best([model for model in models if isinstance(model, dict)], memory_bytes)
        case _:
            return None


def _get(address: str, key: str | None) -> object:
    """One GET without any proxy: the gateway calls this address directly too."""
    request = urllib.request.Request(address, headers={"Accept": "application/json"})  # noqa: S310 (checked)
    if key:
        request.add_header("Authorization", f"Bearer {key}")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
    seconds = _GIVEN_SECONDS if key or not address.startswith(OLLAMA) else _OLLAMA_SECONDS
    with opener.open(request, timeout=seconds) as answer:
        return json.loads(answer.read(4_000_000))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key must not follow a redirection to another host."""

    def redirect_request(self, *_: object) -> None:
        return None
