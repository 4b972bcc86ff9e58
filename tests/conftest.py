"""What every test shares: a state directory of its own, a fast password hasher, the world of `world.py`."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings

# A time is never a test: a busy machine must not turn a right answer into a failure.
hypothesis.settings.register_profile("garant", deadline=None)
hypothesis.settings.load_profile("garant")

sys.path.insert(0, str(Path(__file__).parent))  # tests say `from world import World`

if TYPE_CHECKING:
    from django.test import Client

    from garant.directory.models import Person
    from garant.journal import Entry, UnknownEntry
    from world import World


@pytest.fixture(scope="session", autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Secrets and journals of this test run: none of them is a developer's own."""
    from garant.directory import journal
    from garant.directory.secrets import secret_file

    directory = tmp_path_factory.mktemp("state")
    kept = settings.GARANT_STATE
    settings.GARANT_STATE = directory
    # A second of hashing for each person would be most of the suite.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    secret_file.cache_clear()
    yield directory
    journal.close()
    settings.GARANT_STATE = kept
    secret_file.cache_clear()


@pytest.fixture
def world(db: None) -> "World":
    """Two organisations with their people; everyone has acknowledged their charter."""
    from remembered import remembered
    from world import build_world

    return remembered("world", build_world)


@pytest.fixture
def signed_in() -> "Callable[[Person], Client]":
    """`signed_in(world.alice)` is a browser in which Alice is signed in."""
    from django.test import Client

    def sign_in(person: "Person") -> "Client":
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def journalled(state: Path) -> "Callable[[], list[Entry | UnknownEntry]]":
    """`journalled()` lists the entries that were made durable since the test began."""
    from garant.directory.journal import journal_directory
    from garant.journal import Position, read_entries

    position = Position()
    for record in read_entries(journal_directory()):
        position = position.past(record)
    return lambda: [record.entry for record in read_entries(journal_directory(), position)]
