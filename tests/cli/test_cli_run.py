"""The one command, as a person starts it: in a process of its own, on a real port, with a real folder."""

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.localmodel.tiny_gguf import write_tiny_gguf

from garant.cli.run import PortTaken, StateInUse, address, house, listen, own_state
from garant.localmodel import State, read_progress


@dataclass
class Started:
    process: subprocess.Popen[bytes]
    url: str
    state: Path
    output: Path

    @property
    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def get(self, path: str) -> tuple[int, str]:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(self.url + path, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(state: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GARANT_")}
    return kept | {"GARANT_STATE": str(state), "MODEL": "none", "PYTHONUNBUFFERED": "1"} | more


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Started]]:
    """`start()` is a running Garant; what still runs at the end of the test is killed."""
    yield from starts(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a Garant that has started on nothing, and was stopped in order."""
    starting = starts(tmp_path_factory.mktemp("first"))
    garant = next(starting)()
    assert garant.stop() == 0
    return garant.state


@pytest.fixture
def known(first: Path, tmp_path: Path) -> None:
    """The folder that `start()` will take is one that has been started on before, as nearly all are."""
    shutil.copytree(first, tmp_path / "state")


def starts(folder: Path) -> Iterator[Callable[..., Started]]:
    running: list[Started] = []

    def start(**more: str) -> Started:
        port = free_port()
        state, output = folder / "state", folder / f"output-{len(running)}.txt"
        with output.open("wb") as sink:
            process = subprocess.Popen(
                [sys.executable, "-m", "garant", "run", "--port", str(port)],
                env=environment(state, **more),
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        started = Started(process, f"http://127.0.0.1:{port}", state, output)
        running.append(started)
        deadline = time.monotonic() + 300  # a busy machine is no fault of the product
        # The model says its own line, from its own thread.
        while not ("Ctrl-C" in started.said and "Modèle " in started.said):
            assert process.poll() is None, started.said
            assert time.monotonic() < deadline, started.said
            time.sleep(0.05)
        return started

    yield start
    for started in running:
        if started.process.poll() is None:
            started.process.kill()
            started.process.wait()


def refused(state: Path, *arguments: str, **more: str) -> str:
    """What a start says that must fail: one sentence and one advice, exit code 1, no trace."""
    ended = subprocess.run(
        [sys.executable, "-m", "garant", "run", *arguments],
        env=environment(state, **more),
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 2, ended.stderr
    return ended.stderr


def test_it_answers_says_where_and_with_which_accounts_and_stops_on_ctrl_c(start: Callable[..., Started]):
    garant = start()
    assert f"{garant.url}/" in garant.said
    assert f"{garant.url}/v1" in garant.said
    assert re.search(r"agent@\S+ +garant-demonstration +Alice Vial, agente", garant.said)
    assert "Garant est démarré sans modèle." in garant.said
    assert garant.get("/health")[0] == 200
    status, page = garant.get("/")
    assert (status, "<html" in page) == (200, True)
    status, body = garant.get("/v1/models")
    assert (status, json.loads(body)["error"]["code"]) == (401, "invalid_api_key")
    assert garant.get("/v1/nothing")[0] == 404
    assert garant.stop() == 0
    assert garant.said.count("Garant est arrêté.") == 1
    assert "Traceback" not in garant.said


@pytest.mark.usefixtures("known")
def test_a_service_manager_stops_it_as_ctrl_c_does(start: Callable[..., Started]):
    garant = start()
    began = time.monotonic()
    assert garant.stop(signal.SIGTERM) == 0
    assert time.monotonic() - began < 30  # of the 90 that systemd gives; idle it takes two
    assert garant.said.count("Garant est arrêté.") == 1


@pytest.mark.usefixtures("known")
def test_what_it_writes_is_its_owner_s_alone(start: Callable[..., Started]):
    garant = start()
    garant.get("/")
    assert garant.state.stat().st_mode & 0o077 == 0
    written = list(garant.state.rglob("*"))
    assert {path.name for path in written} >= {"garant.sqlite3", "secret.key", "journal.key", "progress.json"}
    assert [path for path in written if path.stat().st_mode & 0o077] == []


@pytest.mark.usefixtures("known")
def test_it_starts_again_on_what_it_left_even_after_kill_9(start: Callable[..., Started]):
    first = start()
    first.process.kill()
    first.process.wait()
    again = start()
    assert again.get("/health")[0] == 200
    assert again.said.count("@") == first.said.count("@") > 0
    assert again.stop() == 0


@pytest.mark.usefixtures("known")
def test_a_second_garant_on_the_same_folder_is_refused_and_the_first_goes_on(start: Callable[..., Started]):
    garant = start()
    assert "Un autre Garant utilise déjà" in refused(garant.state, "--port", str(free_port()))
    assert garant.get("/health")[0] == 200


@pytest.mark.usefixtures("known")
def test_the_local_model_comes_up_beside_the_pages_and_goes_with_them(
    start: Callable[..., Started], tmp_path: Path
):
    garant = start(MODEL="", GARANT_MODEL_PATH=str(write_tiny_gguf(tmp_path / "tiny.gguf")))
    deadline = time.monotonic() + 120
    while (progress := read_progress(garant.state)).state is not State.READY:
        assert time.monotonic() < deadline, progress
        time.sleep(0.05)
    children = Path(f"/proc/{garant.process.pid}/task")
    pids = [pid for task in children.iterdir() for pid in (task / "children").read_text().split()]
    assert len(pids) == 1
    assert garant.stop() == 0
    assert not Path(f"/proc/{pids[0]}").exists()
    assert "Le modèle tiny.gguf est prêt." in garant.said


def test_a_port_taken_is_one_sentence_and_nothing_is_written(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refused(tmp_path / "state", "--port", str(port))
    assert f"Le port {port} de 127.0.0.1 est déjà pris" in said
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("port", ["0", "65536", "abc", "-1", "８０００"])
def test_a_port_that_does_not_exist_is_one_sentence(tmp_path: Path, port: str):
    assert f"Le port « {port} » n’existe pas." in refused(tmp_path / "state", PORT=port)


def test_an_address_of_another_machine_is_one_sentence(tmp_path: Path):
    said = refused(tmp_path / "state", "--host", "192.0.2.1", "--port", str(free_port()))
    assert "cette machine n’a pas cette adresse" in said


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path):
    (tmp_path / "state").write_text("a file stands here")
    assert "ne peut pas être écrit" in refused(tmp_path / "state", "--port", str(free_port()))


def test_a_model_server_that_is_down_is_one_sentence_without_its_key(tmp_path: Path):
    said = refused(
        tmp_path / "state",
        *("--port", str(free_port())),
        MODEL="",
        GARANT_MODEL_URL="http://127.0.0.1:9/v1",
        GARANT_MODEL_KEY="sk-very-secret",
    )
    assert "GARANT_MODEL_URL (127.0.0.1) n’a pas dit quels modèles" in said
    assert "sk-very-secret" not in said


def test_a_damaged_database_is_one_sentence_and_is_left_as_it_was(tmp_path: Path):
    state = tmp_path / "state"
    state.mkdir()
    (state / "garant.sqlite3").write_bytes(b"this is no database" * 100)
    assert "La base de données" in refused(state, "--port", str(free_port()))
    assert (state / "garant.sqlite3").read_bytes() == b"this is no database" * 100


def test_a_port_is_free_again_at_once(tmp_path: Path):
    port = free_port()
    with listen("127.0.0.1", port), pytest.raises(PortTaken):
        listen("127.0.0.1", port)
    listen("127.0.0.1", port).close()


def test_a_folder_is_free_again_at_once(tmp_path: Path):
    with own_state(tmp_path), pytest.raises(StateInUse), own_state(tmp_path):
        pass
    with own_state(tmp_path):
        pass


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("localhost", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::1", "http://[::1]:80"),
        ("::", "http://[::1]:80"),
        ("192.0.2.1", "http://192.0.2.1:80"),
        ("2001:db8::1", "http://[2001:db8::1]:80"),
    ],
)
def test_the_address_is_one_that_this_machine_reaches(host: str, expected: str):
    assert address(host, 80) == expected


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("/v1/chat/completions", "gateway"),
        ("/v1/anything", "gateway"),
        ("/chat/completions", "gateway"),
        ("/models", "gateway"),
        ("/models/iris", "gateway"),
        ("/health", "gateway"),
        ("/health/models", "gateway"),
        ("/", "pages"),
        ("/healthy", "pages"),
        ("/v1", "pages"),
        ("/v10/chat", "pages"),
        ("/assistant/", "pages"),
        ("/chat/completions/more", "pages"),
    ],
)
def test_each_path_has_one_room(path: str, room: str):
    assert went_to({"type": "http", "path": path}) == room


def test_the_gateway_alone_is_told_of_start_and_stop():
    assert went_to({"type": "lifespan"}) == "gateway"


def went_to(scope: dict[str, object]) -> str:
    taken: list[str] = []

    def room(name: str):
        async def application(scope: object, receive: object, send: object) -> None:
            taken.append(name)

        return application

    asyncio.run(house(room("pages"), room("gateway"))(scope, None, None))  # type: ignore[arg-type]
    [name] = taken
    return name
