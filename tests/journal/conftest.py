"""A small journal of three writers' worth of facts, written once, copied for each test that spoils it."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from garant.journal import Entry, RequestCompleted, RequestDecided, SignedIn, Spool

KEY = bytes(range(32))
OTHER_KEY = bytes(32)


def ticking_clock() -> Callable[[], datetime]:
    ticks = count()
    start = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    return lambda: start + timedelta(seconds=next(ticks))


def some_entry(number: int) -> Entry:
    match number % 3:
        case 0:
            return SignedIn(organisation="ahp", person=f"agent-{number}")
        case 1:
            return RequestDecided(
                organisation="ahp",
                request=f"req-{number}",
                person="agent-1",
                charter="ahp",
                version="2026-11-01",
                system="assistant-interne",
                zone="external",
                routed_to=None,
                action="block",
                code="charter_personal_data_blocked",
                clauses={"donnees": "block"},
                found={"NIR": 1, "PERSON": 2},
                positions=3,
                characters=420,
            )
        case _:
            return RequestCompleted(
                organisation="ahp",
                request=f"req-{number}",
                system="assistant-interne",
                outcome="ok",
                status=200,
                streamed=True,
                output_tokens=212,
                seconds=1.25,
                kwh_min=1e-4,
                kwh_max=2e-4,
                footprint_method="ecologits 0.11.3",
            )


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Writer `gateway`: 12 entries over several segments; writer `web`: 4 entries in one."""
    journal = tmp_path_factory.mktemp("pristine") / "journal"
    clock = ticking_clock()
    with Spool.open(journal, writer="gateway", key=KEY, clock=clock, segment_bytes=1500) as spool:
        for number in range(12):
            spool.append(some_entry(number))
    with Spool.open(journal, writer="web", key=KEY, clock=clock) as spool:
        for number in range(4):
            spool.append(some_entry(number))
    return journal


@pytest.fixture
def journal(pristine: Path, tmp_path: Path) -> Path:
    """A copy that the test may spoil."""
    return Path(shutil.copytree(pristine, tmp_path / "journal"))
