"""`garant model`: the small local model without the product."""

import os
import subprocess
import sys
from pathlib import Path

from garant.localmodel import local_model


def model(state: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GARANT_")}
    return subprocess.run(
        [sys.executable, "-m", "garant", "model", *arguments],
        env=kept | {"GARANT_STATE": str(state)} | more,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_status_says_which_model_and_that_it_is_not_there_yet(tmp_path: Path):
    ended = model(tmp_path, "status", GARANT_MODEL_URL="", MODEL="")
    assert ended.returncode == 0
    assert "pas encore" in ended.stdout


def test_status_names_the_server_that_was_given(tmp_path: Path):
    ended = model(
        tmp_path, "status", GARANT_MODEL_URL="http://127.0.0.1:9/v1", GARANT_MODEL_NAME="mistral", MODEL=""
    )
    assert "Modèle retenu : mistral (127.0.0.1) à http://127.0.0.1:9/v1" in ended.stdout


def test_fetch_without_an_index_is_one_sentence(tmp_path: Path):
    ended = model(
        tmp_path,
        "fetch",
        PIP_CONFIG_FILE="/dev/null",
        PIP_NO_INDEX="1",
        PIP_FIND_LINKS=str(tmp_path / "none"),
    )
    assert ended.returncode == 1
    assert "(partie 1 sur 22)" in ended.stderr
    assert len(ended.stderr.splitlines()) == 2
    assert not (tmp_path / "models" / local_model().file).exists()
