"""The mention of a copy, in the charter's words."""

from garant.assistant.mentions import Level, asks_for_mention, mention_for, mentions_for
from garant.charter import compile_policy, load_text
from world import CHARTER_DEPARTEMENT, CHARTER_REGION

POLICY = compile_policy(load_text(CHARTER_DEPARTEMENT))
WITHOUT = compile_policy(load_text(CHARTER_REGION))


def test_each_level_has_its_verb() -> None:
    said = [worded.text for worded in mentions_for(POLICY, system="IRIS", reviewer="Alice Martin")]
    assert said == [
        f"Ce contenu a été {verb} avec l’aide d’un outil d’IA (IRIS), relu par Alice Martin."
        for verb in ("imaginé", "rédigé", "amélioré")
    ]


def test_a_name_that_holds_braces_stays_a_name() -> None:
    worded = mention_for(POLICY, Level.IDEA, system="{relecteur}", reviewer="{verbe} {x}")
    assert worded is not None
    assert "({relecteur}), relu par {verbe} {x}." in worded.text


def test_a_charter_without_mention_asks_for_none() -> None:
    assert not asks_for_mention(WITHOUT)
    assert mention_for(WITHOUT, Level.IDEA, system="x", reviewer="y") is None
    assert asks_for_mention(POLICY)


def test_a_mention_for_exports_alone_is_not_one_for_copies() -> None:
    policy = compile_policy(load_text(CHARTER_DEPARTEMENT.replace("on: [copy, export, api]", "on: [export]")))
    assert not asks_for_mention(policy)
