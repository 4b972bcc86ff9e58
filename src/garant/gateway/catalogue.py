"""`GET /v1/models` and `/v1/models/{id}`: the approved catalogue that this caller may use."""

from typing import Any

from garant.gateway.asgi import Receive, Scope, Send, json_reply
from garant.gateway.engine import Engine
from garant.gateway.errors import UnknownModel
from garant.gateway.register import Caller, Register
from garant.gateway.snapshot import System


async def models(engine: Engine, scope: Scope, receive: Receive, send: Send) -> None:
    """All of them, in the order of the catalogue."""
    register = engine.register()
    caller = register.caller(scope, engine.moment())
    listed = [_card(register, caller, system) for system in register.usable(caller)]
    await json_reply(200, {"object": "list", "data": listed})(scope, receive, send)


async def model(engine: Engine, scope: Scope, receive: Receive, send: Send) -> None:
    """One of them; a model that this caller may not use is unknown to him."""
    register = engine.register()
    caller = register.caller(scope, engine.moment())
    usable = register.usable(caller)
    for system in usable:
        if system.model == scope["garant.tail"]:
            await json_reply(200, _card(register, caller, system))(scope, receive, send)
            return
    raise UnknownModel(models=", ".join(f"« {system.model} »" for system in usable) or "aucun")


def _card(register: Register, caller: Caller, system: System) -> dict[str, Any]:
    """The fields that clients know, then ours."""
    return {
        "id": system.model,
        "object": "model",
        "created": int(register.snapshot.published_at.timestamp()),
        "owned_by": caller.organisation,
        "name": system.name,
        "zone": system.zone.value,
        "level": system.level,
        "host": system.host,
        "country": system.country,
        "card": system.card,
    }
