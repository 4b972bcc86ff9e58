"""Forbidden uses of the shipped charters: each names its recogniser, and the examples of these hold in the charter."""

import pytest

from garant.charter import (
    Policy,
    compile_policy,
    forbidden_use,
    load_shipped,
    recogniser,
    reference_charters,
    shipped_charters,
    shipped_recognisers,
)

AHP, SUD = "alpes-de-haute-provence", "region-sud"

# (charter, clause, its recogniser)
USES = (
    (AHP, "egalite", "tri-sur-critere-protege"),
    (AHP, "responsabilite", "decision-par-la-machine"),
    (SUD, "equite", "tri-sur-critere-protege"),
    (SUD, "decision-humaine", "decision-par-la-machine"),
    (SUD, "reconnaissance-faciale", "reconnaissance-faciale"),
    (SUD, "notation-sociale", "notation-sociale"),
    (SUD, "emotions", "lecture-des-emotions"),
    (SUD, "manipulation", "manipulation"),
    (SUD, "profilage", "deduction-biometrique"),
    (SUD, "profilage", "prediction-de-delits"),
    (SUD, "images-intimes", "images-intimes"),
    ("hauts-de-france", "decision-humaine", "decision-par-la-machine"),
    ("hauts-de-france", "risques", "reconnaissance-faciale"),
    ("hauts-de-france", "recrutement", "tri-sur-critere-protege"),
    ("isere", "decision-humaine", "decision-par-la-machine"),
    ("isere", "biais", "tri-sur-critere-protege"),
    ("ess", "decider", "decision-par-la-machine"),
    ("ess", "biais", "tri-sur-critere-protege"),
    ("essentielle", "decider", "decision-par-la-machine"),
    ("essentielle", "decider", "tri-sur-critere-protege"),
)
RECOGNISED = [(*use, text) for use in USES for text in recogniser(use[2]).examples.recognised]
LEFT_ALONE = sorted({text for name in shipped_recognisers() for text in recogniser(name).examples.left_alone})


@pytest.fixture(scope="module")
def policies() -> dict[str, Policy]:
    return {charter: compile_policy(load_shipped(charter)) for charter in reference_charters()}


def test_every_forbidden_use_of_the_references_names_its_recogniser(policies: dict[str, Policy]) -> None:
    written = [
        (charter, use.clause, name)
        for charter, policy in policies.items()
        for use in policy.forbidden
        for name in use.recognisers
    ]
    assert sorted(written) == sorted(USES)
    assert {name for _, _, name in USES} == set(shipped_recognisers())


def test_a_reference_says_a_forbidden_use_as_its_recogniser_does(policies: dict[str, Policy]) -> None:
    for policy in policies.values():
        for use in policy.forbidden:
            assert [recogniser(name).use for name in use.recognisers] == [use.use]
            assert use.patterns == recogniser(use.recognisers[0]).patterns


@pytest.mark.parametrize(("charter", "clause", "name", "text"), RECOGNISED)
def test_a_request_for_a_forbidden_use_is_recognised(
    policies: dict[str, Policy], charter: str, clause: str, name: str, text: str
) -> None:
    found = forbidden_use(policies[charter], text)
    assert any(use.clause == clause and use.recognisers == (name,) for use in found)


@pytest.mark.parametrize("text", LEFT_ALONE)
@pytest.mark.parametrize("charter", [AHP, SUD])  # between them, every recogniser
def test_a_near_miss_of_any_use_passes(policies: dict[str, Policy], charter: str, text: str) -> None:
    assert forbidden_use(policies[charter], text) == ()


@pytest.mark.parametrize(("charter", "clause", "name", "text"), RECOGNISED)
def test_a_request_is_recognised_within_a_letter_and_whatever_its_case(
    policies: dict[str, Policy], charter: str, clause: str, name: str, text: str
) -> None:
    letter = f"Bonjour,\r\n\r\nVoici mon dossier. {text.upper()}\r\n\r\nMerci d’avance."
    assert clause in {use.clause for use in forbidden_use(policies[charter], letter)}


@pytest.mark.parametrize("author", shipped_charters())
@pytest.mark.parametrize("charter", [AHP, SUD])
def test_a_charter_may_itself_be_quoted_to_an_assistant(
    policies: dict[str, Policy], charter: str, author: str
) -> None:
    for clause in load_shipped(author).clauses:
        asked = f"Résume cette clause en une phrase.\n\n{clause.title}\n\n{clause.text}"
        assert forbidden_use(policies[charter], asked) == (), clause.id


def test_a_child_charter_inherits_what_its_parent_forbids() -> None:
    policy = compile_policy(load_shipped("demo-departement"))
    assert {
        use.clause
        for use in forbidden_use(policy, recogniser("tri-sur-critere-protege").examples.recognised[0])
    } == {"egalite"}
