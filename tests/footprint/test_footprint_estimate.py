"""Estimates: intervals with their method, or a reason; never a zero."""

import logging
import subprocess
import sys
from importlib.metadata import version

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.footprint import Footprint, Interval, NotEstimated, Parameters, estimate
from garant.footprint.result import caveat

QUICK = settings(max_examples=150, deadline=None)
MEASURES = ("kwh", "kgco2e", "litres", "kgsbe", "mj")


def intervals(low: float, high: float) -> st.SearchStrategy[Interval]:
    bound = st.floats(low, high, allow_nan=False)
    return st.tuples(bound, bound).map(lambda pair: Interval(min(pair), max(pair)))


def own_systems() -> st.SearchStrategy[Parameters]:
    return st.builds(
        Parameters,
        total_billions=intervals(0.5, 700),
        zone=st.sampled_from(["FRA", "SWE", "USA", "POL", "WOR"]),
        pue=st.none() | intervals(1, 3),
        wue_litres_per_kwh=st.none() | intervals(0, 5),
        batch_size=st.none() | intervals(1, 256),
        bits=st.none() | intervals(2, 16),
        gpu=st.booleans(),
    )


def known_systems() -> st.SearchStrategy[Parameters]:
    return st.builds(
        lambda known, zone: Parameters(provider=known[0], model=known[1], zone=zone),
        st.sampled_from(
            [
                ("openai", "gpt-4o"),
                ("mistralai", "mistral-large-latest"),
                ("anthropic", "claude-sonnet-4-5"),
                ("huggingface_hub", "openai/gpt-oss-120b"),
            ]
        ),
        st.sampled_from([None, "FRA", "USA"]),
    )


def footprint(parameters: Parameters, tokens: int = 400, seconds: float = 6.0) -> Footprint:
    found = estimate(parameters, output_tokens=tokens, seconds=seconds)
    assert isinstance(found, Footprint), found
    return found


def reason(parameters: Parameters | None, tokens: int | None = 400) -> NotEstimated:
    found = estimate(parameters, output_tokens=tokens, seconds=6.0)
    assert isinstance(found, NotEstimated), found
    return found


@pytest.mark.parametrize(
    ("model", "provider", "zone", "low_wh", "high_wh", "low_g", "high_g"),
    [
        ("gpt-4o", "openai", "USA", 0.58, 0.96, 0.238, 0.386),
        ("gpt-4o", "openai", "FRA", 0.58, 0.96, 0.040, 0.056),
        ("mistral-large-latest", "mistralai", "SWE", 1.09, 1.09, 0.070, 0.070),
        ("openai/gpt-oss-120b", "huggingface_hub", "FRA", 0.093, 0.097, 0.0078, 0.0079),
    ],
)
def test_a_known_model_has_the_figures_that_the_method_gives(
    model: str, provider: str, zone: str, low_wh: float, high_wh: float, low_g: float, high_g: float
) -> None:
    """Reference values of ecologits 0.11.3 for 400 tokens in 6 s, noted before this code was written."""
    found = footprint(Parameters(provider=provider, model=model, zone=zone))
    assert found.kwh.min * 1e3 == pytest.approx(low_wh, rel=0.02)
    assert found.kwh.max * 1e3 == pytest.approx(high_wh, rel=0.02)
    assert found.kgco2e.min * 1e3 == pytest.approx(low_g, rel=0.02)
    assert found.kgco2e.max * 1e3 == pytest.approx(high_g, rel=0.02)


def test_a_small_server_is_far_from_the_default_of_the_method() -> None:
    """gpt-oss-120b at home: alone on the server it takes four times the energy of a batch of 64."""
    at_scale = footprint(
        Parameters(total_billions=117, active_billions=5.1, zone="FRA", pue=1.3, batch_size=64, bits=16)
    )
    at_home = footprint(
        Parameters(total_billions=117, active_billions=5.1, zone="FRA", pue=1.3, batch_size=4, bits=16)
    )
    assert at_scale.kwh.max * 1e3 == pytest.approx(0.111, rel=0.02)
    assert at_home.kwh.max * 1e3 == pytest.approx(0.421, rel=0.02)
    assert at_home.kgco2e.max * 1e3 == pytest.approx(0.080, rel=0.02)


def test_a_footprint_bears_its_method_its_zone_and_what_was_used() -> None:
    found = footprint(Parameters(total_billions=8, zone="fra", pue=1.3, batch_size=4))
    assert found.method == f"ecologits {version('ecologits')}"
    assert found.zone == "FRA"
    assert found.parameters["batch_size"] == [4, 4]
    assert found.parameters["bits"] == [4, 16]
    assert found.parameters["output_tokens"] == 400
    assert [each.code for each in found.caveats] == ["assumed_bits", "assumed_wue_litres_per_kwh"]
    assert (
        found.warnings[0]
        == "La précision des poids du modèle n’est pas déclarée : supposée entre 4 et 16 bits."
    )


def test_a_system_that_is_fully_declared_has_one_figure_and_no_caveat() -> None:
    found = footprint(
        Parameters(total_billions=8, zone="FRA", pue=1.3, wue_litres_per_kwh=0, batch_size=4, bits=4)
    )
    assert found.caveats == ()
    assert found.kwh.min == found.kwh.max > 0


def test_a_provider_without_a_zone_takes_the_methods_zone_and_says_so() -> None:
    found = footprint(Parameters(provider="mistralai", model="mistral-large-latest"))
    assert found.zone == "SWE"
    assert "assumed_zone" in [each.code for each in found.caveats]
    declared = footprint(Parameters(provider="mistralai", model="mistral-large-latest", zone="SWE"))
    assert declared.kgco2e == found.kgco2e
    assert "assumed_zone" not in [each.code for each in declared.caveats]


def test_a_machine_without_graphics_processors_is_said() -> None:
    assert "without_gpu" in [
        each.code for each in footprint(Parameters(total_billions=1.5, zone="FRA", gpu=False)).caveats
    ]
    assert "without_gpu" not in [
        each.code for each in footprint(Parameters(total_billions=1.5, zone="FRA")).caveats
    ]


@QUICK
@given(own_systems() | known_systems(), st.integers(1, 100_000), st.integers(1, 100_000), st.floats(0.1, 600))
def test_more_tokens_never_take_less(given: Parameters, one: int, other: int, seconds: float) -> None:
    fewer, more = footprint(given, min(one, other), seconds), footprint(given, max(one, other), seconds)
    for measure in MEASURES:
        assert getattr(fewer, measure).min <= getattr(more, measure).min
        assert getattr(fewer, measure).max <= getattr(more, measure).max


@QUICK
@given(own_systems() | known_systems(), st.integers(1, 20_000), st.floats(0.1, 600), st.floats(0.1, 600))
def test_a_longer_answer_never_takes_less(given: Parameters, tokens: int, one: float, other: float) -> None:
    shorter, longer = footprint(given, tokens, min(one, other)), footprint(given, tokens, max(one, other))
    for measure in MEASURES:
        assert getattr(shorter, measure).max <= getattr(longer, measure).max


@QUICK
@given(own_systems(), st.data())
def test_a_wider_interval_holds_the_narrower_one(given: Parameters, data: st.DataObject) -> None:
    """Knowing less never makes the answer narrower, nor moves it elsewhere."""
    name, low, high = data.draw(
        st.sampled_from(
            [
                ("batch_size", 1, 256),
                ("bits", 2, 16),
                ("pue", 1, 3),
                ("wue_litres_per_kwh", 0, 5),
                ("total_billions", 0.5, 700),
            ]
        )
    )
    narrow, other = data.draw(intervals(low, high)), data.draw(intervals(low, high))
    wide = Interval(min(narrow.min, other.min), max(narrow.max, other.max))
    written = given.to_mapping()
    narrower = footprint(Parameters.from_mapping(written | {name: [narrow.min, narrow.max]}))
    wider = footprint(Parameters.from_mapping(written | {name: [wide.min, wide.max]}))
    for measure in MEASURES:
        assert getattr(wider, measure).contains(getattr(narrower, measure)), measure


@QUICK
@given(own_systems() | known_systems(), st.integers(1, 10**7), st.floats(allow_nan=True, allow_infinity=True))
def test_an_estimate_is_never_zero(given: Parameters, tokens: int, seconds: float) -> None:
    found = footprint(given, tokens, seconds)
    assert all(getattr(found, measure).min > 0 for measure in MEASURES)


def test_silence_about_a_parameter_is_wider_than_any_value_within_the_assumption() -> None:
    silent = footprint(Parameters(total_billions=8, zone="FRA", pue=1.3, bits=8))
    for batch in (1, 2, 8, 64):
        said = footprint(Parameters(total_billions=8, zone="FRA", pue=1.3, bits=8, batch_size=batch))
        assert silent.kwh.contains(said.kwh)
    outside = footprint(Parameters(total_billions=8, zone="FRA", pue=1.3, bits=8, batch_size=256))
    assert not silent.kwh.contains(outside.kwh)


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf")])
def test_an_unknown_duration_is_said_and_never_lowers_the_figure(seconds: float) -> None:
    given = Parameters(total_billions=8, zone="FRA")
    found = footprint(given, seconds=seconds)
    assert "duration_unknown" in [each.code for each in found.caveats]
    assert found.parameters["seconds"] is None
    assert found.kwh.max >= footprint(given, seconds=3600).kwh.max


@pytest.mark.parametrize(
    ("parameters", "tokens", "code"),
    [
        (None, 400, "footprint_parameters_missing"),
        (Parameters(zone="FRA"), 400, "footprint_parameters_missing"),
        (Parameters(active_billions=5, zone="FRA"), 400, "footprint_parameters_missing"),
        (Parameters(total_billions=8, zone="FRA"), None, "footprint_tokens_unknown"),
        (Parameters(total_billions=8, zone="FRA"), 0, "footprint_no_tokens"),
        (Parameters(total_billions=8, zone="FRA"), -3, "footprint_no_tokens"),
        (Parameters(total_billions=8), 400, "footprint_zone_missing"),
        (Parameters(total_billions=8, zone="FR"), 400, "footprint_zone_unknown"),
        (Parameters(provider="openai", model="gpt-4o", zone="XXX"), 400, "footprint_zone_unknown"),
        (Parameters(provider="openai", model="gpt-oss-120b"), 400, "footprint_model_unknown"),
        (Parameters(provider="nobody", model="gpt-4o"), 400, "footprint_model_unknown"),
    ],
)
def test_what_can_not_be_estimated_says_why_in_french(
    parameters: Parameters | None, tokens: int | None, code: str
) -> None:
    found = reason(parameters, tokens)
    assert found.reason == code
    assert found.sentence_fr.startswith("Empreinte non estimée : ")
    assert found.todo_fr
    assert "{" not in found.sentence_fr + found.todo_fr


def test_a_caveat_of_a_newer_method_keeps_its_code() -> None:
    assert caveat("model-arch-quantum").code == "model-arch-quantum"
    assert "ne sait pas encore nommer" in caveat("model-arch-quantum").sentence_fr


def test_every_caveat_of_the_method_has_its_french_sentence() -> None:
    from ecologits.status_messages import _warning_codes

    for code in _warning_codes:
        assert "ne sait pas encore nommer" not in caveat(code).sentence_fr


def test_the_method_is_loaded_at_the_first_estimate_and_patches_nothing() -> None:
    script = """
import logging, sys
import garant.footprint as footprint
assert "ecologits" not in sys.modules
usual = logging.getLoggerClass()
import openai
before = openai.resources.chat.completions.Completions.create
footprint.estimate(footprint.Parameters(provider="openai", model="gpt-4o"), output_tokens=4, seconds=1)
assert "ecologits" in sys.modules
assert logging.getLoggerClass() is usual, "the process's logger class was replaced"
assert openai.resources.chat.completions.Completions.create is before
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_method_logs_no_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        footprint(Parameters(provider="openai", model="gpt-4o", zone="FRA"))
        reason(Parameters(provider="openai", model="no-such-model"))
    assert caplog.records == []
