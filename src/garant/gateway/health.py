"""`GET /health` and `GET /health/models`: whether the gateway can do its work, in words and without names."""

import time

from garant.gateway.asgi import Receive, Scope, Send, json_reply
from garant.gateway.engine import Engine
from garant.gateway.keys import presented_key
from garant.gateway.register import approval_of, closing_of


async def health(engine: Engine, scope: Scope, receive: Receive, send: Send) -> None:
    """503 where a request to a model would be refused: detection, journal or snapshot are missing."""
    snapshot = engine.source.current()
    parts = {
        "detection": "ok" if engine.inspector.works() else "unavailable",
        "journal": "ok" if engine.recorder.works else "unavailable",
        "snapshot": "ok" if snapshot is not None else "unavailable",
    }
    well = all(state == "ok" for state in parts.values())
    body = {
        "status": "ok" if well else "unavailable",
        **parts,
        "snapshot_version": snapshot.version if snapshot is not None else None,
        "snapshot_published_at": snapshot.published_at.isoformat() if snapshot is not None else None,
        "time": int(time.time()),
    }
    await json_reply(200 if well else 503, body, ((b"cache-control", b"no-store"),))(scope, receive, send)


async def model_health(engine: Engine, scope: Scope, receive: Receive, send: Send) -> None:
    """`{"data": [{"id", "status": green | yellow | red}]}`, as La Suite's Assistant polls it.

    With a key, the models of its holder. Without one, those that the only organisation served opens to everyone:
    names of another organisation's models, or of a pilot's, are nobody else's business.
    """
    register = engine.register()
    organisations = set(register.snapshot.policies)
    if presented_key(scope) is None and len(organisations) == 1:
        systems = register.systems(organisations.pop())
        at = engine.moment()
        policy = next(iter(register.snapshot.policies.values()))
        shown = [
            system
            for system in systems
            if approval_of(policy, system) is not None
            and system.perimeter is None
            and closing_of(system, at) is None
        ]
    else:
        shown = list(register.usable(register.caller(scope, engine.moment())))
    statuses = await engine.pulse.statuses(shown)
    body = {"data": [{"id": model, "status": status} for model, status in statuses.items()]}
    await json_reply(200, body, ((b"cache-control", b"no-store"),))(scope, receive, send)
