"""Recognisers: named in a charter, shipped as data with their examples, expanded into the policy."""

import importlib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from tests.charter.charter_texts import BASE, line_of, with_lines

from garant.charter import (
    Charter,
    CharterInvalid,
    RecogniserUnknown,
    check,
    compare,
    compile_policy,
    forbidden_use,
    json_schema,
    load_charter,
    load_text,
    outline,
    recogniser,
    render_html,
    render_markdown,
    resolved_text,
    shipped_recognisers,
)
from garant.charter.uses import compile_pattern, fold

FOLDER = files("garant.charter") / "recognisers"
SHARED = FOLDER.joinpath("_fragments.yaml").read_text(encoding="utf-8")

# Adopted charters hold these names: a name may come, none may go.
SHIPPED = {
    "decision-par-la-machine",
    "deduction-biometrique",
    "images-intimes",
    "lecture-des-emotions",
    "manipulation",
    "notation-sociale",
    "prediction-de-delits",
    "reconnaissance-faciale",
    "tri-sur-critere-protege",
}
RECOGNISED = [(name, text) for name in shipped_recognisers() for text in recogniser(name).examples.recognised]
LEFT_ALONE = [(name, text) for name in shipped_recognisers() for text in recogniser(name).examples.left_alone]


def naming(*names: str, base: str = BASE) -> str:
    """The base charter, its forbidden use recognised by these and by nothing else."""
    start, end = base.index("              keywords: [[class"), base.index("  - title: La vie")
    return f"{base[:start]}              recognisers: [{', '.join(names)}]\n{base[end:]}"


def charter_naming(*names: str) -> Charter:
    return load_text(naming(*names))


# ---------------------------------------------------------------- what is shipped


def test_no_recogniser_that_was_shipped_has_gone() -> None:
    assert set(shipped_recognisers()) >= SHIPPED


@pytest.mark.parametrize(("name", "text"), RECOGNISED)
def test_an_example_is_recognised_by_its_recogniser_alone(name: str, text: str) -> None:
    assert forbidden_use(compile_policy(charter_naming(name)), text)


@pytest.mark.parametrize(("name", "text"), LEFT_ALONE)
def test_a_near_miss_is_left_alone_by_its_recogniser(name: str, text: str) -> None:
    assert forbidden_use(compile_policy(charter_naming(name)), text) == ()


@pytest.mark.parametrize("name", shipped_recognisers())
def test_a_recogniser_is_dated_to_be_reviewed_and_rich_in_examples(name: str) -> None:
    found = recogniser(name)
    assert found.as_of < found.review_by
    assert found.patterns or found.keywords
    assert len(found.examples.recognised) >= 6
    assert len(found.examples.left_alone) >= 6
    assert not set(found.examples.recognised) & set(found.examples.left_alone)


@pytest.mark.parametrize(
    ("name", "rank"),
    [(name, rank) for name in shipped_recognisers() for rank in range(len(recogniser(name).patterns))],
)
def test_each_pattern_recognises_an_example(name: str, rank: int) -> None:
    found = recogniser(name)
    pattern = compile_pattern(found.patterns[rank])
    assert pattern is not None
    assert any(pattern.search(fold(text)) for text in found.examples.recognised)


def _written(name: str) -> str:
    """A file without its comments."""
    text = FOLDER.joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("#"))


def test_each_fragment_is_used() -> None:
    shared = re.findall(r"^(\w+):", _written("_fragments"), re.MULTILINE)
    everything = "".join(_written(name) for name in (*shipped_recognisers(), "_fragments"))
    assert shared
    for fragment in shared:
        assert f"{{{fragment}}}" in everything, fragment
    for name in shipped_recognisers():
        own = re.search(r"^fragments:\n(.*?)^patterns:", _written(name), re.MULTILINE | re.DOTALL)
        for fragment in re.findall(r"^  (\w+):", own[1], re.MULTILINE) if own else ():
            assert f"{{{fragment}}}" in _written(name), f"{name}: {fragment}"


def _has_a_bare_choice(expression: str) -> bool:
    """Whether a | stands outside of any group: what follows the fragment would belong to one side of it."""
    bare = re.sub(r"\\.|\[[^\]]*\]", "", expression)
    while (inner := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = inner
    return "|" in bare


def test_a_fragment_can_stand_anywhere_in_a_pattern() -> None:
    assert _has_a_bare_choice("a|b")
    assert not _has_a_bare_choice(r"(?:a|(?:b|c))[|]\|")
    for name in ("_fragments", *shipped_recognisers()):
        head = _written(name).split("patterns:")[0]
        for line in re.findall(r"^ *[a-z_]+: '(.*)'$|^    (\(.*)$", head, re.MULTILINE):
            assert not _has_a_bare_choice("".join(line)), f"{name}: {line}"


# ---------------------------------------------------------------- naming them


def test_what_a_recogniser_holds_goes_into_the_policy_beside_what_the_charter_adds() -> None:
    text = naming("manipulation").replace(
        "recognisers: [manipulation]",
        "recognisers: [manipulation, images-intimes]\n"
        "              keywords: [[reconnaissance faciale]]\n"
        "              patterns: ['noter les citoyens']",
    )
    (use,) = compile_policy(load_text(text)).forbidden

    assert use.recognisers == ("manipulation", "images-intimes")
    assert use.patterns == (
        *recogniser("manipulation").patterns,
        *recogniser("images-intimes").patterns,
        "noter les citoyens",
    )
    assert use.keywords == (("reconnaissance faciale",),)


def test_a_recogniser_named_twice_counts_once() -> None:
    (use,) = compile_policy(charter_naming("manipulation", "manipulation")).forbidden
    assert use.patterns == recogniser("manipulation").patterns


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("[notation-social]", "Vouliez-vous écrire « notation-sociale » ?"),
        ("[manipulation, manipulations]", "Vouliez-vous écrire « manipulation » ?"),
        ("[xyz]", "Noms connus : decision-par-la-machine, "),
        ("[_fragments]", "Aucun reconnaisseur ne s’appelle « _fragments »."),
        ("[../reference/region-sud]", "Aucun reconnaisseur ne s’appelle « ../reference/region-sud »."),
        ("['']", "Aucun reconnaisseur ne s’appelle «  »."),
        ("manipulation", "« recognisers » attend une liste."),
    ],
)
def test_an_unknown_name_is_refused_at_its_line(names: str, said: str) -> None:
    text = naming().replace("recognisers: []", f"recognisers: {names}")
    with pytest.raises(CharterInvalid) as raised:
        load_text(text)

    (problem,) = raised.value.problems
    assert problem.line == line_of("recognisers:", text)
    assert said in str(problem)


def test_an_unknown_name_of_a_list_is_refused_at_its_own_line() -> None:
    names = "recognisers:\n                - manipulation\n                - image-intime\n"
    text = naming().replace("recognisers: []\n", names)
    with pytest.raises(CharterInvalid) as raised:
        load_text(text)

    (problem,) = raised.value.problems
    assert (problem.line, problem.code) == (line_of("image-intime", text), "charter_recogniser_unknown")


def test_a_recogniser_that_does_not_exist_is_told_with_the_nearest() -> None:
    with pytest.raises(RecogniserUnknown) as raised:
        recogniser("lecture-des-emotion")

    assert raised.value.facts["hint"] == "Vouliez-vous écrire « lecture-des-emotions » ?"


def test_the_resolved_text_keeps_the_names_and_writes_no_pattern_out() -> None:
    charter = charter_naming("manipulation")
    text = resolved_text(charter)

    assert "- manipulation\n" in text
    assert "(?:" not in text
    assert load_text(text) == charter
    assert compile_policy(load_text(text)).forbidden == compile_policy(charter).forbidden


def test_the_schema_lists_the_names_for_the_editor() -> None:
    parameters = next(
        kind["properties"]["forbid"]
        for kind in json_schema()["$defs"]["control"]["oneOf"]
        if "forbid" in kind["properties"]
    )
    assert parameters["properties"]["recognisers"]["items"]["enum"] == list(shipped_recognisers())


def test_a_recogniser_whose_review_is_overdue_is_told_at_its_control() -> None:
    charter = charter_naming("manipulation")
    due = recogniser("manipulation").review_by

    def told(today: date) -> list[tuple[int, str]]:
        return [
            (each.line, str(each))
            for each in check(charter, today=today)
            if each.code.startswith("charter_recogniser")
        ]

    assert told(due) == []
    ((line, said),) = told(due + timedelta(days=1))
    assert line == line_of("- forbid", naming("manipulation"))
    assert "« manipulation » devait être relu le" in said


# ---------------------------------------------------------------- showing them


def test_a_reader_sees_the_name_and_what_it_is() -> None:
    charter = charter_naming("notation-sociale")
    said = (
        "Usage interdit, refusé dès qu’il est reconnu, quel que soit le système (reconnaisseur « notation-sociale ») : "
        "Trier des candidats selon un critère protégé."
    )
    plain = {ord("\u00a0"): " "}
    assert said in " ".join(outline(charter).split()).translate(plain)
    for page in (render_html(charter).translate(plain), render_markdown(charter)):
        assert said in page
        assert "Les reconnaisseurs" in page
        assert "reconnaît, par exemple, « Attribue à chaque famille une note de confiance" in page


def test_a_charter_that_names_none_explains_none() -> None:
    for page in (render_html(load_text(BASE)), render_markdown(load_text(BASE)), outline(load_text(BASE))):
        assert "econnaisseur" not in page


def test_several_are_named_in_one_sentence_under_observation_too() -> None:
    text = naming("manipulation", "images-intimes").replace(
        "recognisers:", "mode: observe\n              recognisers:"
    )
    (control,) = next(each for each in load_text(text).clauses if each.id == "interdits").controls
    assert control.sentence() == (
        "Usage interdit, en observation (les demandes sont comptées, pas encore refusées ; "
        "reconnaisseurs « manipulation » et « images-intimes ») : Trier des candidats selon un critère protégé."
    )


# ---------------------------------------------------------------- comparing and inheriting


def test_a_removed_recogniser_is_milder_and_an_added_one_stricter() -> None:
    one, two = charter_naming("manipulation"), charter_naming("manipulation", "images-intimes")
    (removed,) = compare(two, one).effects
    (added,) = compare(one, two).effects

    assert removed.milder is True
    assert (
        removed.after == "refusé moins souvent, ou plus du tout (reconnaisseur « images-intimes » en moins)"
    )
    assert added.milder is False
    (change,) = compare(one, two).changed
    assert change.changed == ("contrôles",)
    assert "« images-intimes »" in change.come[0]


def test_a_child_drops_a_recogniser_only_with_a_written_reason(tmp_path: Path) -> None:
    tmp_path.joinpath("parent.yaml").write_text(naming("manipulation", "images-intimes"), encoding="utf-8")
    path = tmp_path / "enfant.yaml"

    def write(forbid: str, reason: str = "") -> None:
        path.write_text(
            "charter: enfant\nversion: 2026-11-22\nextends: ./parent.yaml\nsections:\n  - title: Les règles\n"
            f"    clauses:\n      - id: interdits\n{reason}        controls:\n          - forbid: {forbid}\n",
            encoding="utf-8",
        )

    write("{use: x, recognisers: [manipulation]}")
    with pytest.raises(CharterInvalid) as raised:
        load_charter(path)
    (problem,) = raised.value.problems
    assert (problem.line, problem.code) == (7, "charter_milder_without_reason")
    assert "reconnaisseur « images-intimes » en moins" in str(problem)

    write("{use: x, recognisers: [manipulation]}", "        reason: Le cas ne se présente pas.\n")
    assert load_charter(path).id == "enfant"
    write("{use: x, recognisers: [images-intimes, manipulation, notation-sociale]}")
    assert load_charter(path).id == "enfant"


# ---------------------------------------------------------------- a folder of our own: the format of the files


FILE = """\
name: essai
use: Un essai.
as_of: 2026-11-22
review_by: 2027-11-22
fragments:
  bete: '(?:chat|chien)s?'
patterns:
  - '{debut} les {bete}'
keywords: [[nourrir, poisson*]]
examples: {recognised: [Nourris les chats.], left_alone: [Nourris les espoirs.]}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where recognisers are read from in this test; the door of the package hides the module behind its function."""
    module = importlib.import_module("garant.charter.recogniser")
    caches = (module.recogniser, module.shipped_recognisers, module._shared_fragments)
    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    tmp_path.joinpath("_fragments.yaml").write_text("verbe: nourri[st]\ndebut: '{verbe}'\n", encoding="utf-8")
    tmp_path.joinpath("essai.yaml").write_text(FILE, encoding="utf-8")
    for each in caches:
        each.cache_clear()
    yield tmp_path
    for each in caches:
        each.cache_clear()


@pytest.mark.usefixtures("folder")
def test_fragments_are_written_out_and_keywords_count_too() -> None:
    assert shipped_recognisers() == ("essai",)
    assert recogniser("essai").patterns == ("nourri[st] les (?:chat|chien)s?",)
    policy = compile_policy(charter_naming("essai"))
    assert forbidden_use(policy, "Nourris les chiens.")
    assert forbidden_use(policy, "Peux-tu nourrir ces poissons ?")
    assert forbidden_use(policy, "Nourris les espoirs.") == ()


def test_the_file_of_the_documentation_works(folder: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "charter-format.md").read_text(encoding="utf-8")
    example = re.search(r"```text\n(name: visite-medicale.*?)```", page, re.DOTALL)
    assert example is not None
    folder.joinpath("visite-medicale.yaml").write_text(example[1], encoding="utf-8")
    folder.joinpath("_fragments.yaml").write_text(SHARED, encoding="utf-8")

    found = recogniser("visite-medicale")
    policy = compile_policy(charter_naming("visite-medicale"))
    assert all(forbidden_use(policy, text) for text in found.examples.recognised)
    assert not any(forbidden_use(policy, text) for text in found.examples.left_alone)
    assert forbidden_use(policy, "Il faut convoquer Julie à une visite médicale.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{bete}'", "{betes}'"),  # no such fragment
        ("  bete: ", "  debut: x\n  bete: "),  # shared already
        ("name: essai", "name: autre"),
        ("as_of: 2026-11-22\n", ""),
        ("review_by: 2027-11-22\n", ""),
        ("use: Un essai.\n", ""),
        ("{debut} les", "({debut} les"),  # not RE2
        ("poisson*", "p*"),
        ("left_alone: [Nourris les espoirs.]", "left_alone: []"),
        ("keywords:", "keyword:"),
    ],
)
def test_a_file_with_a_mistake_is_never_applied(folder: Path, old: str, new: str) -> None:
    folder.joinpath("essai.yaml").write_text(with_lines(old, new, FILE), encoding="utf-8")
    with pytest.raises(ValueError):
        recogniser("essai")
