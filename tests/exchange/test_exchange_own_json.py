"""Our own file of uses: all that is known, and back."""

import json
from dataclasses import replace
from typing import Any

import pytest

from garant.exchange import FORMATS, UseFileWrong, UseRecord, UseShapeWrong, read_json_uses
from garant.words import GarantError, say


def test_uses_come_back_whole(full_use: UseRecord, bare_use: UseRecord) -> None:
    content = FORMATS["json"].write_all([full_use, bare_use])
    assert read_json_uses(content) == (full_use, bare_use)


def test_gaps_stand_in_the_file(bare_use: UseRecord) -> None:
    use = json.loads(FORMATS["json"].write(bare_use))["uses"][0]
    assert use["purpose"] == ""
    assert use["ai_act"]["risk_class"] is None
    assert use["footprint"] is None


def test_a_footprint_is_an_interval(full_use: UseRecord) -> None:
    use = json.loads(FORMATS["json"].write(full_use))["uses"][0]
    assert use["footprint"]["energy_kwh"] == {"min": 2.5, "max": 9.0}
    assert use["footprint"]["water_litres"] is None


@pytest.mark.parametrize(
    "content",
    [b"[]", b"{}", b'{"format": "garant-use/2", "uses": []}', b'{"format": "garant-use/1", "uses": {}}'],
)
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(UseFileWrong) as caught:
        read_json_uses(content)
    assert "garant-use/1" in say(caught.value)


@pytest.mark.parametrize(
    "change",
    [
        {"title": 3},
        {"title": None},
        {"surprise": "x"},
        {"organisation": "Valmont"},
        {"ai_act": {"risk_class": "terrible"}},
        {"decision": {"per_year": "420"}},
        {"dates": {"created_on": "hier"}},
        {"audience": "Familles"},
    ],
)
def test_a_use_of_another_shape_is_refused_with_its_place(
    full_use: UseRecord, change: dict[str, Any]
) -> None:
    content = json.loads(FORMATS["json"].write_all([full_use, full_use]))
    content["uses"][1].update(change)
    with pytest.raises(UseShapeWrong) as caught:
        read_json_uses(json.dumps(content).encode())
    assert "n° 2" in say(caught.value)
    assert str(next(iter(change))) in str(caught.value.facts["where"])


def test_an_incoherent_dpia_within_a_use_is_refused(full_use: UseRecord) -> None:
    content = json.loads(FORMATS["json"].write(full_use))
    content["uses"][0]["dpia"]["answers"][0]["question"] = 999
    with pytest.raises(GarantError):
        read_json_uses(json.dumps(content).encode())


def test_markup_of_a_dpia_is_sanitised_on_its_way_in(full_use: UseRecord) -> None:
    content = json.loads(FORMATS["json"].write(full_use))
    content["uses"][0]["dpia"]["answers"][0]["text"] = "<p>a</p><script>b</script>"
    dpia = read_json_uses(json.dumps(content).encode())[0].dpia
    assert dpia is not None
    assert dpia.answer(111).text == "<p>a</p>"


def test_a_use_without_dpia_stays_without(full_use: UseRecord) -> None:
    use = replace(full_use, dpia=None)
    assert read_json_uses(FORMATS["json"].write(use)) == (use,)
