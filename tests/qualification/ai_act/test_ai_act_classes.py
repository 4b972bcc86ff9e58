"""What each fact leads to, alone; and what never rescues it."""

from datetime import date
from itertools import product

import pytest
from tests.qualification.ai_act.ai_act_answers import (
    ANNOUNCED,
    AREAS,
    INNOCENT,
    LATER,
    POINTS,
    PRACTICES,
    TODAY,
    TRANSPARENCY,
    TREE,
    of,
    risk,
    with_facts,
)

from garant.qualification.ai_act import RiskClass, Role, classify, strictest, visible

EXEMPTED = {"6.3.profiling": "no", "6.3": ["a"], "6.3.risk": "no", "6.4": "yes"}
HIGH_PRODUCT = {"I": "A", "6.1.a": "safety", "6.1.b": "yes"}


def test_a_tool_to_which_nothing_applies_is_minimal():
    outcome = of({})
    assert outcome.risk is RiskClass.MINIMAL
    assert outcome.settled
    assert outcome.unknown == ()
    assert outcome.roles == (Role.DEPLOYER,)
    assert [duty.id for duty in outcome.duties] == ["4"]


# ---------------------------------------------------------------- prohibited


@pytest.mark.parametrize("practice", [each for each in PRACTICES if each not in ANNOUNCED])
@pytest.mark.parametrize("rest", [INNOCENT, {}], ids=["everything else no", "nothing else said"])
def test_each_prohibited_practice_alone_is_prohibited(practice: str, rest: dict[str, str]):
    outcome = classify({**rest, practice: "yes"}, today=TODAY)
    assert outcome.risk is RiskClass.PROHIBITED
    assert outcome.prohibited == (practice,)
    assert "5" in [duty.id for duty in outcome.duties]


@pytest.mark.parametrize("practice", ANNOUNCED)
def test_the_new_prohibitions_are_announced_then_apply(practice: str):
    facts = {practice: "yes", "3.3": ["built"]}
    eve, day = of(facts, date(2026, 12, 1)), of(facts, LATER)
    assert (eve.risk, eve.prohibited, eve.announced) == (RiskClass.TO_BE_EXAMINED, (), (practice,))
    assert "interdiction arrive" in eve.french
    coming = next(duty for duty in eve.duties if duty.id == "5.coming")
    assert (coming.applies_from, coming.applies) == (LATER, False)
    assert (day.risk, day.prohibited, day.announced) == (RiskClass.PROHIBITED, (practice,), ())
    assert next(duty for duty in day.duties if duty.id == "5").applies


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        ("built", True),
        ("adapted", True),
        ("renamed", True),
        ("imports", True),
        ("bought", False),
        ("distributes", False),
    ],
)
def test_what_a_tool_could_produce_only_binds_who_supplies_it(role: str, asked: bool):
    """Article 5(1a): who only uses a tool answers for what it does with it."""
    facts = {"5.1a": "yes", "3.3": [role]}
    assert risk(facts, LATER) is (RiskClass.PROHIBITED if asked else RiskClass.MINIMAL)
    assert risk(facts | {"5.1.ba": "yes"}, LATER) is RiskClass.PROHIBITED


@pytest.mark.parametrize(("letter", "point"), [("f", "III.1.c"), ("g", "III.1.b"), ("h", "III.1.a")])
def test_an_exception_leaves_a_biometric_practice_at_high_risk(letter: str, point: str):
    outcome = of({f"5.1.{letter}": "yes", f"5.1.{letter}.except": "yes"} | EXEMPTED)
    assert (outcome.risk, outcome.prohibited, outcome.annex_iii) == (RiskClass.HIGH, (), (point,))
    assert not outcome.exempt_6_3


@pytest.mark.parametrize("letter", "dfgh")
@pytest.mark.parametrize("answer", ["no", "unknown"])
def test_an_exception_that_is_not_certain_lifts_nothing(letter: str, answer: str):
    assert risk({f"5.1.{letter}": "yes", f"5.1.{letter}.except": answer}) is RiskClass.PROHIBITED


@pytest.mark.parametrize("practice", [each for each in PRACTICES if each not in ANNOUNCED])
def test_the_police_exceptions_rescue_no_other_practice(practice: str):
    others = {f"5.1.{letter}.except": "yes" for letter in "dfgh" if practice != f"5.1.{letter}"}
    assert risk(others | {practice: "yes"}) is RiskClass.PROHIBITED


def test_two_practices_of_which_one_is_excepted_stay_prohibited():
    outcome = of({"5.1.f": "yes", "5.1.f.except": "yes", "5.1.c": "yes"})
    assert (outcome.risk, outcome.prohibited) == (RiskClass.PROHIBITED, ("5.1.c",))


# ---------------------------------------------------------------- high: annex III


@pytest.mark.parametrize("point", POINTS)
def test_each_point_of_annex_iii_alone_is_high(point: str):
    outcome = of({point: "yes"})
    assert (outcome.risk, outcome.annex_iii) == (RiskClass.HIGH, (point,))
    assert outcome.settled


@pytest.mark.parametrize("point", [point for point in POINTS if point != "III.2"])
def test_a_point_counts_as_well_when_its_area_was_not_known(point: str):
    area = point.rpartition(".")[0]
    assert risk({area: "unknown", point: "yes"}) is RiskClass.HIGH
    assert risk({area: "no", point: "yes"}) is RiskClass.MINIMAL  # hidden


@pytest.mark.parametrize("area", AREAS)
def test_an_area_without_any_of_its_points_is_not_high(area: str):
    assert risk({area: "yes"}) is RiskClass.MINIMAL


@pytest.mark.parametrize("area", AREAS)
def test_a_doubt_on_an_area_stays_until_it_is_refused(area: str):
    outcome = of({area: "unknown"})
    assert outcome.risk is RiskClass.TO_BE_EXAMINED
    assert "répondez « non »" in outcome.unknown[0].advice


@pytest.mark.parametrize("point", POINTS)
def test_a_documented_exemption_lifts_a_point(point: str):
    outcome = of({point: "yes"} | EXEMPTED)
    assert (outcome.risk, outcome.exempt_6_3, outcome.annex_iii) == (RiskClass.MINIMAL, True, (point,))
    assert not outcome.fria_due
    assert not outcome.registration_due
    assert {"6.4", "49.2"} <= {duty.id for duty in outcome.duties}


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("profiling", ["yes", "unknown", ""])
def test_profiling_is_never_exempt(point: str, profiling: str):
    for condition, influence, written in product("abcd", ("no", "yes"), ("yes", "no")):
        given = {"6.3.profiling": profiling, "6.3": [condition], "6.3.risk": influence, "6.4": written}
        outcome = of({point: "yes"} | given)
        assert (outcome.risk, outcome.exempt_6_3) == (RiskClass.HIGH, False)
        assert outcome.profiling is {"yes": True, "unknown": None, "": None}[profiling]


@pytest.mark.parametrize("condition", [["a"], ["b"], ["c"], ["d"], ["a", "d"], ["none"], ["unknown"], []])
@pytest.mark.parametrize("influence", ["no", "yes", "unknown", ""])
@pytest.mark.parametrize("written", ["yes", "no", "unknown", ""])
def test_an_exemption_needs_a_condition_no_influence_and_a_written_assessment(
    condition: list[str], influence: str, written: str
):
    outcome = of(
        {"III.5.a": "yes", "6.3.profiling": "no", "6.3": condition, "6.3.risk": influence, "6.4": written}
    )
    exempt = condition[:1] not in ([], ["none"], ["unknown"]) and (influence, written) == ("no", "yes")
    assert outcome.exempt_6_3 is exempt
    assert outcome.risk is (RiskClass.MINIMAL if exempt else RiskClass.HIGH)


def test_an_exemption_does_not_settle_a_point_that_is_unknown():
    outcome = of({"III.4.a": "yes", "III.5": "unknown", "III.5.a": "unknown"} | EXEMPTED)
    assert (outcome.risk, outcome.could_be) == (RiskClass.TO_BE_EXAMINED, RiskClass.HIGH)


# ---------------------------------------------------------------- high: annex I


@pytest.mark.parametrize("product_", ["no", "A", "B", "unknown"])
@pytest.mark.parametrize("place", ["product", "safety", "comfort", "unknown"])
@pytest.mark.parametrize("third_party", ["yes", "no", "unknown"])
def test_annex_i_needs_a_product_its_safety_and_a_third_party(product_: str, place: str, third_party: str):
    outcome = of({"I": product_, "6.1.a": place, "6.1.b": third_party})
    sure = product_ in "AB" and place in ("product", "safety") and third_party == "yes"
    asked = [product_]
    if product_ != "no":
        asked.append(place)
        if place != "comfort":
            asked.append(third_party)
    if sure:
        expected = RiskClass.HIGH
    else:
        expected = RiskClass.TO_BE_EXAMINED if "unknown" in asked else RiskClass.MINIMAL
    assert outcome.risk is expected
    assert outcome.annex_i is sure
    assert outcome.annex_i_section == (product_ if sure else None)


def test_the_exemption_of_annex_iii_never_rescues_annex_i():
    outcome = of({"III.5.a": "yes"} | EXEMPTED | HIGH_PRODUCT)
    assert (outcome.risk, outcome.annex_i, outcome.exempt_6_3) == (RiskClass.HIGH, True, True)
    assert risk(EXEMPTED | HIGH_PRODUCT) is RiskClass.HIGH


# ---------------------------------------------------------------- transparency


@pytest.mark.parametrize("fact", TRANSPARENCY)
@pytest.mark.parametrize("role", [["bought"], ["built"], "unknown"], ids=str)
def test_each_case_of_article_50_alone_asks_for_transparency(fact: str, role: str):
    outcome = of({fact: "yes", "3.3": role})
    expected = (
        RiskClass.TO_BE_EXAMINED
        if role == "unknown" and outcome.could_be is RiskClass.PROHIBITED
        else RiskClass.TRANSPARENCY
    )
    assert outcome.risk is expected
    assert outcome.transparency == (fact,)


@pytest.mark.parametrize(
    ("fact", "answer", "lifts"),
    [
        ("50.1", "obvious", True),
        ("50.1", "crime", True),
        ("50.1", "none", False),
        ("50.1", "unknown", False),
        ("50.2", "assistive", True),
        ("50.2", "same", True),
        ("50.2", "crime", True),
        ("50.2", "unknown", False),
        ("50.3", "yes", True),
        ("50.3", "no", False),
        ("50.3", "unknown", False),
        ("50.4.1", "crime", True),
        ("50.4.1", "artistic", False),
        ("50.4.1", "unknown", False),
        ("50.4.2", "yes", True),
        ("50.4.2", "crime", True),
        ("50.4.2", "no", False),
        ("50.4.2", "unknown", False),
    ],
)
def test_an_exception_of_article_50_lifts_its_own_case(fact: str, answer: str, lifts: bool):
    assert risk({fact: "yes", f"{fact}.except": answer}) is (
        RiskClass.MINIMAL if lifts else RiskClass.TRANSPARENCY
    )
    other = "50.4.2" if fact != "50.4.2" else "50.1"
    assert risk({fact: "yes", f"{fact}.except": answer, other: "yes"}) is RiskClass.TRANSPARENCY


def test_transparency_comes_on_top_of_high_risk():
    outcome = of({"III.5.a": "yes", "50.1": "yes"})
    assert outcome.risk is RiskClass.HIGH
    assert "50.1" in [duty.id for duty in outcome.duties]


# ---------------------------------------------------------------- outside of the regulation


@pytest.mark.parametrize(
    "facts",
    [
        {"3.1": "no"},
        {"3.1": "unknown", "3.1.rules": "yes"},
        {"2": "defence"},
        {"2": "research"},
        {"2": "personal"},
        {"2.12": "yes"},
        {"2.12": "yes", "III.4": "yes"},  # an area of which no point applies
    ],
    ids=str,
)
def test_what_is_outside_of_the_regulation_owes_nothing(facts: dict[str, str]):
    outcome = of(facts)
    assert outcome.risk is RiskClass.OUT_OF_SCOPE
    assert (outcome.duties, outcome.unknown) == ((), ())


@pytest.mark.parametrize(
    "fact",
    [{"5.1.c": "yes"}, {"III.5.a": "yes"}, HIGH_PRODUCT, {"50.1": "yes"}, {"III.5.a": "yes"} | EXEMPTED],
    ids=str,
)
def test_an_open_source_licence_excuses_neither_risk_nor_transparency(fact: dict[str, str]):
    assert risk(fact | {"2.12": "yes"}) is risk(fact)
    assert risk(fact | {"2.12": "yes"}) is not RiskClass.OUT_OF_SCOPE


# ---------------------------------------------------------------- roles


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        (["built"], (Role.PROVIDER, Role.DEPLOYER)),
        (["adapted"], (Role.PROVIDER, Role.DEPLOYER)),
        (["renamed"], (Role.PROVIDER, Role.DEPLOYER)),
        (["bought"], (Role.DEPLOYER,)),
        (["distributes"], (Role.DISTRIBUTOR,)),
        (["imports"], (Role.IMPORTER,)),
        (["bought", "distributes"], (Role.DEPLOYER, Role.DISTRIBUTOR)),
        (["unknown"], ()),
        ([], ()),
    ],
)
def test_what_one_does_with_a_tool_gives_the_role(said: list[str], roles: tuple[Role, ...]):
    assert of({"3.3": said}).roles == roles


@pytest.mark.parametrize("change", ["25.1.b", "25.1.c"])
@pytest.mark.parametrize("role", ["bought", "distributes", "imports"])
def test_changing_a_high_risk_system_or_its_purpose_makes_a_provider(change: str, role: str):
    assert Role.PROVIDER in of({"III.4.a": "yes", change: "yes", "3.3": [role]}).roles
    assert Role.PROVIDER in of(HIGH_PRODUCT | {change: "yes", "3.3": [role]}).roles
    assert Role.PROVIDER not in of({"III.4.a": "yes", "3.3": [role]}).roles
    assert Role.PROVIDER not in of({"50.1": "yes", change: "yes", "3.3": [role]}).roles  # not high: not asked
    assert Role.PROVIDER not in of({"III.4.a": "yes", change: "yes", "3.3": [role]} | EXEMPTED).roles


def test_a_model_of_ones_own_makes_a_provider_of_models():
    outcome = of({"3.3": ["built"], "53.1": "yes"})
    assert Role.GPAI_PROVIDER in outcome.roles
    assert "53" in [duty.id for duty in outcome.duties]
    assert Role.GPAI_PROVIDER not in of({"53.1": "yes"}).roles  # not asked of who only uses a tool


# ---------------------------------------------------------------- what is not known


def test_nothing_said_is_to_be_examined():
    outcome = classify({}, today=TODAY)
    assert (outcome.risk, outcome.at_least, outcome.could_be) == (
        RiskClass.TO_BE_EXAMINED,
        RiskClass.MINIMAL,
        RiskClass.PROHIBITED,
    )
    assert not any(unknown.answered for unknown in outcome.unknown)


@pytest.mark.parametrize("node", [node.id for node in visible(TREE, INNOCENT)])
@pytest.mark.parametrize("answer", ["unknown", ""])
def test_unknown_is_never_minimal(node: str, answer: str):
    outcome = classify(INNOCENT | {node: answer}, today=TODAY)
    assert outcome.risk is RiskClass.TO_BE_EXAMINED
    assert node in [unknown.node for unknown in outcome.unknown]


@pytest.mark.parametrize("point", [*POINTS, *AREAS])
def test_a_chatbot_with_a_doubt_on_annex_iii_is_not_called_a_mere_chatbot(point: str):
    outcome = of({"50.1": "yes", point: "unknown"})
    assert outcome.risk is RiskClass.TO_BE_EXAMINED
    assert (outcome.at_least, outcome.could_be, outcome.settled) == (
        RiskClass.TRANSPARENCY,
        RiskClass.HIGH,
        False,
    )


def test_what_is_unknown_says_whom_to_ask():
    unknown = of({"III.4": "yes", "III.4.a": "unknown"}).unknown
    assert ("III.4.a", RiskClass.HIGH, True) in [
        (each.node, each.could_be, each.answered) for each in unknown
    ]
    assert "ressources humaines" in unknown[0].advice


def test_the_classes_have_an_order():
    order = [RiskClass.OUT_OF_SCOPE, RiskClass.MINIMAL, RiskClass.TRANSPARENCY, RiskClass.TO_BE_EXAMINED, RiskClass.HIGH, RiskClass.PROHIBITED]  # fmt: skip
    assert [each.strictness for each in order] == [0, 1, 2, 2, 3, 4]
    for number, milder in enumerate(order):
        for stricter in order[number:]:
            assert strictest([milder, stricter]) is stricter
            assert strictest([stricter, milder]) is stricter


def test_the_answers_of_a_test_are_those_that_the_tree_asks():
    assert set(with_facts({"III.5.a": "yes"})) == {node.id for node in TREE.nodes}
