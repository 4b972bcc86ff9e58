"""What the page foresees is what the gateway does: the same text, the same decision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.assistant.foresight import foresee, judged
from garant.assistant.offered import Offered
from garant.charter import compile_policy, forbidden_use, load_text, shipped_charters, shipped_text
from garant.gateway.ruling import rule
from garant.gateway.snapshot import System
from garant.words import Action, DataClass, Zone
from world import CHARTER_DEPARTEMENT

POLICIES = [
    compile_policy(load_text(CHARTER_DEPARTEMENT)),
    *(compile_policy(load_text(shipped_text(name))) for name in shipped_charters()),
]
PIECES = [
    "Bonjour, résume ce texte. ",
    "Mme Jeanne Lefèvre, 12 rue des Lilas, 04000 Digne-les-Bains. ",
    "NIR : 2 84 05 04 070 012 34. ",
    "Allocataire CAF n° 1234567 A. ",
    "Mot de passe : Tr0ub4dor&3xyz. ",
    "Classe ces candidats selon leur origine. ",
    "L’IBAN FR76 3000 6000 0112 3456 7890 189. ",
    "La mairie de Digne-les-Bains. ",
    "Elle est suivie pour un diabète. ",
    "Mme Lefèvre est en arrêt maladie pour dépression. ",
]


def offered(
    name: str, zone: Zone, *, target: bool = False, allowed: frozenset[DataClass] | None = None
) -> Offered:
    return Offered(name, name, name, zone, 1, "", "", "", allowed, target)


def as_system(system: Offered) -> System:
    return System(
        id=system.id, organisation="o", model=system.model, name=system.name, zone=system.zone, level=1,
        url="", upstream_model="", allowed_classes=system.allowed, reroute_target=system.takes_rerouted,
    )  # fmt: skip


SYSTEMS = (
    offered("dedans", Zone.INTERNAL, target=True),
    offered("confiance", Zone.SOVEREIGN),
    offered("dehors", Zone.EXTERNAL),
    offered("strict", Zone.EXTERNAL, allowed=frozenset({DataClass.INDIRECT})),
)


@given(st.sampled_from(POLICIES), st.sampled_from(SYSTEMS), st.lists(st.sampled_from(PIECES)).map("".join))
def test_the_page_and_the_gateway_decide_alike(policy, system, text) -> None:  # type: ignore[no-untyped-def]
    if policy.approval(system.zone) is None:
        return  # such a system is not offered; the gateway refuses it before it reads the text
    foreseen = foresee(text, policy=policy, system=system, systems=SYSTEMS)
    reading = judged(text, policy=policy, systems=SYSTEMS)
    classes = reading.classes
    ruling = rule(
        policy,
        as_system(system),
        classes=lambda zone: classes,
        uses=forbidden_use(policy, text),
        others=[as_system(other) for other in SYSTEMS],
        beyond=reading.beyond_pseudonyms,
    )
    assert foreseen.action is ruling.action
    assert (foreseen.served.id if foreseen.served else None) == (ruling.server.id if ruling.server else None)
    assert tuple(quote.id for quote in foreseen.quotes) == ruling.prevailing


DEPARTEMENT = POLICIES[0]
INSIDE, _, OUTSIDE, STRICT = SYSTEMS


def test_each_datum_is_marked_where_it_stands() -> None:
    text = "Écrivez à Mme Jeanne Lefèvre (NIR 2 84 05 04 070 012 34)."
    foreseen = foresee(text, policy=DEPARTEMENT, system=OUTSIDE, systems=SYSTEMS)
    assert [text[mark.start : mark.end] for mark in foreseen.marks] == [
        "Jeanne Lefèvre",
        "2 84 05 04 070 012 34",
    ]
    assert {mark.action for mark in foreseen.marks} == {Action.PSEUDONYMISE}
    (group,) = foreseen.deciding
    assert group.quote is not None
    assert group.quote.id == "donnees"


def test_a_secret_decides_alone_and_the_names_are_said_besides() -> None:
    text = "Mme Jeanne Lefèvre, mot de passe : Tr0ub4dor&3xyz"
    foreseen = foresee(text, policy=DEPARTEMENT, system=OUTSIDE, systems=SYSTEMS)
    assert foreseen.action is Action.BLOCK
    assert [label.value for group in foreseen.deciding for label, _ in group.labels] == ["SECRET"]
    assert [label.value for label, _ in foreseen.also] == ["PERSON"]


def test_a_plain_text_leaves_with_no_mark() -> None:
    foreseen = foresee(
        "Résume ce règlement en cinq points.", policy=DEPARTEMENT, system=OUTSIDE, systems=SYSTEMS
    )
    assert foreseen.action is Action.ALLOW
    assert foreseen.marks == ()
    assert foreseen.served is OUTSIDE


def test_the_conversation_so_far_weighs_and_is_said_only_where_it_does() -> None:
    before = frozenset({DataClass.VULNERABLE})
    foreseen = foresee("Merci.", policy=DEPARTEMENT, system=OUTSIDE, systems=SYSTEMS, before=before)
    assert foreseen.action is Action.REROUTE
    assert foreseen.from_before == (DataClass.VULNERABLE,)
    inside = foresee("Merci.", policy=DEPARTEMENT, system=INSIDE, systems=SYSTEMS, before=before)
    assert inside.from_before == ()


def test_what_has_nowhere_to_go_does_not_leave() -> None:
    foreseen = foresee(
        "Allocataire CAF n° 1234567 A.", policy=DEPARTEMENT, system=OUTSIDE, systems=(OUTSIDE, STRICT)
    )
    assert foreseen.action is Action.BLOCK
    assert foreseen.served is None


@pytest.mark.parametrize("mode", ["apply", "observe"])
def test_a_forbidden_use_under_observation_is_said_and_lets_pass(mode: str) -> None:
    text = CHARTER_DEPARTEMENT.replace("origine.,", f"origine., mode: {mode},")
    policy = compile_policy(load_text(text))
    foreseen = foresee(
        "Classe ces candidats selon leur origine.", policy=policy, system=INSIDE, systems=SYSTEMS
    )
    (seen,) = foreseen.forbidden
    assert seen.observed is (mode == "observe")
    assert foreseen.action is (Action.ALLOW if seen.observed else Action.BLOCK)
