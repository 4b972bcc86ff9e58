"""A fast upstream for the measures: the same answer each time, plain or in 100 events."""

import json

ANSWER = "Le conseil municipal se réunira jeudi prochain pour délibérer. " * 6
WORDS = 100


def _chunk(delta: dict[str, str], finish: str | None = None) -> bytes:
    value = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "modele",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    return b"data: " + json.dumps(value).encode() + b"\n\n"


USAGE = {"prompt_tokens": 300, "completion_tokens": 100, "total_tokens": 400}
PLAIN = json.dumps(
    {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "modele",
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": ANSWER}, "finish_reason": "stop"}
        ],
        "usage": USAGE,
    }
).encode()
EVENTS = [
    *(_chunk({"content": f"mot{n} "}) for n in range(WORDS)),
    _chunk({}, "stop"),
    b"data: "
    + json.dumps(
        {"id": "c", "object": "chat.completion.chunk", "model": "modele", "choices": [], "usage": USAGE}
    ).encode()
    + b"\n\n",
    b"data: [DONE]\n\n",
]


async def app(scope, receive, send):  # type: ignore[no-untyped-def]
    if scope["type"] != "http":
        return
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    if b'"stream":true' in body or b'"stream": true' in body:
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for event in EVENTS:
            await send({"type": "http.response.body", "body": event, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
        return
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(PLAIN)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PLAIN})
