import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bulk_world import Here, outputs, treated

from garant.bulk import Collection, Options, Places
from garant.cli import main

GARANT = [sys.executable, "-c", "from garant.cli import main; raise SystemExit(main())", "pseudonymise"]
MANY = 30


@pytest.fixture
def many(tree: Path) -> Path:
    for number in range(MANY):
        text = f"Mme Nadia Ferrand, 06 12 34 {number % 90 + 10} 78, demande la place {number}.\n" * 20
        (tree / f"demande-{number:03}.txt").write_text(text, encoding="utf-8")
    return tree


def started(source: Path, out: Path, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*GARANT, str(source), "-o", str(out), "--jobs", "1", *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        # A shell that started the tests in the background made them deaf to Ctrl-C, and so what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def wait_for_outputs(out: Path, number: int, process: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + 40
    while len(list(out.glob("*.txt"))) < number:
        assert time.monotonic() < until
        assert process.poll() is None
        time.sleep(0.002)


def is_gone(session: int) -> bool:
    """Whether nobody of that session is left, within a while: who is starting up looks around a little later."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def secret_of(out: Path) -> bytes:
    return bytes.fromhex(
        json.loads((out.with_name(f"{out.name}-cles") / "collection.json").read_text())["secret"]
    )


def test_a_run_that_is_killed_is_taken_up_where_it_was(many: Path, tmp_path: Path):
    out = tmp_path / "sortie"
    process = started(many, out)
    wait_for_outputs(out, 4, process)
    os.kill(process.pid, signal.SIGKILL)  # the parent alone: its workers have to end by themselves
    process.communicate(timeout=20)
    done = {path: path.stat().st_mtime_ns for path in out.glob("*.txt")}
    assert 4 <= len(done) < MANY
    for path in done:
        assert path.read_text().endswith(".\n")  # none is half a file
    places = Places.of(many, out)
    with Collection.resume(places, Options()) as collection:
        again = {many / file.relative for file in collection.look()}
        kept = {path for path in done if many / path.name not in again}
        collection.run(collection.look(), Here(), lambda _: None, lambda: 0.0)
    assert len(done) - len(kept) <= 1  # put in place, and killed before it was said to be done
    assert all(path.stat().st_mtime_ns == done[path] for path in kept)
    with Collection.begin(Places.of(many, tmp_path / "entier"), Options(), secret_of(out)) as whole:
        whole.run(whole.look(), Here(), lambda _: None, lambda: 0.0)
    assert outputs(out) == outputs(tmp_path / "entier")
    assert is_gone(process.pid)


def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(many: Path, tmp_path: Path):
    out = tmp_path / "sortie"
    process = started(many, out)
    wait_for_outputs(out, 3, process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    told, error = process.communicate(timeout=20)
    assert process.returncode == 130, error
    assert "relancez la même commande avec --resume" in told
    assert "Traceback" not in told + error
    assert not list((out / ".garant").glob("*-journal"))
    assert treated(many, out, resume=True).is_whole


def test_a_finished_run_is_told_and_a_second_does_nothing(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    command = ["pseudonymise", str(tree), "-o", str(tmp_path / "sortie")]
    treated(tree, tmp_path / "sortie")
    assert main([*command, "--resume"]) == 0
    told = capsys.readouterr().out
    assert "5 documents pseudonymisés (dont 5 inchangés)" in told
    assert main(command) == 1
    assert "n’est pas vide" in capsys.readouterr().err
    assert main([*command, "--resume", "--keep-names"]) == 1
    assert "autres options" in capsys.readouterr().err


def test_a_document_that_is_not_done_is_in_the_last_line_and_the_exit_code(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tree / "inconnu.xyz").write_text("x")
    assert main(["pseudonymise", str(tree), "-o", str(tmp_path / "sortie"), "--jobs", "1"]) == 3
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == "Attention : 1 document non traité ; le rapport dit pourquoi."
    )


def test_dask_is_not_loaded_where_it_is_not_asked_for(tree: Path, tmp_path: Path):
    treated(tree, tmp_path / "sortie")
    code = (
        "import sys; from garant.cli import main; "
        f"main(['pseudonymise', {str(tree)!r}, '-o', {str(tmp_path / 'sortie')!r}, '--resume']); "
        "sys.exit(any(name.partition('.')[0] in ('dask', 'distributed', 'django') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_a_cluster_without_dask_or_that_does_not_answer_is_one_sentence(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    command = ["pseudonymise", str(tree), "-o", str(tmp_path / "sortie"), "--scheduler", "tcp://127.0.0.1:1"]
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(command) == 1
    assert "pip install" in capsys.readouterr().err
