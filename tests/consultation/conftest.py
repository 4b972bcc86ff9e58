"""A consultation on the Département's charter: Claire opens it, Alice and Bruno take part, anyone reads the public one."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from garant.consultation import actions
from garant.consultation.models import Consultation
from world import CHARTER_DEPARTEMENT, World

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LAST = date(2026, 12, 4)
AFTER = datetime(2026, 12, 5, 9, 0, tzinfo=UTC)

Opener = Callable[..., Consultation]


@pytest.fixture
def opened(world: World) -> Opener:
    """`opened(anonymous=True)` is an open consultation; `forever=True` is open on the day of the test's pages."""

    def open_one(*, anonymous: bool = False, public: bool = False, forever: bool = False) -> Consultation:
        return actions.open_consultation(
            world.claire,
            title="Notre première charte",
            text=CHARTER_DEPARTEMENT,
            presentation="Dites ce qui manque.",
            closes_on=date(2999, 1, 1) if forever else LAST,
            anonymous=anonymous,
            public=public,
            now=NOW,
        )

    return open_one
