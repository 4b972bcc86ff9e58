"""What the gateway costs, against a bare proxy in the same run: `python -m benchmarks.gateway`.

CPU is the server's own process time (user and system) for each request, read from the kernel; the load comes
from another process. Time to the first byte is the median of requests made one by one. Every request of
"fresh" texts is new to the gateway, so that nothing is remembered; "again" repeats the same ones, as the
history of a conversation does.
"""

import argparse
import asyncio
import itertools
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp

KEY = "sk-garant-mesure"
PARAGRAPH = (
    "Le service instruit la demande selon la procédure habituelle et répondra sous deux mois. La réunion du "
    "comité est prévue au printemps, avec l’ensemble des directions concernées par le projet. "
)
LETTER = (
    "Madame Claire Martin, née le 12/03/1980, demeurant 12 rue des Lilas 04000 Digne-les-Bains, "
    "NIR 2 80 03 04 070 123 45, tél. 06 12 34 56 78, sollicite une aide pour le chauffage. "
)
_numbers = itertools.count()


def plain_kilobyte() -> str:
    return f"Note numéro {next(_numbers)}. " + PARAGRAPH * 5


def letter_kilobyte() -> str:
    return f"Courrier numéro {next(_numbers)}. " + LETTER + PARAGRAPH * 4


def question(text: Callable[[], str], *, turns: int = 1) -> dict[str, object]:
    messages = [{"role": ("user", "assistant")[n % 2], "content": text()} for n in range(turns)]
    return {"model": "modele-offert", "messages": messages}


REPEATED = question(plain_kilobyte, turns=21)
CASES: dict[str, Callable[[], dict[str, object]]] = {
    "1 KB, nothing found, fresh": lambda: question(plain_kilobyte),
    "1 KB, a letter with five data, fresh": lambda: question(letter_kilobyte),
    "21 messages of 1 KB, again": lambda: REPEATED,
}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def served(module: str, environ: dict[str, str]) -> Iterator[tuple[int, int]]:
    """The process and the port of an application under uvicorn."""
    port = free_port()
    arguments = ["--port", str(port), "--no-access-log", "--log-level", "warning", "--loop", "uvloop"]
    command = [sys.executable, "-m", "uvicorn", module, *arguments, "--http", "httptools"]
    process = subprocess.Popen(command, env={**os.environ, **environ})
    try:
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(10)


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def load(port: int, bodies: list[bytes], *, at_once: int) -> list[float]:
    """Sends them all; seconds to the first byte of each answer's body."""
    firsts: list[float] = []
    queue = iter(bodies)
    headers = {"authorization": f"Bearer {KEY}", "content-type": "application/json"}

    async def worker(session: aiohttp.ClientSession) -> None:
        for body in queue:
            started = time.perf_counter()
            async with session.post(
                f"http://127.0.0.1:{port}/v1/chat/completions", data=body, headers=headers
            ) as response:
                first = 0.0
                async for _ in response.content.iter_any():
                    first = first or time.perf_counter() - started
                if response.status != 200:
                    raise SystemExit(f"status {response.status}")
                firsts.append(first)

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(worker(session) for _ in range(at_once)))
    return firsts


def measure(
    pid: int, port: int, case: Callable[[], dict[str, object]], *, stream: bool, count: int
) -> tuple[float, float]:
    """Milliseconds of CPU for each request under load, and of waiting for the first byte, one by one."""

    def bodies(number: int) -> list[bytes]:
        return [json.dumps({**case(), "stream": stream}, ensure_ascii=False).encode() for _ in range(number)]

    asyncio.run(load(port, bodies(30), at_once=4))
    sent = bodies(count)
    before = cpu_seconds(pid)
    asyncio.run(load(port, sent, at_once=8))
    cpu = (cpu_seconds(pid) - before) / count
    firsts = asyncio.run(load(port, bodies(60), at_once=1))
    return cpu * 1000, statistics.median(firsts) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=400, help="requests for each measure")
    count: int = parser.parse_args().count
    with (
        tempfile.TemporaryDirectory() as state,
        served("benchmarks.gateway.upstream:app", {}) as (_, upstream),
    ):
        environ = {"BENCH_UPSTREAM": f"http://127.0.0.1:{upstream}/v1", "BENCH_STATE": state}
        with (
            served("benchmarks.gateway.bare:app", environ) as bare,
            served("benchmarks.gateway.served:app", environ) as gateway,
        ):
            print(f"{'':44} {'CPU ms per request':>26}   {'ms to first byte':>20}")
            print(f"{'':44} {'bare':>8} {'garant':>8} {'more':>8}   {'bare':>6} {'garant':>6} {'more':>6}")
            for name, case in CASES.items():
                for stream in (False, True):
                    low = measure(*bare, case, stream=stream, count=count)
                    high = measure(*gateway, case, stream=stream, count=count)
                    title = f"{name}, {'stream' if stream else 'plain'}"
                    print(
                        f"{title:44} {low[0]:8.2f} {high[0]:8.2f} {high[0] - low[0]:8.2f}   "
                        f"{low[1]:6.2f} {high[1]:6.2f} {high[1] - low[1]:6.2f}",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
