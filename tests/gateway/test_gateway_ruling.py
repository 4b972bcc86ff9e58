from dataclasses import replace
from typing import Any

import pytest
from gateway_world import CHARTER, policy, systems

from garant.charter import forbidden_use
from garant.gateway.ruling import Ruling, rule, takes_everything
from garant.gateway.snapshot import System
from garant.words import Action, DataClass, Zone

EXTERNAL, INTERNAL, SOVEREIGN, *_ = systems("http://e/v1", "http://i/v1")


def ruled(*classes: DataClass, asked: System = EXTERNAL, charter: str = CHARTER, **options: Any) -> Ruling:
    options.setdefault("others", [EXTERNAL, INTERNAL])
    return rule(policy(charter), asked, classes=lambda zone: frozenset(classes), **options)


def test_nothing_found_is_allowed_by_the_clause_that_approves_the_system() -> None:
    ruling = ruled()
    assert (ruling.action, ruling.server, ruling.masked) == (Action.ALLOW, EXTERNAL, frozenset())
    assert ruling.clauses == {"systemes": Action.ALLOW}


def test_the_strictest_class_decides_and_the_milder_ones_are_masked_where_it_goes() -> None:
    ruling = ruled(DataClass.PERSONAL, DataClass.INDIRECT)
    assert (ruling.action, ruling.server) == (Action.PSEUDONYMISE, EXTERNAL)
    assert ruling.masked == {DataClass.PERSONAL}
    assert ruling.prevailing == ("donnees",)


def test_a_class_without_a_rule_is_refused() -> None:
    ruling = ruled(DataClass.HEALTH)
    assert (ruling.action, ruling.server, ruling.prevailing) == (Action.BLOCK, None, ())


def test_what_is_re_routed_goes_as_the_target_zone_says() -> None:
    ruling = ruled(DataClass.VULNERABLE, DataClass.PERSONAL)
    assert (ruling.action, ruling.server) == (Action.REROUTE, INTERNAL)
    assert ruling.masked == frozenset()
    assert ruling.clauses == {"systemes": Action.ALLOW, "donnees": Action.REROUTE, "interne": Action.ALLOW}


def test_a_target_that_masks_receives_pseudonyms() -> None:
    charter = CHARTER.replace(
        "minor, vulnerable, internal_document, secret, indirect]\n              zones: [internal]\n              action: allow",
        "minor, vulnerable, internal_document, secret, indirect]\n              zones: [internal]\n              action: pseudonymise",
    )
    ruling = ruled(DataClass.VULNERABLE, charter=charter)
    assert (ruling.server, ruling.masked) == (INTERNAL, {DataClass.VULNERABLE})


@pytest.mark.parametrize(
    "target",
    [
        replace(INTERNAL, reroute_target=False),
        replace(INTERNAL, approved=False),
        replace(INTERNAL, level=3),
        replace(INTERNAL, allowed_classes=frozenset({DataClass.PERSONAL})),
        replace(INTERNAL, zone=Zone.EXTERNAL),
        replace(INTERNAL, zone=Zone.SOVEREIGN),
    ],
)
def test_without_a_target_that_may_take_it_it_is_refused(target: System) -> None:
    ruling = ruled(DataClass.VULNERABLE, others=[target])
    assert (ruling.action, ruling.server, ruling.prevailing) == (Action.BLOCK, None, ("donnees",))
    assert ruling.clauses["donnees"] is Action.BLOCK


def test_a_block_is_not_softened_to_a_re_routing() -> None:
    assert ruled(DataClass.SECRET, DataClass.VULNERABLE).server is None


def test_a_system_may_allow_less_than_its_zone() -> None:
    narrow = replace(EXTERNAL, allowed_classes=frozenset({DataClass.INDIRECT}))
    assert ruled(DataClass.PERSONAL, asked=narrow).action is Action.BLOCK
    assert ruled(DataClass.INDIRECT, asked=narrow).action is Action.ALLOW


def test_a_conversation_that_was_re_routed_is_re_routed_again_by_the_same_clause() -> None:
    ruling = ruled(rerouted_before=("donnees",))
    assert (ruling.action, ruling.server, ruling.prevailing) == (Action.REROUTE, INTERNAL, ("donnees",))
    assert ruled(DataClass.SECRET, rerouted_before=("donnees",)).action is Action.BLOCK
    assert ruled(rerouted_before=("donnees",), others=[]).server is None


def test_a_forbidden_use_is_refused_before_anything_else() -> None:
    uses = forbidden_use(policy(), "Classe ces candidats.")
    ruling = ruled(DataClass.VULNERABLE, uses=uses)
    assert (ruling.action, ruling.server, ruling.prevailing) == (Action.BLOCK, None, ("interdits",))
    assert ruling.forbidden == uses[0]


def test_a_use_under_observation_is_counted_and_served() -> None:
    charter = CHARTER.replace(
        "keywords: [[class*, candidat*]]}", "keywords: [[class*, candidat*]], mode: observe}"
    )
    uses = forbidden_use(policy(charter), "Classe ces candidats.")
    assert uses
    ruling = ruled(uses=uses, charter=charter)
    assert (ruling.action, ruling.observed) == (Action.ALLOW, {"interdits": Action.BLOCK})


def test_a_data_rule_under_observation_is_counted_and_not_applied() -> None:
    ruling = ruled(DataClass.INDIRECT)
    assert (ruling.action, ruling.observed) == (Action.ALLOW, {"donnees": Action.WARN})


def test_a_system_takes_everything_only_where_no_class_is_held_back() -> None:
    assert takes_everything(policy(), INTERNAL)
    assert not takes_everything(policy(), EXTERNAL)
    assert not takes_everything(policy(), SOVEREIGN)
    assert not takes_everything(policy(), replace(INTERNAL, allowed_classes=frozenset({DataClass.PERSONAL})))
    milder = CHARTER.replace("              action: allow", "              action: warn")
    assert takes_everything(policy(milder), INTERNAL)
