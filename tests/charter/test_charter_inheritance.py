"""Stricter only, or a written reason."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charter.charter_texts import BASE, with_lines

from garant.charter import CharterInvalid, Problem, compile_policy, load_charter, load_text
from garant.words import Action, DataClass, Mode, Zone

HEAD = "charter: enfant\nversion: 2026-11-02\nextends: base.yaml\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def child(folder: Path, *clauses: str, head: str = HEAD, section: str = "Ajouts") -> Path:
    path = folder / "enfant.yaml"
    sections = "".join(f"\n      - {clause}" for clause in clauses)
    path.write_text(f"{head}sections:\n  - title: {section}\n    clauses:{sections}\n", encoding="utf-8")
    return path


def refused(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(CharterInvalid) as caught:
        load_charter(path)
    return caught.value.problems


CLAUSE = "{{id: {id}, text: Autrement., controls: [{controls}]}}"
ALL = ", ".join(DataClass)


def test_a_child_without_a_word_of_its_own_is_its_parent_under_another_name(folder: Path) -> None:
    path = folder / "enfant.yaml"
    path.write_text(HEAD, encoding="utf-8")
    charter, parent = load_charter(path), load_charter(folder / "base.yaml")

    assert charter.sections == parent.sections
    assert (charter.title, charter.blanks, charter.review_by) == (
        parent.title,
        parent.blanks,
        parent.review_by,
    )
    assert charter.zones == parent.zones
    assert charter.id == "enfant"


def test_blanks_and_zones_are_filled_one_by_one(folder: Path) -> None:
    head = HEAD + "blanks: {organisation: Autre commune}\nzones: {external: loin}\n"
    charter = load_charter(child(folder, "{id: neuve, text: Neuve.}", head=head))

    assert charter.blanks.organisation == "Autre commune"
    assert charter.blanks.adopted_by == "Conseil"
    assert charter.zones[Zone.EXTERNAL] == "loin"
    assert charter.zones[Zone.INTERNAL] == "chez nous"


def test_a_new_clause_goes_to_the_section_of_the_same_title_or_to_a_new_one(folder: Path) -> None:
    same = load_charter(child(folder, "{id: neuve, text: Neuve.}", section="Les règles"))
    other = load_charter(child(folder, "{id: neuve, text: Neuve.}"))

    assert [number for number, _, clause in same.numbered() if clause.id == "neuve"] == ["1.5"]
    assert [number for number, _, clause in other.numbered() if clause.id == "neuve"] == ["3.1"]


def test_an_override_stays_in_its_place_and_keeps_what_it_does_not_say(folder: Path) -> None:
    charter = load_charter(child(folder, "{id: interdits, text: Encore plus strict.}"))
    number, section, clause = next(each for each in charter.numbered() if each[2].id == "interdits")

    assert (number, section.title, clause.title) == ("1.4", "Les règles", "Ce qui est interdit")
    assert clause.text == "Encore plus strict."
    assert [control.kind for control in clause.controls] == ["forbid"]
    assert [section.title for section in charter.sections] == ["Les règles", "La vie de la charte"]


MILDER = [
    ("interne", f"protect: {{data: [{ALL}], zone: internal, action: block}}", None),
    ("donnees", f"protect: {{data: [{ALL}], zone: external, action: block}}", None),
    (
        "donnees",
        f"protect: {{data: [{ALL}], zone: external, action: pseudonymise}}",
        "« données de santé × zone externe » : redirigé",
    ),
    (
        "donnees",
        f"protect: {{data: [{ALL}], zone: external, action: block, mode: observe}}",
        "× zone externe » : pseudonymisé → autorisé",
    ),
    ("donnees", "", None),  # no rule at all: everything is blocked
    (
        "neuve",
        "protect: {data: [personal], zone: sovereign, action: allow}",
        None,
    ),  # a closed zone stays closed
    (
        "neuve",
        "approve: {zones: [sovereign], levels: [1]}",
        "zone souveraine, systèmes de niveau 1 : zone fermée → autorisés",
    ),
    (
        "systemes",
        "approve: {zones: [internal, external], levels: [1, 2, 3]}",
        "systèmes de niveau 3 : niveaux refusés → autorisés",
    ),
    ("systemes", "approve: {zones: [internal], levels: [1]}", None),
    ("interdits", "forbid: {use: x, keywords: [[class*, âge]]}", "usage interdit « Trier des candidats"),
    (
        "interdits",
        "forbid: {use: x, keywords: [[class*, âge], [reconnaissance faciale]], patterns: ['\\bnot(e|er) les citoyens']}",
        None,  # fewer words to a group: it recognises more
    ),
    (
        "interdits",
        "forbid: {use: x, keywords: [[class*, candidat*, âge, sexe], [reconnaissance faciale]], patterns: ['\\bnot(e|er) les citoyens']}",
        "usage interdit",
    ),
    (
        "interdits",
        "forbid: {use: x, mode: observe, keywords: [[class*, candidat*, âge], [reconnaissance faciale]], patterns: ['\\bnot(e|er) les citoyens']}",
        "usage interdit",
    ),
    ("information", "notice: {zones: [external], text: Autre texte.}", "mention de l’IA"),
    (
        "information",
        "notice: {zones: [external], text: Autre texte.}, mention: {text: M.}",
        None,
    ),
    (
        "responsabilite",
        "checklist: {questions: [Une ?, Deux ?]}",
        "prise de connaissance avant tout usage : exigée → non exigée",
    ),
    (
        "responsabilite",
        "acknowledge: {statement: Lu.}, checklist: {questions: [Une ?]}",
        "nombre de questions avant usage : 2 → 1",
    ),
    (
        "duree",
        "retain: {what: conversations, days: 31}, report_to: {roles: [dpo, rssi], hours: 72}",
        "conservation (conversations) : 30 jours → 31 jours",
    ),
    ("duree", "retain: {what: conversations, days: 29}, report_to: {roles: [dpo, rssi], hours: 24}", None),
    ("duree", "report_to: {roles: [dpo, rssi], hours: 72}", "30 jours → sans limite"),
    (
        "duree",
        (
            "retain: {what: conversations, days: 30}, report_to: {roles: [dpo, rssi], hours: 72}, "
            "certainty: {data: [health], at_least: 60}"
        ),
        "sûreté demandée pour « données de santé » : 50 sur 100 → 60 sur 100",
    ),
    (
        "duree",
        (
            "retain: {what: conversations, days: 30}, report_to: {roles: [dpo, rssi], hours: 72}, "
            "certainty: {data: [health], at_least: 40}"
        ),
        None,
    ),
    (
        "duree",
        "retain: {what: conversations, days: 30}, report_to: {roles: [dpo, rssi], hours: 73}",
        "72 heures → 73 heures",
    ),
    (
        "duree",
        "retain: {what: conversations, days: 30}, report_to: {roles: [dpo], hours: 72}",
        "signalement adressé au RSSI : oui → non",
    ),
    ("formation", "", "engagement « Former tous les agents. » : pris → retiré"),
    ("formation", "commitment: {promise: Former mieux., owner: DRH}", None),
    (
        "formation",
        "commitment: {promise: Former tous les agents., owner: DRH, due: 2027-07-01}",
        "30 juin 2027 → 1er juillet 2027",
    ),
    ("formation", "commitment: {promise: Former tous les agents., owner: DRH, due: 2027-06-01}", None),
]


def override(clause: str, controls: str) -> str:
    listed = "".join(f"\n          - {each}" for each in _split(controls))
    return f"id: {clause}\n        text: Autrement.\n        controls:{listed or ' []'}"


def _split(controls: str) -> list[str]:
    """`a: {…}, b: {…}` at the top level."""
    depth, start, found = 0, 0, []
    for place, char in enumerate(controls):
        depth += (char in "{[") - (char in "}]")
        if char == "," and depth == 0:
            found.append(controls[start:place].strip())
            start = place + 1
    return [each for each in [*found, controls[start:].strip()] if each]


@pytest.mark.parametrize(("clause", "controls", "named"), MILDER)
def test_what_is_milder_needs_a_reason_and_what_is_not_needs_none(
    folder: Path, clause: str, controls: str, named: str | None
) -> None:
    path = child(folder, override(clause, controls))
    if named is None:
        assert load_charter(path).id == "enfant"
        return
    problems = refused(path)
    assert {problem.code for problem in problems} == {"charter_milder_without_reason"}
    assert any(named in str(problem) for problem in problems)
    assert all(f"« {clause} »" in str(problem) for problem in problems)
    assert {problem.line for problem in problems} == {7}

    reasoned = child(folder, override(clause, controls) + "\n        reason: Décision du comité du 3 mars.")
    assert load_charter(reasoned).id == "enfant"


def test_the_cell_without_a_rule_is_named_when_it_is_opened(folder: Path) -> None:
    (folder / "base.yaml").write_text(
        with_lines("          - protect: {data: [indirect], zone: external, action: allow}\n", ""),
        encoding="utf-8",
    )
    problems = refused(
        child(folder, override("neuve", "protect: {data: [indirect], zone: external, action: warn}"))
    )

    assert (
        "« lieux et organisations × zone externe » : bloqué, faute de règle → autorisé avec avertissement"
        in str(problems[0])
    )


def test_a_reason_on_another_clause_does_not_excuse(folder: Path) -> None:
    path = child(
        folder,
        override("duree", "report_to: {roles: [dpo, rssi], hours: 72}"),
        override("formation", "commitment: {promise: Former mieux., owner: DRH}")
        + "\n        reason: Parce que.",
    )

    assert {problem.facts["clause"] for problem in refused(path)} == {"duree"}


def test_a_parent_is_a_file_or_a_shipped_charter(folder: Path) -> None:
    shipped = "charter: mienne\nversion: 2026-11-02\nextends: region-sud\n"

    assert load_text(shipped).extends == "region-sud"
    assert load_charter(child(folder, "{id: neuve}")).parent is not None


def test_a_missing_parent_is_told_at_the_line_of_extends(folder: Path) -> None:
    (missing,) = refused(child(folder, "{id: neuve}", head=HEAD.replace("base.yaml", "absente.yaml")))
    (unknown,) = refused(child(folder, "{id: neuve}", head=HEAD.replace("base.yaml", "region-sut")))

    assert (missing.line, missing.code) == (3, "charter_parent_missing")
    assert (unknown.line, unknown.code) == (3, "charter_parent_unknown")
    assert "« region-sud »" in str(unknown)


def test_a_text_without_a_file_cannot_reach_for_a_path() -> None:
    with pytest.raises(CharterInvalid) as caught:
        load_text(HEAD.replace("base.yaml", "../../etc/passwd"))

    assert caught.value.problems[0].code == "charter_parent_path"


def test_charters_that_inherit_in_a_circle_are_refused(folder: Path) -> None:
    (folder / "a.yaml").write_text("charter: a\nversion: 2026-11-01\nextends: ./b.yaml\n", encoding="utf-8")
    (folder / "b.yaml").write_text("charter: b\nversion: 2026-11-01\nextends: a.yaml\n", encoding="utf-8")
    (folder / "moi.yaml").write_text(
        "charter: moi\nversion: 2026-11-01\nextends: ./moi.yaml\n", encoding="utf-8"
    )

    assert refused(folder / "a.yaml")[0].code == "charter_parent_cycle"
    assert refused(folder / "moi.yaml")[0].code == "charter_parent_cycle"


def test_a_long_chain_is_refused_before_it_is_endless(folder: Path) -> None:
    for rank in range(12):
        text = f"charter: c{rank}\nversion: 2026-11-01\nextends: ./c{rank + 1}.yaml\n"
        (folder / f"c{rank}.yaml").write_text(text, encoding="utf-8")

    assert refused(folder / "c0.yaml")[0].code == "charter_parent_depth"


def test_an_error_in_the_parent_is_told_in_the_parent(folder: Path) -> None:
    (folder / "base.yaml").write_text(with_lines("- approve:", "- aprove:"), encoding="utf-8")
    problem = refused(child(folder, "{id: neuve}"))[0]

    assert problem.file.endswith("base.yaml")
    assert problem.code == "charter_control_unknown"


def test_a_child_may_not_take_its_parents_id(folder: Path) -> None:
    (problem,) = refused(child(folder, "{id: neuve}", head=HEAD.replace("charter: enfant", "charter: base")))

    assert (problem.line, problem.code) == (1, "charter_id_of_parent")


def test_a_grandchild_is_held_by_its_parents_reasoned_rule(folder: Path) -> None:
    child(
        folder,
        override(
            "duree", "retain: {what: conversations, days: 60}, report_to: {roles: [dpo, rssi], hours: 72}"
        )
        + "\n        reason: Le comité l’a voulu.",
    )
    path = folder / "petit-enfant.yaml"
    start = "charter: petit-enfant\nversion: 2026-11-03\nextends: enfant.yaml\n"
    path.write_text(start, encoding="utf-8")
    assert compile_policy(load_charter(path)).retention_days("conversations") == 60

    path.write_text(
        start + "sections:\n  - title: S\n    clauses:\n      - "
        "{id: duree, controls: [{retain: {what: conversations, days: 90}}, {report_to: {roles: [dpo, rssi], hours: 72}}]}\n",
        encoding="utf-8",
    )
    (problem,) = refused(path)
    assert "60 jours → 90 jours" in str(problem)


@settings(max_examples=60, deadline=None)
@given(
    data=st.lists(st.sampled_from(list(DataClass)), min_size=1, max_size=5, unique=True),
    zone=st.sampled_from([Zone.INTERNAL, Zone.EXTERNAL]),
    action=st.sampled_from(list(Action)),
    mode=st.sampled_from(list(Mode)),
    clause=st.sampled_from(["donnees", "interne", "neuve"]),
)
def test_a_child_that_loads_without_a_reason_is_nowhere_milder(
    tmp_path_factory: pytest.TempPathFactory,
    data: list[DataClass],
    zone: Zone,
    action: Action,
    mode: Mode,
    clause: str,
) -> None:
    folder = tmp_path_factory.mktemp("charters")
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    before = compile_policy(load_charter(folder / "base.yaml"))
    rule = f"protect: {{data: [{', '.join(data)}], zone: {zone}, action: {action}, mode: {mode}}}"
    path = child(folder, override(clause, rule))

    def milder(after_path: Path) -> bool:
        after = compile_policy(load_charter(after_path))
        return any(
            after.decide([each], where).action.strictness < before.decide([each], where).action.strictness
            for each in DataClass
            for where in Zone
        )

    found = codes(path)
    assert found <= {"charter_milder_without_reason"}
    if found:
        assert milder(child(folder, override(clause, rule) + "\n        reason: Voulu."))
    else:
        assert not milder(path)


def codes(path: Path) -> set[str]:
    try:
        load_charter(path)
    except CharterInvalid as invalid:
        return {problem.code for problem in invalid.problems}
    return set()
