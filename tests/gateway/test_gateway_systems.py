from collections.abc import Mapping
from pathlib import Path
from string import Formatter

import pytest
from gateway_world import policy
from hypothesis import given
from hypothesis import strategies as st

from garant.gateway import Snapshot, hash_of, load_systems
from garant.words import DataClass, GarantError, Zone, message, say, todo

HASH = hash_of("sk-x")
GOOD = f"""\
systems:
  - id: interne
    model: assistant
    zone: internal
    level: 1
    url: http://127.0.0.1:9000/v1/
    reroute_target: true
  - id: dehors
    organisation: mairie
    model: gpt
    name: Service externe
    zone: external
    level: 2
    url: https://api.example.org/v1
    upstream_model: gpt-7
    key_env: CLE
    host: Exemple SA
    country: FR
    allowed_classes: [personal, indirect]
    footprint: {{total_billions: [7, 9], zone: FRA, gpu: true}}
keys:
  - {{hash: "{HASH}", organisation: mairie, person: claire, acknowledged: "2026-11-01"}}
"""


def load(path: Path, text: str, environ: Mapping[str, str] | None = None) -> Snapshot:
    file = path / "systems.yaml"
    file.write_text(text, encoding="utf-8")
    return load_systems(file, policy(), environ={"CLE": "x"} if environ is None else environ)


def test_a_file_gives_systems_and_keys(tmp_path: Path) -> None:
    shown = load(tmp_path, GOOD)
    inside, outside = shown.systems
    assert (inside.id, inside.organisation, inside.name, inside.upstream_model) == (
        "interne",
        "mairie",
        "assistant",
        "assistant",
    )
    assert inside.url == "http://127.0.0.1:9000/v1"
    assert inside.reroute_target
    assert (outside.zone, outside.level, outside.key_env) == (Zone.EXTERNAL, 2, "CLE")
    assert outside.allowed_classes == {DataClass.PERSONAL, DataClass.INDIRECT}
    assert outside.footprint is not None
    assert outside.footprint.to_mapping() == {"total_billions": [7, 9], "zone": "FRA"}
    assert shown.keys[0].acknowledged == "2026-11-01"
    assert set(shown.policies) == {"mairie"}


def test_a_system_without_an_organisation_is_offered_to_all_of_them(tmp_path: Path) -> None:
    other = f'  - {{hash: "{hash_of("sk-y")}", organisation: ecole, person: paul}}\n'
    shown = load(tmp_path, GOOD + other)
    assert [(s.organisation, s.id) for s in shown.systems] == [
        ("mairie", "interne"),
        ("mairie", "dehors"),
        ("ecole", "interne"),
    ]


WRONG = [
    ("level: 1", "level: 4", "systems_bad_value", 5, "1, 2 ou 3"),
    ("zone: internal", "zone: interne", "systems_bad_value", 4, "internal, sovereign, external"),
    ("url: http://127.0.0.1:9000/v1/", "url: 127.0.0.1:9000", "systems_bad_value", 6, "http://"),
    ("url: http://127.0.0.1:9000/v1/", "url: http://x:port/v1", "systems_bad_value", 6, "http://"),
    ("url: http://127.0.0.1:9000/v1/", "url: https://moi:secret@x/v1", "systems_bad_value", 6, "key_env"),
    ("model: assistant", "modele: assistant", "systems_unknown_field", 3, "« model »"),
    ("    model: assistant\n", "", "systems_missing_field", 2, "model"),
    ("reroute_target: true", "reroute_target: oui", "systems_bad_value", 7, "true ou false"),
    ("id: dehors", "id: Mairie de Digne", "systems_bad_value", 8, "identifiant"),
    ("id: dehors", "id: interne", "systems_duplicate", 8, "ligne 2"),
    ("model: gpt\n", "model: assistant\n", "systems_duplicate", 8, "ligne 2"),
    (
        "allowed_classes: [personal, indirect]",
        "allowed_classes: [nir]",
        "systems_bad_value",
        19,
        "highly_personal",
    ),
    ("total_billions: [7, 9]", "total_billions: beaucoup", "systems_bad_value", 20, "total_billions"),
    ("country: FR", "country: France", "systems_bad_value", 18, "FR"),
    (f'hash: "{HASH}"', 'hash: "sk-garant-en-clair"', "systems_bad_value", 22, "sha256:"),
    ("person: claire", "person: claire@mairie.fr", "systems_bad_value", 22, "identifiant"),
    ("systems:\n", "systemes:\n", "systems_unknown_field", 1, "« systems »"),
    ("keys:\n", "systems:\n", "systems_duplicate", 21, "ligne 1"),
    ("    level: 1\n", "\tlevel: 1\n", "systems_yaml_invalid", 5, "YAML"),
    ("  - id: interne\n", "  - interne\n  - id: interne\n", "systems_yaml_invalid", 2, "champs"),
]


@pytest.mark.parametrize(("right", "wrong", "code", "line", "words"), WRONG)
def test_a_wrong_line_is_named_in_french(
    tmp_path: Path, right: str, wrong: str, code: str, line: int, words: str
) -> None:
    assert right in GOOD
    with pytest.raises(GarantError) as caught:
        load(tmp_path, GOOD.replace(right, wrong, 1))
    assert caught.value.code == code
    said = say(caught.value) + todo(caught.value)
    assert f"systems.yaml:{line} :" in said
    assert words in said


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GarantError) as caught:
        load(tmp_path, GOOD + f'  - {{hash: "{HASH}", organisation: ecole, person: paul}}\n')
    assert caught.value.code == "systems_duplicate"


def test_an_upstream_key_that_is_not_set_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(GarantError) as caught:
        load(tmp_path, GOOD, environ={})
    assert caught.value.code == "upstream_key_missing"
    assert "export CLE=" in todo(caught.value)


@pytest.mark.parametrize("text", ["", "# rien\n", "[]", "7", "systems: 7", "systems:\n- 7\n", "a: &a [*a]"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(GarantError) as caught:
        load(tmp_path, text)
    assert caught.value.code.startswith("systems_")


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(GarantError) as caught:
        load_systems(tmp_path / "rien.yaml", policy(), environ={})
    assert caught.value.code == "systems_file_unreadable"
    (tmp_path / "binaire.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GarantError) as caught:
        load_systems(tmp_path / "binaire.yaml", policy(), environ={})
    assert "UTF-8" in say(caught.value)


@given(data=st.data())
def test_any_damage_is_an_error_of_ours_or_no_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(at, min(len(GOOD), at + 20)))
    junk = data.draw(st.text(alphabet="-:[]{}\"'&*!|> \n\taé7", max_size=6))
    try:
        load(tmp_path_factory.getbasetemp(), GOOD[:at] + junk + GOOD[end:])
    except GarantError as error:
        written = message(error.code)
        named = {
            name for text in (written.say, written.do) for _, name, *_ in Formatter().parse(text) if name
        }
        assert named <= set(error.facts)  # noqa: PT017 - any other exception fails the test by itself


def test_the_example_of_the_documentation_loads() -> None:
    example = Path(__file__).parents[2] / "docs" / "examples" / "systems.yaml"
    shown = load_systems(example, policy(), environ={"GARANT_EXTERNAL_KEY": "x", "GARANT_SOVEREIGN_KEY": "x"})
    assert {system.zone for system in shown.systems} == set(Zone)
