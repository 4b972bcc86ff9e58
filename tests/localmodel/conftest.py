import hashlib
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.localmodel.tiny_gguf import write_tiny_gguf

from garant.localmodel import LocalModel, local_model
from garant.localmodel.facts import Part


@dataclass(frozen=True)
class Shelf:
    """A model in three small parts, and the folder where pip finds their wheels."""

    model: LocalModel
    content: bytes
    wheels: Path

    def spoil(self, number: int) -> None:
        """Another content under the same name: what a compromised index would serve."""
        part = self.model.parts[number - 1]
        _write_wheel(self.wheels / part.wheel, part, b"x" * part.bytes)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    content = b"GGUF" + bytes(index * 7 % 251 for index in range(250_000))
    parts = []
    for number, start in enumerate(range(0, len(content), 100_000), 1):
        piece = content[start : start + 100_000]
        part = Part(
            number=number,
            requirement=f"a-model-part{number}==1.0",
            sha256="",
            wheel=f"a_model_part{number}-1.0-py3-none-any.whl",
            member=f"a_model_part{number}/data/part{number:02}.bin",
            bytes=len(piece),
        )
        wheel = _write_wheel(wheels / part.wheel, part, piece)
        parts.append(replace(part, sha256=hashlib.sha256(wheel.read_bytes()).hexdigest()))
    model = replace(
        local_model(),
        file="a-model.gguf",
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        parts=tuple(parts),
    )
    return Shelf(model, content, wheels)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A file that the real server loads."""
    return write_tiny_gguf(tmp_path / "tiny.gguf")


def _write_wheel(path: Path, part: Part, piece: bytes) -> Path:
    name, version = part.wheel.split("-")[:2]
    files = {
        f"{name}/__init__.py": b"raise SystemExit('imported')\n",
        part.member: piece,
        f"{name}-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{name}-{version}.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{name}-{version}.dist-info/RECORD": b"",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in files.items():
            archive.writestr(member, data)
    return path
