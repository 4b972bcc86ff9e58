import pytest
from tests.reports.reports_world import NOW, Gateway, cast_of

from garant.directory.journal import journal_directory, journal_key
from garant.journal import Spool


@pytest.fixture
def cast(world):
    return cast_of(world)


@pytest.fixture
def gateway(world, settings, tmp_path):
    """A journal of its own for each test, so that its counts are known."""
    settings.GARANT_STATE = tmp_path
    clock = [NOW]
    with Spool.open(
        journal_directory(), writer="gateway", key=journal_key(), clock=lambda: clock[0]
    ) as spool:
        yield Gateway(spool, clock)
