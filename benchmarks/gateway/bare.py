"""The peer: uvicorn and an aiohttp client that pass bytes on and look at nothing."""

import os

import aiohttp

UPSTREAM = os.environ["BENCH_UPSTREAM"]
_session: aiohttp.ClientSession | None = None


async def app(scope, receive, send):  # type: ignore[no-untyped-def]
    global _session
    if scope["type"] != "http":
        return
    if _session is None:
        _session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    headers = {"content-type": "application/json"}
    async with _session.post(f"{UPSTREAM}/chat/completions", data=body, headers=headers) as response:
        kind = response.headers["content-type"].encode()
        await send(
            {"type": "http.response.start", "status": response.status, "headers": [(b"content-type", kind)]}
        )
        async for chunk in response.content.iter_any():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
