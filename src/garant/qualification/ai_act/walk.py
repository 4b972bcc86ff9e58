"""Going through the tree: which questions are asked, what was said, what stands. A hidden answer never counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from garant.qualification.ai_act.errors import AiActAnswerInvalid
from garant.qualification.ai_act.node import Condition, Node, Option, Section, Tree
from garant.qualification.ai_act.reading import UNANSWERED
from garant.qualification.ai_act.terms import RiskClass, Strength, strictest

Answers = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Said:
    """A question that is asked, with the answers chosen: none where it waits for one."""

    node: Node
    chosen: tuple[Option, ...]
    strength: Strength

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(option.value for option in self.chosen)


@dataclass(frozen=True, slots=True)
class Weight:
    """What the facts weigh together. `standing` are nodes whose fact holds today, with the class each leads to."""

    standing: Mapping[str, RiskClass]
    announced: tuple[str, ...]  # practices that will be prohibited on a day to come
    lifted: tuple[str, ...]  # facts that an exception or an exemption sets aside
    doubts: Mapping[str, RiskClass]  # what isn't known, with the class that it could lead to
    points: tuple[str, ...]  # of annex III, those that an exception to a prohibition leaves included

    @property
    def at_least(self) -> RiskClass:
        return strictest(self.standing.values())


@dataclass(slots=True)
class Walk:
    """The questions asked so far, in order."""

    tree: Tree
    said: dict[str, Said] = field(default_factory=dict)
    ended: bool = False
    _weight: Weight | None = None  # of what was said so far, until a fact or an exception is added

    def add(self, node: Node, chosen: tuple[Option, ...]) -> None:
        strength = max((option.counts for option in chosen), default=Strength.UNKNOWN)
        self.said[node.id] = Said(node, chosen, strength)
        self.ended = any(option.ends for option in chosen)
        if node.raises is not None or node.lowers:
            self._weight = None

    def strength(self, identifier: str) -> Strength:
        """A fact with those that it requires: the weakest of them."""
        said = self.said.get(identifier)
        if said is None:
            return Strength.NO
        return min([said.strength, *(self.strength(other) for other in said.node.requires)])

    def weigh(self) -> Weight:
        if self._weight is None:
            self._weight = self._weigh()
        return self._weight

    def _weigh(self) -> Weight:
        exceptions = {
            name: said.node
            for said in self.said.values()
            if said.strength is Strength.YES
            for name in said.node.lowers
        }
        standing: dict[str, RiskClass] = {}
        doubts: dict[str, RiskClass] = {}
        announced, lifted, points = [], [], []
        for identifier, said in self.said.items():
            node = said.node
            if node.raises is None:
                continue
            strength = self.strength(identifier)
            exception = exceptions.get(identifier) or exceptions.get(f"@{node.group}")
            if strength is Strength.NO:
                continue
            if strength is Strength.UNKNOWN:
                doubts[identifier] = node.raises
            elif exception is not None:
                lifted.append(identifier)
                if exception.leaves is not None:
                    standing[exception.id] = exception.leaves.risk
                    points.append(exception.leaves.point)
            elif node.only_doubt:
                continue
            elif node.raises is RiskClass.PROHIBITED and node.applies_from > self.tree.today:
                announced.append(identifier)
                doubts[identifier] = node.raises
            else:
                standing[identifier] = node.raises
                if node.group == "point":
                    points.append(identifier)
        return Weight(standing, tuple(announced), tuple(lifted), doubts, tuple(dict.fromkeys(points)))

    def holds(self, condition: Condition) -> bool:
        return not condition or any(
            all(self._match(key, wanted) for key, wanted in alternative.items()) for alternative in condition
        )

    def _match(self, key: str, wanted: tuple[str, ...]) -> bool:
        if key.startswith("@"):
            group = key.removeprefix("@")
            return any(
                set(said.values) & set(wanted) for said in self.said.values() if said.node.group == group
            )
        if key in self.said:
            return bool(set(self.said[key].values or (UNANSWERED,)) & set(wanted))
        match key:
            case "prohibited":
                found = self.weigh().at_least is RiskClass.PROHIBITED
            case "high":
                found = self.weigh().at_least is RiskClass.HIGH
            case "raised":
                found = any(self._raised(said) for said in self.said.values())
            case _:
                return False
        return ("yes" if found else "no") in wanted

    def _raised(self, said: Said) -> bool:
        """Something that could raise the class was not answered no, whatever an exception made of it."""
        if said.node.raises is None or said.strength is Strength.NO:
            return False
        return not said.node.area or said.strength is Strength.UNKNOWN


def walk(tree: Tree, answers: Answers) -> Walk:
    """The questions that these answers open. Raises AiActAnswerInvalid where an asked one has a value it doesn't offer."""
    done = Walk(tree)
    for section in tree.sections:
        if not done.ended and done.holds(section.visible_if):
            _ask(section, answers, done)
    return done


def _ask(section: Section, answers: Answers, done: Walk) -> None:
    for node in section.nodes:
        if done.ended:
            return
        if _asked(node, done.tree) and done.holds(node.visible_if):
            done.add(node, tuple(_chosen(node, answers.get(node.id))))


def _asked(node: Node, tree: Tree) -> bool:
    return node.asked_until is None or tree.today < node.asked_until


def visible(tree: Tree, answers: Answers) -> tuple[Node, ...]:
    """What is to be asked, in order, given the answers so far: those already answered included."""
    return tuple(said.node for said in walk(tree, answers).said.values())


def _chosen(node: Node, given: object) -> Iterator[Option]:
    offered = tuple(option.value for option in node.options)
    if given is None or given in ("", [], ()):
        return
    values = [given] if isinstance(given, str) else given
    if not isinstance(values, list | tuple) or (len(values) > 1 and not node.several):
        raise AiActAnswerInvalid(node.id, offered)
    for value in dict.fromkeys(value if isinstance(value, str) else "" for value in values):
        option = node.option(value)
        if option is None or (option.alone and len(set(values)) > 1):
            raise AiActAnswerInvalid(node.id, offered)
        yield option
