import asyncio
from typing import Any

from gateway_world import systems

from garant.gateway.errors import ModelLoading, UpstreamFailed
from garant.gateway.pulse import Pulse

EXTERNAL, INTERNAL, *_ = systems("http://e/v1", "http://i/v1")


class Probed:
    def __init__(self, answer: bool | None) -> None:
        self.answer = answer
        self.asked: list[str] = []

    async def probe(self, system: Any) -> bool | None:
        self.asked.append(system.id)
        await asyncio.sleep(0)
        return self.answer

    async def send(self, call: Any) -> Any:
        raise AssertionError

    async def close(self) -> None:
        pass


def statuses(pulse: Pulse) -> dict[str, str]:
    return asyncio.run(pulse.statuses([EXTERNAL, INTERNAL]))


def test_a_system_is_asked_once_in_a_while() -> None:
    now = [0.0]
    upstream = Probed(True)
    pulse = Pulse(upstream, lambda: now[0])
    assert statuses(pulse) == {"externe": "green", "interne": "green"}
    assert statuses(pulse) == {"externe": "green", "interne": "green"}
    assert upstream.asked == ["sys-externe", "sys-interne"]
    now[0] = 16
    upstream.answer = False
    assert statuses(pulse) == {"externe": "red", "interne": "red"}


def test_one_that_is_not_ready_is_yellow() -> None:
    assert statuses(Pulse(Probed(None))) == {"externe": "yellow", "interne": "yellow"}


def test_calls_tell_as_well_and_the_last_one_counts() -> None:
    upstream = Probed(True)
    pulse = Pulse(upstream)
    pulse.failed(EXTERNAL, UpstreamFailed())
    pulse.failed(INTERNAL, ModelLoading())
    assert statuses(pulse) == {"externe": "red", "interne": "yellow"}
    pulse.answered(EXTERNAL)
    assert statuses(pulse)["externe"] == "green"
    assert upstream.asked == []


def test_many_who_ask_at_once_ask_once() -> None:
    upstream = Probed(True)
    pulse = Pulse(upstream)

    async def all_at_once() -> None:
        await asyncio.gather(*(pulse.statuses([EXTERNAL]) for _ in range(20)))

    asyncio.run(all_at_once())
    assert upstream.asked == ["sys-externe"]
