"""`garant gateway` as a process of its own: without Django, from files alone."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openai
import pytest
from gateway_world import ACKNOWLEDGED, NIR, FakeUpstream

from garant.cli import main
from garant.journal import RequestCompleted, RequestDecided, read_entries, verify

# Django is made impossible to import, not merely looked for afterwards.
WITHOUT_DJANGO = """\
import sys
class Never:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "django":
            raise AssertionError("django was imported")
sys.meta_path.insert(0, Never())
from garant.cli import main
raise SystemExit(main(sys.argv[1:]))
"""


def command(*arguments: object, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, "gateway", *map(str, arguments)],
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture
def files(tmp_path: Path, upstreams: tuple[FakeUpstream, FakeUpstream]) -> tuple[Path, str]:
    """A charter, a systems file with a key made by the command, and that key."""
    upstreams[0].clear()
    (tmp_path / "charte.yaml").write_text(ACKNOWLEDGED, encoding="utf-8")
    made = command(
        "key", "--organisation", "mairie", "--person", "claire", "--charter", tmp_path / "charte.yaml"
    )
    assert made.returncode == 0, made.stderr
    key = re.search(r"sk-garant-\S+", made.stdout)
    assert key is not None
    lines = re.search(
        r"^  - hash: sha256.*?acknowledged: \"2026-11-01\"$", made.stdout, re.DOTALL | re.MULTILINE
    )
    assert lines is not None
    (tmp_path / "systems.yaml").write_text(
        f"""\
systems:
  - {{id: dehors, model: externe, zone: external, level: 1, url: "{upstreams[0].url}", upstream_model: m, key_env: CLE}}
keys:
{lines[0]}
""",
        encoding="utf-8",
    )
    return tmp_path, key[0]


@contextmanager
def started(directory: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            WITHOUT_DJANGO,
            "gateway",
            "--charter",
            directory / "charte.yaml",
            "--systems",
            directory / "systems.yaml",
            "--port",
            str(port),
            "--state",
            directory / "etat",
        ],
        env={**os.environ, "CLE": "sk-amont"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        ends = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < ends:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        assert process.poll() is None, process.communicate()
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_it_serves_without_django_and_leaves_a_journal_that_holds(
    files: tuple[Path, str], upstreams: tuple[FakeUpstream, FakeUpstream]
) -> None:
    directory, key = files
    port = free_port()
    with started(directory, port) as process:
        with openai.OpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key=key) as client:
            text = f"Madame Claire Martin, NIR {NIR}."
            answer = client.chat.completions.create(
                model="externe", messages=[{"role": "user", "content": text}]
            )
            assert answer.choices[0].message.content == text
            pieces = client.chat.completions.create(
                model="externe", messages=[{"role": "user", "content": text}], stream=True
            )
            assert "".join(c.choices[0].delta.content or "" for c in pieces if c.choices) == text
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "http://127.0.0.1" in out
    assert err == ""
    assert NIR not in upstreams[0].texts()
    entries = [record.entry for record in read_entries(directory / "etat" / "journal")]
    assert [type(e) for e in entries[-4:]] == [RequestDecided, RequestCompleted] * 2
    secret = bytes.fromhex((directory / "etat" / "journal.key").read_text().strip())
    assert verify(directory / "etat" / "journal", key=secret).ok
    assert (directory / "etat" / "secret.key").stat().st_mode & 0o777 == 0o600


@pytest.fixture
def written(tmp_path: Path) -> Path:
    (tmp_path / "charte.yaml").write_text(ACKNOWLEDGED, encoding="utf-8")
    (tmp_path / "systems.yaml").write_text(
        'systems:\n  - {id: dehors, model: m, zone: external, level: 1, url: "http://127.0.0.1:1/v1", key_env: CLE}\n',
        encoding="utf-8",
    )
    return tmp_path


def test_a_port_that_is_taken_is_one_french_sentence(
    written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLE", "x")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        files = ["--charter", str(written / "charte.yaml"), "--systems", str(written / "systems.yaml")]
        assert main(["gateway", *files, "--port", port, "--state", str(written / "etat")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("garant : ")
    assert port in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "--charter"),
        (["--charter", "rien.yaml"], "--systems"),
        (["--charter", "rien.yaml", "--systems", "rien.yaml"], "rien.yaml"),
        (["key", "--organisation", "Ma mairie", "--person", "claire"], "--organisation"),
        (["--charter", "{charter}", "--systems", "{systems}", "--port", "70000"], "70000"),
        (["--charter", "{charter}", "--systems", "{systems}"], "export CLE="),
    ],
)
def test_what_is_missing_is_said_in_french(
    written: Path,
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CLE", raising=False)
    named = [a.format(charter=written / "charte.yaml", systems=written / "systems.yaml") for a in arguments]
    assert main(["gateway", *named]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""


def test_a_key_without_a_charter_attests_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gateway", "key", "--organisation", "mairie", "--person", "claire"]) == 0
    said = capsys.readouterr().out
    assert "acknowledged:" not in said
    assert said.count("sk-garant-") == 1


def test_no_module_of_the_gateway_needs_django() -> None:
    code = "import sys, garant.gateway, garant.cli.gateway; print([m for m in sys.modules if m.startswith(('django', 'garant.web', 'garant.directory'))])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(found.stdout.replace("'", '"')) == []
