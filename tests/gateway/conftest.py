"""One gateway for a module; its upstreams forget between two tests."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests say `from gateway_world import Gateway`

from gateway_world import FakeUpstream, Gateway, running


@pytest.fixture(scope="module")
def upstreams() -> Iterator[tuple[FakeUpstream, FakeUpstream]]:
    with FakeUpstream().serving() as external, FakeUpstream().serving() as internal:
        yield external, internal


@pytest.fixture(scope="module")
def shared_gateway(
    upstreams: tuple[FakeUpstream, FakeUpstream], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gateway]:
    with running(tmp_path_factory.mktemp("journal"), *upstreams) as gateway:
        yield gateway


@pytest.fixture
def gateway(shared_gateway: Gateway) -> Gateway:
    shared_gateway.external.clear()
    shared_gateway.internal.clear()
    return shared_gateway
