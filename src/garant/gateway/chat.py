"""`POST /v1/chat/completions`: the way of a request, from the key to the last byte.

What is decided is durable in the journal before anything leaves, and how it ended before the last byte of the
answer. Plain or streamed, there is one way, and no route around it.
"""

import asyncio
import logging

from garant.gateway.asgi import Receive, Scope, Send, header, read_body
from garant.gateway.conversation import conversation_of, pseudonym_key
from garant.gateway.engine import Engine
from garant.gateway.errors import GatewayError, KeyExpired, ProtectionUnavailable, UnknownModel
from garant.gateway.masking import mask
from garant.gateway.plan import NOTHING_READ, Plan, closed, leaving, names, refused
from garant.gateway.refusing import refusal, status_of
from garant.gateway.register import Caller, Register
from garant.gateway.ruling import judging, rule, takes_everything
from garant.gateway.serving import Service
from garant.gateway.shape import ChatRequest, read_chat, read_json
from garant.gateway.snapshot import System
from garant.journal import RequestRefused
from garant.words import Action

_log = logging.getLogger("garant.gateway")

_PARSED_ASIDE_BYTES = 256 << 10  # a body of this size would hold the event loop for milliseconds


async def chat(engine: Engine, scope: Scope, receive: Receive, send: Send) -> None:
    """The route. Always answers, and always leaves an entry in the journal."""
    caller: Caller | None = None
    try:
        register = engine.register()
        caller = register.caller(scope, engine.moment())
        request = await _read(engine, scope, receive)
        asked = register.system(caller.organisation, request.model)
        if asked is None or not caller.knows(asked):
            raise UnknownModel(models=names(register.usable(caller)))
    except GatewayError as error:
        # It never met the charter.
        holder = error.holder if isinstance(error, KeyExpired) else None
        known = caller or holder
        refused_early = RequestRefused(
            organisation=known.organisation if known is not None else "",
            request=scope["garant.request"],
            person=known.person if known is not None else None,
            code=error.code,
            status=status_of(error),
        )
        await engine.recorder.write(refused_early)
        await refusal(error)(scope, receive, send)
        return
    plan = await _plan(engine, scope, register, caller, request, asked)
    await engine.recorder.write(plan.entry(scope["garant.request"]))
    if plan.error is not None:
        await refusal(plan.error, plan.headers())(scope, receive, send)
    else:
        await Service(engine, scope, receive, send, plan, request).run()


async def _read(engine: Engine, scope: Scope, receive: Receive) -> ChatRequest:
    raw = await read_body(scope, receive, limit_bytes=engine.settings.body_bytes)
    if len(raw) > _PARSED_ASIDE_BYTES:
        return await asyncio.to_thread(lambda: read_chat(read_json(raw)))
    return read_chat(read_json(raw))


async def _plan(
    engine: Engine, scope: Scope, register: Register, caller: Caller, request: ChatRequest, asked: System
) -> Plan:
    """What the charter says of this request, and what would leave."""
    policy, organisation = caller.policy, caller.organisation
    refusing = closed(register, caller, asked)
    if refusing is not None:
        return refusing
    failure: ProtectionUnavailable | None = None
    inspection = NOTHING_READ
    try:
        inspection = await engine.inspector.inspect(
            request.positions, judging(policy, register.systems(organisation), register.own(organisation))
        )
    except ProtectionUnavailable as error:
        failure = error
        _log.error("not inspected: %s (request %s)", error, scope["garant.request"])
    conversation = conversation_of(
        request,
        secret=engine.secret,
        caller=f"{organisation}\0{caller.person}",  # "/" may stand in either
        session=header(scope, b"x-session-id"),
    )
    ruling = rule(
        policy,
        asked,
        classes=inspection.classes,
        uses=await engine.forbidden(policy, [p.view.text for p in request.positions if p.written]),
        others=register.reachable(caller),
        rerouted_before=engine.conversations.rerouted(conversation, asked.zone),
        beyond=inspection.beyond,
    )
    refusal_of = refused(ruling, caller, request, inspection)
    if refusal_of is not None:
        reason, prevailing = refusal_of
        clauses = {**ruling.clauses, **dict.fromkeys(prevailing, Action.BLOCK)}
        return Plan(caller, asked, Action.BLOCK, reason, ruling, inspection, clauses, prevailing)
    server = ruling.server
    assert server is not None
    if failure is not None and not takes_everything(policy, server):
        return Plan(caller, asked, Action.BLOCK, failure)
    if ruling.action is Action.REROUTE:
        engine.conversations.remember(conversation, asked.zone, ruling.prevailing)
    key = pseudonym_key(conversation, secret=engine.secret, organisation=organisation)
    masked = mask(inspection, ruling.masked, key=key)
    return Plan(
        caller,
        asked,
        ruling.action,
        None,
        ruling,
        inspection,
        ruling.clauses,
        ruling.prevailing,
        masked,
        leaving(request, masked, server, conversation),
    )
