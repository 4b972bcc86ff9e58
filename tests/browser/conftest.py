"""The real product, started as a user starts it, driven in the real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.upstream import Upstream

_USUAL = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The installed browser: CHROMIUM, then the usual names."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next((found for name in _USUAL if (found := shutil.which(name))), None)


def chromium_or_skip() -> str:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine: set CHROMIUM to its path to run the browser tests")
    return path


@dataclass(frozen=True)
class Product:
    """A running Garant: its address, its state folder, what it printed."""

    url: str
    state: Path
    output: Path
    internal: Upstream
    external: Upstream


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state folder of a product that has started once, told its demonstration, and stopped in order."""
    chromium_or_skip()  # before a start that nothing would look at
    folder = tmp_path_factory.mktemp("premier")
    state = folder / "state"
    with (
        Upstream() as internal,
        Upstream() as external,
        _started(state, folder / "output.txt", internal, external),
    ):
        return state


@pytest.fixture(scope="module")
def product(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product of the module's own, from a copy of the first: what one module does, no other sees."""
    folder = tmp_path_factory.mktemp("produit")
    state, output = folder / "state", folder / "output.txt"
    shutil.copytree(seeded, state)
    with (
        Upstream() as internal,
        Upstream() as external,
        _started(state, output, internal, external) as url,
    ):
        yield Product(url, state, output, internal, external)


@contextmanager
def _started(state: Path, output: Path, internal: Upstream, external: Upstream) -> Iterator[str]:
    """The address of the running product; it has stopped in order afterwards, or the test fails."""
    port = _free_port()
    environment = os.environ | {
        "GARANT_MODEL_URL": internal.url,
        "GARANT_EXTERNAL_URL": external.url,
        "GARANT_STATE": str(state),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "garant", "run", "--port", str(port), "--state", str(state)]
    with output.open("wb") as sink:
        process = subprocess.Popen(command, env=environment, stdout=sink, stderr=subprocess.STDOUT)
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_until_it_answers(url, process, output)
            yield url
        finally:
            process.terminate()
            process.wait(60)
    assert process.returncode == 0, output.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium_or_skip(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, product: Product) -> Iterator[Page]:
    """A fresh visitor. A page that asks for anything outside the product, or breaks its CSP, fails the test."""
    context = browser.new_context(base_url=product.url, locale="fr-FR", color_scheme="light")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=product.url)
    opened = context.new_page()
    strangers: list[str] = []
    broken: list[str] = []
    opened.on(
        "request", lambda request: strangers.append(request.url) if not _ours(request.url, product) else None
    )
    opened.on(
        "console", lambda line: broken.append(line.text) if "Content Security Policy" in line.text else None
    )
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    context.close()
    assert not strangers, f"a page asked for an outside address: {strangers}"
    assert not broken, f"a page broke: {broken}"


def _ours(url: str, product: Product) -> bool:
    return url.startswith((product.url, "data:", "blob:", "about:"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(url: str, process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + 300  # a busy machine is no fault of the product
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"garant run stopped:\n{output.read_text(encoding='utf-8')}")
        try:
            urllib.request.urlopen(url + "/health", timeout=2).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("garant run did not answer within five minutes")
