"""One message and its answer: the gateway is asked, each thing that it says is kept, then told to the page."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from uuid import UUID

from asgiref.sync import sync_to_async

from garant.assistant import actions
from garant.assistant.actions import Pending
from garant.assistant.errors import GatewayAnswerUnreadable, GatewayUnreachable, Stopped
from garant.assistant.facts import (
    Answer,
    Decision,
    Finding,
    NoticeShown,
    Served,
    action_of,
    findings_of,
    footprint_of,
    notices_of,
    quotes_of,
)
from garant.assistant.models import State
from garant.assistant.received import parts_of
from garant.assistant.relay import Decided, Door, Question, Refused, Said, Words, ask
from garant.privacy import Label
from garant.words import Action, GarantError, Zone, say


@dataclass(frozen=True, slots=True)
class QuestionSettled:
    """What became of the question is known and kept. `code` is that of a refusal or a failure."""

    message: UUID
    code: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerGrows:
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AnswerSettled:
    message: UUID


Step = QuestionSettled | AnswerGrows | AnswerSettled


class Ask(Protocol):
    """The way to the gateway: `relay.ask`, or a test's."""

    def __call__(self, question: Question, *, door: Door) -> AsyncGenerator[Said, None]: ...


async def exchange(pending: Pending, *, asking: Ask = ask) -> AsyncGenerator[Step, None]:
    """Ask, and tell each step once it is kept. Closed before its end (a stop, a page that goes away), what was said
    by then is kept as a stopped answer. Never raises for what the gateway or the network does: it is in the steps.
    """
    course = _Course(pending)
    try:
        async with aclosing(asking(pending.question, door=pending.door)) as saying:
            async for said in saying:
                for step in await course.hear(said):
                    yield step
    except (GatewayUnreachable, GatewayAnswerUnreadable) as error:
        for step in await course.lose(error):
            yield step
    finally:
        if not course.settled:
            await course.stop()


class _Course:
    """Where one exchange stands. Two things get settled, each once: the question, then the answer."""

    def __init__(self, pending: Pending) -> None:
        self.pending = pending
        self.words: list[str] = []
        self.decision: Decision | None = None
        self.notices: tuple[NoticeShown, ...] = ()
        self.settled = False

    async def hear(self, said: Said) -> tuple[Step, ...]:
        """What the page learns from one thing that the gateway said."""
        if isinstance(said, Decided):
            return await self._decided(said)
        if isinstance(said, Refused):
            return await self._refused(said)
        # A gateway without our extension still answers: what it decided is then unknown to the page.
        steps = await self._decided(Decided({}, "")) if self.decision is None else ()
        if isinstance(said, Words):
            self.words.append(said.text)
            return (*steps, AnswerGrows(said.text))
        footprint = footprint_of(said.usage)
        return (*steps, *await self._answer(State.WHOLE, footprint=footprint, finish=said.reason))

    async def lose(self, error: GarantError) -> tuple[Step, ...]:
        """The gateway went away, or speaks gibberish."""
        if not self.words:
            return await self._failed(error.code, say(error))
        return await self._answer(State.BROKEN, code=error.code, message=say(error))

    async def stop(self) -> None:
        """The person went away: keep what there is. Nothing can be told any more."""
        if not self.words:
            stopped = Stopped()
            await self._failed(stopped.code, say(stopped))
        else:
            await self._answer(State.STOPPED)

    async def _decided(self, said: Decided) -> tuple[Step, ...]:
        details = said.details
        self.notices = notices_of(details)
        decision = Decision(
            asked=self.pending.asked,
            served=self._served(details),
            action=action_of(details),
            request=said.request,
            quotes=quotes_of(self.pending.policy, _names(details.get("clauses"))),
            found=findings_of(details),
            observed=_observed(details.get("observed")),
        )
        await self._settle_question(decision, State.SENT, details)
        self.decision = decision
        return (QuestionSettled(self.pending.message),)

    async def _refused(self, said: Refused) -> tuple[Step, ...]:
        if self.words:
            return await self._answer(State.BROKEN, code=said.code, message=said.message)
        if self.decision is not None:
            # It left, and nothing came back.
            return await self._failed(said.code, said.message)
        charter = said.code.startswith("charter_")
        clauses = _names(said.details.get("clauses")) or said.clauses
        found = findings_of(said.details) or tuple(
            self._finding(Label(name), number) for name, number in said.found.items() if name in list(Label)
        )
        decision = Decision(
            asked=self.pending.asked,
            action=Action.BLOCK if charter else action_of(said.details),
            request=said.request,
            quotes=quotes_of(self.pending.policy, clauses),
            found=found,
            code=said.code,
            message=said.message,
        )
        self.settled = True
        await self._settle_question(decision, State.BLOCKED if charter else State.FAILED, said.details)
        return (QuestionSettled(self.pending.message, said.code),)

    async def _failed(self, code: str, words: str) -> tuple[Step, ...]:
        self.settled = True
        decision = replace(self.decision or Decision(asked=self.pending.asked), code=code, message=words)
        await self._settle_question(decision, State.FAILED, {})
        return (QuestionSettled(self.pending.message, code),)

    async def _settle_question(self, decision: Decision, state: State, details: Mapping[str, Any]) -> None:
        sent = parts_of(details.get("sent"))
        await sync_to_async(actions.settle_question)(self.pending, decision, state=state, sent=sent)

    async def _answer(self, state: State, **facts: Any) -> tuple[Step, ...]:
        assert self.decision is not None
        self.settled = True
        answer = Answer(served=self.decision.served or self.pending.asked, notices=self.notices, **facts)
        settled = await sync_to_async(actions.settle_answer)(
            self.pending, "".join(self.words), answer, state=state
        )
        return () if settled is None else (AnswerSettled(settled),)

    def _finding(self, label: Label, number: int) -> Finding:
        """A refusal only tells counts: what each label met is in the charter."""
        asked = self.pending.asked
        allowed = next((offered.allowed for offered in self.pending.systems if offered.id == asked.id), None)
        alone = self.pending.policy.decide({label.data_class}, asked.zone, allowed=allowed)
        return Finding(label, number, alone.action, next(iter(alone.clauses), None))

    def _served(self, details: Mapping[str, Any]) -> Served:
        """Who serves, as the catalogue describes it; by its bare id where it is on no list of ours."""
        name = str(details.get("served_by") or self.pending.asked.id)
        if name == self.pending.asked.id:
            return self.pending.asked
        for offered in self.pending.systems:
            if offered.id == name:
                return actions.served_of(offered)
        zone = details.get("served_zone")
        return Served(id=name, name=name, zone=Zone(zone) if zone in list(Zone) else self.pending.asked.zone)


def _names(told: object) -> tuple[str, ...]:
    return tuple(str(name) for name in told) if isinstance(told, list | tuple) else ()


def _observed(told: object) -> dict[str, str]:
    return {str(clause): str(action) for clause, action in told.items()} if isinstance(told, dict) else {}
