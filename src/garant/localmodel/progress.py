"""How far the model is: one small file in the state directory, written by the supervisor, read by the pages."""

import json
import os
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path


class State(StrEnum):
    ABSENT = "absent"  # nothing was begun
    DOWNLOADING = "downloading"
    ASSEMBLING = "assembling"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"
    OFF = "off"  # started without a model, by choice


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` and `total` are bytes (0 and 0 where there is nothing to count); `sentence` is French, for people.

    `url` is the OpenAI-compatible base and `model` the name it serves, from the moment they are known: an
    address that is not READY answers 503.
    """

    state: State
    done: int
    total: int
    sentence: str
    url: str | None = None
    model: str | None = None


NOTHING = Progress(State.ABSENT, 0, 0, "Le modèle n’a pas encore été préparé.")


def models_directory(state: Path) -> Path:
    """`<state>/models`, made where it is missing; readable by its owner alone."""
    directory = state / "models"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory


def read_progress(state: Path) -> Progress:
    """What the supervisor of this state directory last said; ABSENT where it never spoke."""
    try:
        told = json.loads((state / "models" / "progress.json").read_bytes())
        return Progress(
            State(told["state"]),
            int(told["done"]),
            int(told["total"]),
            str(told["sentence"]),
            told["url"],
            told["model"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return NOTHING


def write_progress(state: Path, progress: Progress) -> None:
    """Replace the file at once, so that a reader never sees half of it."""
    target = models_directory(state) / "progress.json"
    fresh = target.with_suffix(f".{os.getpid()}.tmp")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(progress), file, ensure_ascii=False)
    fresh.replace(target)


def size(number: int) -> str:
    """Bytes as people read them: "312 Mo", "1,1 Go"."""
    if number >= 1_000_000_000:
        return f"{number / 1_000_000_000:.1f} Go".replace(".", ",")
    return f"{round(number / 1_000_000)} Mo"
