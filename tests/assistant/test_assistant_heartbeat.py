"""Signs of life in a silence, and a clean end."""

import asyncio
from collections.abc import AsyncGenerator

from garant.assistant.heartbeat import with_heartbeat


def test_a_silence_is_filled_and_nothing_is_lost() -> None:
    async def slow() -> AsyncGenerator[int, None]:
        yield 1
        await asyncio.sleep(0.05)
        yield 2

    async def go() -> list[int | None]:
        return [step async for step in with_heartbeat(slow(), seconds=0.02)]

    heard = asyncio.run(go())
    assert [step for step in heard if step is not None] == [1, 2]
    assert heard.index(1) < heard.index(None) < heard.index(2)


def test_steps_that_hurry_need_no_sign() -> None:
    async def quick() -> AsyncGenerator[int, None]:
        for number in range(3):
            yield number

    async def go() -> list[int | None]:
        return [step async for step in with_heartbeat(quick(), seconds=5)]

    assert asyncio.run(go()) == [0, 1, 2]


def test_closed_in_a_silence_it_ends_what_it_waits_for() -> None:
    ended: list[str] = []

    async def endless() -> AsyncGenerator[int, None]:
        try:
            yield 1
            await asyncio.sleep(60)
        finally:
            ended.append("ended")

    async def go() -> None:
        steps = with_heartbeat(endless(), seconds=0.01)
        assert await anext(steps) == 1
        assert await anext(steps) is None
        await steps.aclose()

    asyncio.run(go())
    assert ended == ["ended"]
