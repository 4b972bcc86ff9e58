"""What the engine promises whatever it reads: no network, nothing written, the same answer each time, linear time."""

import json
import subprocess
import sys
import time

import pytest

from garant.privacy import read

LETTER = """Madame Karima Benali, née le 12/03/1981, 12 rue Victor Hugo, 04100 Manosque, 06 12 34 56 78,
karima.benali@orange.fr, NIR 2 81 03 04 112 025 61. Elle est suivie pour un diabète et perçoit le RSA.
Son fils Théo est placé depuis mars. mot de passe : Tr0ub4dor&3xyz
"""

PROGRAM = """
import json, sys

def forbid(event, arguments):
    # An audit hook sees every socket and every file of this process, whichever library opens it.
    if event.startswith("socket.") or (event == "open" and set("wax+") & set(arguments[1] or "")):
        raise RuntimeError(event)

text = sys.stdin.read()
from garant.privacy import pseudonymise, read, restore
sys.addaudithook(forbid)
if "--caught" in sys.argv:
    import socket
    socket.socket()
reading = read(text)
masked = pseudonymise(text, key=b"k" * 32)
assert restore(masked.text, masked.mapping) == text
print(json.dumps([repr(reading), masked.text]))
"""


def run(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        input=LETTER,
        capture_output=True,
        text=True,
        env={
            "PYTHONHASHSEED": seed,
            "PATH": "",
            "PYTHONPATH": ":".join(sys.path),
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )


def test_reading_opens_no_socket_and_writes_no_file() -> None:
    done = run()
    assert done.returncode == 0, done.stderr
    assert "Karima" not in json.loads(done.stdout)[1]


def test_a_socket_would_have_been_seen() -> None:
    done = run("--caught")
    assert done.returncode != 0
    assert "socket" in done.stderr


def test_two_processes_say_the_same_to_the_letter() -> None:
    assert run(seed="1").stdout == run(seed="2").stdout != ""


@pytest.mark.parametrize(
    "unit",
    [
        "1", "1 ", "12.", "a", "A", "é", "aA", "Mme ", "M. ", "06 ", "@", "a@", "http://", "[", "[[", "rue ", "12 rue ",
        "né le ", "NIR ", "\n", "\t", ";", "|", ",", "-", "“", "😀", "\u200b", "Jean-", "de la ", "n° ", "a.b.c.", "0" * 50 + " ",
    ],
)  # fmt: skip
def test_no_text_is_a_trap(unit: str) -> None:
    """Ten times as long takes ten times as long. The bound is loose: what is quadratic takes a hundred times."""

    def seconds(length: int) -> float:
        """Of this process alone, the better of two: another one on the same core must not count."""
        text = (unit * (length // len(unit) + 1))[:length]
        taken = []
        for _ in range(2):
            started = time.process_time()
            read(text)
            taken.append(time.process_time() - started)
        return min(taken)

    read("Mme Benali")
    assert seconds(40_000) < 80 * max(seconds(4_000), 5e-3)
