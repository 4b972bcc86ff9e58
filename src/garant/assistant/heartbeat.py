"""A slow answer kept alive: a sign of life where nothing was said for a while, so that no proxy cuts the line."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TypeVar

T = TypeVar("T")


async def with_heartbeat(steps: AsyncGenerator[T, None], *, seconds: float) -> AsyncGenerator[T | None, None]:
    """The steps as they come, and None after each `seconds` of silence. Closed, it closes `steps` and waits for it."""
    async with aclosing(steps):
        while True:
            waiting = asyncio.ensure_future(anext(steps, _END))
            try:
                while not (await asyncio.wait({waiting}, timeout=seconds))[0]:
                    yield None
            finally:
                if not waiting.done():
                    waiting.cancel()
                    await asyncio.wait({waiting})
            step = waiting.result()
            if step is _END:
                return
            yield step  # type: ignore[misc]


_END = object()
