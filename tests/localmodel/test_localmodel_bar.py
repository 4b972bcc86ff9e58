import io
import re
import threading
import time

from garant.localmodel import ModelBar, Progress, State


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(text: str) -> list[str]:
    """What a person sees: a carriage return with an erase starts the line again."""
    return [re.split(r"\r\x1b\[2K", line)[-1] for line in text.split("\n")]


def until_drawn(out: Terminal) -> None:
    """Until the bar has moved once more."""
    before, deadline = len(out.getvalue()), time.monotonic() + 30
    while len(out.getvalue()) == before:
        assert time.monotonic() < deadline, "the bar is not drawn"
        time.sleep(0.01)


def test_a_line_printed_beside_the_bar_is_whole():
    out = Terminal()
    bar = ModelBar(lambda: Progress(State.DOWNLOADING, 50_000_000, 100_000_000, "À moitié."), out)
    bar.start()
    for number in range(2):
        until_drawn(out)
        bar.line(f"ligne {number}")
    until_drawn(out)
    bar.stop()
    assert shown(out.getvalue()) == ["ligne 0", "ligne 1", ""]
    assert "[████████████░░░░░░░░░░░░] 50 Mo sur 100 Mo — À moitié." in out.getvalue()


def test_the_bar_never_wraps(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    out = Terminal()
    bar = ModelBar(lambda: Progress(State.DOWNLOADING, 5, 10, "x" * 200), out)
    bar.start()
    until_drawn(out)
    bar.stop()
    assert max(len(line) for line in re.split(r"\r\x1b\[2K", out.getvalue())) == 39


def test_in_a_file_there_is_one_line_for_each_tenth_and_no_escape():
    out = io.StringIO()
    told = [Progress(State.DOWNLOADING, 0, 100, "0")]
    bar = ModelBar(lambda: told[0], out)
    bar._show(told[0])
    for done in range(101):
        bar._show(Progress(State.DOWNLOADING, done, 100, f"{done} %"))
    bar._show(Progress(State.READY, 0, 0, "Prêt."))
    bar._show(Progress(State.READY, 0, 0, "Prêt."))
    lines = out.getvalue().splitlines()
    assert len(lines) == 12
    assert lines[-1].endswith("Prêt.")
    assert "\x1b" not in out.getvalue()
    assert "\r" not in out.getvalue()


def test_the_end_is_said_once_on_a_terminal():
    out = Terminal()
    asked = threading.Semaphore(0)

    def ready() -> Progress:
        asked.release()
        return Progress(State.READY, 0, 0, "Prêt.")

    bar = ModelBar(ready, out)
    bar.start()
    for _ in range(3):
        assert asked.acquire(timeout=30)
    bar.stop()
    assert out.getvalue().count("Prêt.") == 1
