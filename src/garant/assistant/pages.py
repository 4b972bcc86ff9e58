"""What the templates draw, put together from the queries: each value is ready to be shown."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from garant.assistant import queries, sentences
from garant.assistant.facts import Bounds, FootprintShown, Quote, quotes_of
from garant.assistant.foresight import Foresight, foresee, judged
from garant.assistant.markdown import as_html
from garant.assistant.mentions import Level, Worded, asks_for_mention, mentions_for
from garant.assistant.models import State
from garant.assistant.offered import Offered, systems_offered
from garant.assistant.queries import AnswerView, ConversationView, QuestionView
from garant.assistant.received import Part, Piece, pieces
from garant.charter import Policy
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.directory.queries import policy_in_force
from garant.footprint import Equivalent, Interval, equivalents
from garant.localmodel import State as Progress
from garant.localmodel import read_progress
from garant.protection.queries import own_of
from garant.words import Action, DataClass, Zone

_RANKS = (Zone.INTERNAL, Zone.SOVEREIGN, Zone.EXTERNAL)  # from the nearest to the farthest
_ROLES = {"system": "Consigne de l’assistant", "user": "Votre message", "assistant": "Réponse précédente"}


@dataclass(frozen=True, slots=True)
class ClassFate:
    """One line of a system's card: these classes, that fate."""

    action: Action
    words: str
    classes: str


@dataclass(frozen=True, slots=True)
class SystemCard:
    """A system to choose, with what the charter lets it receive."""

    offered: Offered
    zone_explained: str
    fates: tuple[ClassFate, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """One message as it left, cut at its pseudonyms."""

    role: str
    pieces: tuple[Piece, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question and what became of it."""

    view: QuestionView
    outcome: str
    tone: str  # good, warn or bad: the colour of the outcome, always beside its words
    left: Left | None  # this message as it left
    left_with: tuple[Left, ...]  # what left with it: the conversation so far
    legend: str  # what the pseudonyms stand for
    because_of: str  # what blocks, where something that was found does
    loading: str  # how far the model is, where the message waits for it
    alternatives: tuple[Offered, ...]
    may_try_again: bool


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """An answer and what goes with it."""

    view: AnswerView
    html: SafeString = field(repr=False)
    notices: tuple[tuple[str, Quote | None], ...]
    energy: str
    carbon: str
    water: str
    equivalents: tuple[Equivalent, ...]
    mentions: tuple[Worded, ...]
    reviewer: str
    plain_copy: bool


def home_context(actor: Person, *, chosen: str = "") -> dict[str, Any]:
    """The page of a new conversation."""
    return {
        **_frame(actor, None),
        "chosen": chosen or _first(systems_offered(actor)),
        "administers": actor.has_role(Role.ADMINISTRATOR),
    }


def conversation_context(actor: Person, conversation: uuid.UUID) -> dict[str, Any]:
    """The page of one conversation."""
    view = queries.conversation_of(actor, conversation)
    policy = policy_in_force(actor.organisation)
    return {
        **_frame(actor, view),
        "chosen": view.system,
        "entries": [_card(actor, policy, message) for message in view.messages],
    }


def message_context(actor: Person, message: uuid.UUID) -> dict[str, Any]:
    """One message, as the page holds it; for the script that puts it in place."""
    view = queries.message_of(actor, message)
    policy = policy_in_force(actor.organisation)
    return {"entry": _card(actor, policy, view), **_addresses(policy)}


def preview_context(
    actor: Person, *, text: str, system: Offered, conversation: uuid.UUID | None
) -> dict[str, Any]:
    """What would happen to a text that is being written. The text is read, and kept nowhere."""
    policy = policy_in_force(actor.organisation)
    systems = systems_offered(actor)
    before = (
        queries.classes_so_far(actor, conversation, policy=policy, systems=systems)
        if conversation
        else frozenset[DataClass]()
    )
    own = own_of(actor.organisation)
    foresight = foresee(text, policy=policy, system=system, systems=systems, before=before, own=own)
    return {
        "foresight": foresight,
        "headline": sentences.headline(foresight, system=system.name),
        "groups": [
            (
                group,
                sentences.fate(group.action, system.zone, said=group.said),
                [sentences.named(*pair) for pair in group.labels],
            )
            for group in foresight.deciding
        ],
        "also": [sentences.named(*pair) for pair in foresight.also],
        "uncertain": [sentences.named(*pair) for pair in foresight.uncertain],
        "earlier": sentences.earlier(foresight.from_before) if foresight.from_before else "",
        "tone": _tone(foresight),
        **_addresses(policy),
    }


def report_context(actor: Person) -> dict[str, Any]:
    """Who reads a report, and how soon: the charter's words."""
    policy = policy_in_force(actor.organisation)
    rule = min(policy.reports, key=lambda report: report.hours, default=None)
    quote = next(iter(quotes_of(policy, (rule.clause,))), None) if rule else None
    return {"hours": rule.hours if rule else None, "quote": quote, **_addresses(policy)}


def checklists_of(policy: Policy) -> list[tuple[Quote | None, tuple[str, ...]]]:
    """The charter's questions, clause by clause."""
    return [
        (next(iter(quotes_of(policy, (checklist.clause,))), None), checklist.questions)
        for checklist in policy.checklists
    ]


def _frame(actor: Person, view: ConversationView | None) -> dict[str, Any]:
    policy = policy_in_force(actor.organisation)
    systems = systems_offered(actor)
    chosen = view.system if view else _first(systems)
    return {
        "policy": policy,
        "conversation": view,
        "conversations": queries.conversations_of(actor),
        "kept": queries.retention_of(policy),
        "systems": [_system_card(policy, offered) for offered in systems],
        "current": next((offered for offered in systems if offered.id == chosen), None),
        "checklists": checklists_of(policy),
        **_addresses(policy),
    }


def _addresses(policy: Policy) -> dict[str, Any]:
    return {"charter_page": reverse("publication:charter"), "levels": tuple(Level), "policy": policy}


def _first(systems: Sequence[Offered]) -> str:
    return systems[0].id if systems else ""


def _system_card(policy: Policy, offered: Offered) -> SystemCard:
    grouped: dict[Action, list[str]] = {}
    for data in DataClass:
        action = policy.decide({data}, offered.zone, allowed=offered.allowed).action
        grouped.setdefault(action, []).append(data.french)
    fates = tuple(
        ClassFate(action, sentences.CLASS_FATE[action], ", ".join(grouped[action]))
        for action in Action
        if action in grouped
    )
    return SystemCard(offered, sentences.ZONE_EXPLAINED[offered.zone], fates)


def _card(actor: Person, policy: Policy, view: QuestionView | AnswerView) -> QuestionCard | AnswerCard:
    if isinstance(view, QuestionView):
        return _question_card(actor, policy, view)
    return _answer_card(actor, policy, view)


def _question_card(actor: Person, policy: Policy, view: QuestionView) -> QuestionCard:
    own, others = _own_part(view.sent)
    left = None if own is None else _left(own, original=view.text)
    hidden = [piece.label for piece in (left.pieces if left else ()) if piece.label]
    stuck = view.last and view.state in {State.BLOCKED, State.FAILED, State.WAITING}
    return QuestionCard(
        view=view,
        outcome=sentences.outcome(view.state, view.decision, masked=len(hidden)),
        tone=_TONES[view.state],
        left=left,
        left_with=tuple(_left(part, original="") for part in others),
        legend=sentences.listed(dict.fromkeys(hidden)),
        because_of=sentences.listed(
            found.label for found in view.decision.found if found.action is Action.BLOCK
        ),
        loading=_loading() if stuck and view.decision.code == "model_loading" else "",
        alternatives=_alternatives(actor, policy, view) if stuck else (),
        may_try_again=stuck and view.state is not State.BLOCKED,
    )


def _loading() -> str:
    progress = read_progress(settings.GARANT_STATE)
    return "" if progress.state in {Progress.READY, Progress.ABSENT, Progress.OFF} else progress.sentence


def _own_part(sent: tuple[Part, ...]) -> tuple[Part | None, tuple[Part, ...]]:
    """The person's message among what left: the last one of theirs."""
    for at in range(len(sent) - 1, -1, -1):
        if sent[at].role == "user":
            return sent[at], sent[:at] + sent[at + 1 :]
    return None, sent


def _left(part: Part, *, original: str) -> Left:
    return Left(_ROLES.get(part.role, part.role), tuple(pieces(part.text, original=original)))


def _alternatives(actor: Person, policy: Policy, view: QuestionView) -> tuple[Offered, ...]:
    """The other systems that would take this message. None farther than the one asked: a trouble is no reason to
    send a text out."""
    systems = systems_offered(actor)
    own = own_of(actor.organisation)
    classes = judged(view.text, policy=policy, systems=systems, own=own).classes
    row = queries.message_row_of(actor, view.id)
    before = queries.classes_so_far(actor, row.conversation_id, policy=policy, systems=systems)
    found = []
    for offered in systems:
        asked = view.decision.asked
        if offered.id == asked.id or _RANKS.index(offered.zone) > _RANKS.index(asked.zone):
            continue
        foresight = foresee(
            view.text, policy=policy, system=offered, systems=systems, before=before | classes, own=own
        )
        if foresight.action.strictness < Action.REROUTE.strictness:
            found.append(offered)
    return tuple(found)


def _answer_card(actor: Person, policy: Policy, view: AnswerView) -> AnswerCard:
    footprint = view.answer.footprint
    told = footprint is not None and footprint.estimated
    return AnswerCard(
        view=view,
        html=as_html(view.text),
        notices=tuple(
            (notice.text, next(iter(quotes_of(policy, (notice.clause,))), None))
            for notice in view.answer.notices
        ),
        energy=sentences.energy(footprint) if footprint and told else "",
        carbon=sentences.carbon(footprint) if footprint and told else "",
        water=sentences.water(footprint) if footprint and told else "",
        equivalents=_everyday(footprint) if footprint and told else (),
        mentions=mentions_for(policy, system=view.answer.served.name, reviewer=actor.full_name),
        reviewer=actor.full_name,
        plain_copy=not asks_for_mention(policy),
    )


@dataclass(frozen=True, slots=True)
class _Measured:
    kwh: Interval
    kgco2e: Interval
    litres: Interval


def _everyday(footprint: FootprintShown) -> tuple[Equivalent, ...]:
    return equivalents(_Measured(_known(footprint.kWh), _known(footprint.kgCO2eq), _known(footprint.litres)))


def _known(bounds: Bounds | None) -> Interval:
    """A measure that the gateway does not give has no equivalent: zero has none either."""
    return Interval(0, 0) if bounds is None else Interval(bounds.min, bounds.max)


def _tone(foresight: Foresight) -> str:
    if foresight.action is Action.BLOCK:
        return "bad"
    if foresight.action in {Action.REROUTE, Action.WARN}:
        return "warn"
    return "good"


_TONES = {
    State.SENT: "good",
    State.BLOCKED: "bad",
    State.FAILED: "warn",
    State.WAITING: "warn",
}
