"""What a charter file may hold, and what each mistake in it is answered with."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charter.charter_texts import BASE, line_of, with_lines

from garant.charter import CharterInvalid, CharterUnknown, load_charter, load_named, load_text, shipped_text
from garant.words import DataClass, Zone, all_messages, say, todo


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(CharterInvalid) as caught:
        load_text(text)
    return [(problem.line, problem.code) for problem in caught.value.problems]


def only_sentence(text: str) -> str:
    with pytest.raises(CharterInvalid) as caught:
        load_text(text)
    (problem,) = caught.value.problems
    return str(problem)


def test_a_charter_loads_with_everything_that_it_says() -> None:
    charter = load_text(BASE)

    assert (charter.id, charter.version, charter.assistant) == ("base", "2026-11-01", "IRIS")
    assert [section.title for section in charter.sections] == ["Les règles", "La vie de la charte"]
    assert [clause.id for clause in charter.clauses][:3] == ["systemes", "donnees", "interne"]
    assert charter.zones[Zone.SOVEREIGN] == "en Europe"
    assert charter.blanks.revision_months == 12
    donnees = next(clause for clause in charter.clauses if clause.id == "donnees")
    assert donnees.text == "Aucune donnée personnelle.\n\n- ni ici\n- ni là"
    assert donnees.line == line_of("id: donnees", BASE)
    assert donnees.control_lines[1] == line_of("zone: external, action: reroute", BASE)


def test_a_clause_without_a_title_takes_the_start_of_its_text() -> None:
    text = with_lines("        title: Les systèmes\n", "")

    assert next(load_text(text).clauses).title == "Seulement le catalogue"


def test_a_clause_without_title_or_text_takes_its_id() -> None:
    text = with_lines("        title: Les systèmes\n", "").replace(
        "        text: Seulement le catalogue.\n", ""
    )

    assert next(load_text(text).clauses).title == "Systemes"


@pytest.mark.parametrize(
    ("old", "new", "needle", "code"),
    [
        ("version: 2026-11-01\n", "version: 2026-13-01\n", "version:", "charter_date_expected"),
        ("version: 2026-11-01\n", "version: 20261101\n", "version:", "charter_date_expected"),
        ("version: 2026-11-01\n", "", "charter: base", "charter_key_missing"),
        ("title: Charte d’essai\n", "", "charter: base", "charter_key_missing"),
        ("title: Charte d’essai\n", "title: [a, b]\n", "title:", "charter_text_expected"),
        ("title: Charte d’essai\n", "title: Charte d’essai\ntitel: x\n", "titel", "charter_key_unknown"),
        ("title: Charte d’essai\n", "title: a\ntitle: b\n", "title: b", "charter_key_duplicate"),
        ("charter: base\n", "charter: Base Une\n", "charter:", "charter_id_invalid"),
        ("revision_months: 12", "revision_months: douze", "revision_months", "charter_number_expected"),
        ("revision_months: 12", "revision_months: 0", "revision_months", "charter_number_low"),
        ("https://example.org/charte", "javascript:alert(1)", "javascript", "charter_url_invalid"),
        ("clauses: [donnees]", "clauses: [donees]", "donees", "charter_clause_unknown"),
        (
            "id: interne\n",
            "id: donnees\n",
            "id: donnees\n        title: En interne",
            "charter_clause_duplicate",
        ),
        ("- approve: {zones", "- aprove: {zones", "aprove", "charter_control_unknown"),
        (
            "- approve: {zones: [internal, external], levels: [1, 2]}",
            "- approve",
            "- approve",
            "charter_control_shape",
        ),
        ("levels: [1, 2]}", "levels: [1, 4]}", "levels: [1, 4]", "charter_number_high"),
        ("levels: [1, 2]}", "level: [1, 2]}", "level: [1, 2]", "charter_key_unknown"),
        ("zones: [internal, external], levels", "zones: [], levels", "zones: []", "charter_value_empty"),
        (
            "zones: [internal, external], levels",
            "zones: internal, levels",
            "zones: internal",
            "charter_list_expected",
        ),
        ("data: [health,", "data: [helth,", "helth", "charter_value_unknown"),
        ("action: reroute", "action: deroute", "deroute", "charter_value_unknown"),
        (
            "zone: external, action: reroute",
            "zone: externe, action: reroute",
            "zone: externe",
            "charter_value_unknown",
        ),
        (
            "zone: external, action: reroute",
            "action: reroute",
            "minor, vulnerable], action",
            "charter_key_missing",
        ),
        ("class*, candidat*, âge", "cl*, candidat*, âge", "cl*,", "charter_keyword_too_short"),
        ("class*, candidat*, âge", "cl*sser, candidat*, âge", "cl*sser", "charter_keyword_invalid"),
        ("not(e|er)", "not(e|er", "not(e", "charter_pattern_invalid"),
        ("\\bnot(e|er) les citoyens", "(x)*", "(x)*", "charter_pattern_matches_all"),
        ("({systeme})", "({modele})", "({modele})", "charter_mention_field"),
        ("what: conversations", "what: conversation", "what: conv", "charter_value_unknown"),
        ("roles: [dpo, rssi]", "roles: [dpo, rsi]", "dpo, rsi", "charter_value_unknown"),
        ("due: 2027-06-30", "due: juin 2027", "due: juin", "charter_date_expected"),
        ("assistant: {name: IRIS}", "assistant: IRIS", "assistant:", "charter_mapping_expected"),
        (
            "questions: [Ai-je besoin d’une IA ?, Ai-je retiré les noms ?]",
            "questions: []",
            "questions",
            "charter_value_empty",
        ),
    ],
)
def test_a_mistake_is_told_at_its_line(old: str, new: str, needle: str, code: str) -> None:
    text = with_lines(old, new)

    assert (line_of(needle, text), code) in problems(text)


def test_every_error_of_a_file_is_told_at_once_in_its_order() -> None:
    text = with_lines("levels: [1, 2]}", "levels: [9]}")
    text = with_lines("hours: 72", "hours: many", text)
    text = with_lines("- notice:", "- notise:", text)

    assert [code for _, code in problems(text)] == [
        "charter_number_high",
        "charter_control_unknown",
        "charter_number_expected",
    ]


def test_an_error_names_what_was_most_likely_meant() -> None:
    assert "« approve »" in only_sentence(with_lines("- approve: {zones", "- aprove: {zones"))
    assert "« health »" in only_sentence(with_lines("data: [health,", "data: [helth,"))
    assert "« levels »" in only_sentence(with_lines("levels: [1, 2]}", "level: [1, 2]}"))
    assert "« report_to »" in only_sentence(with_lines("- report_to:", "- reportto:"))


def test_a_french_class_is_answered_with_its_word_in_the_file() -> None:
    for word in ("données de santé", "Santé"):
        sentence = only_sentence(with_lines("data: [health,", f"data: [{word},"))
        assert "ce mot s’écrit « health »" in sentence


def test_an_error_reads_file_line_message() -> None:
    text = with_lines("- approve: {zones", "- aprove: {zones")
    with pytest.raises(CharterInvalid) as caught:
        load_text(text, "ma/charte.yaml")

    assert str(caught.value.problems[0]).startswith(f"ma/charte.yaml:{line_of('aprove', text)}: ")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "charter_file_empty"),
        ("  \n\n", 1, "charter_file_empty"),
        ("- a\n- b\n", 1, "charter_not_a_mapping"),
        ("bonjour", 1, "charter_not_a_mapping"),
        ("charter: a\nsections:\n\t- b\n", 3, "charter_yaml_tab"),
        ("charter: a\ntitle: 'ouvert\nx: y\n", 2, "charter_yaml_quote"),
        ("charter: a\ntitle: Charte: la nôtre\n", 2, "charter_yaml_colon"),
        ("charter: a\nsections:\n  - b\n c: d\n", 4, "charter_yaml_indentation"),
        ("charter: a\nzones: {internal: x\n", 3, "charter_yaml_bracket"),
        ("charter: a\ntitle: @nous\n", 2, "charter_yaml_character"),
        ("charter: a\ntitle: &t Titre\nintroduction: *t\n", 2, "charter_yaml_alias"),
        ("charter: a\ntitle: !!python/object:os.system ls\n", 2, "charter_yaml_tag"),
        ("charter: a\n---\ncharter: b\n", 2, "charter_yaml_documents"),
        ("charter: a\n? [x, y]\n: z\n", 2, "charter_key_not_text"),
        ("charter: a\ntitle: bon\x1bjour\n", 2, "charter_character_forbidden"),
        ('charter: a\ntitle: "bon\\x1bjour"\n', 2, "charter_character_forbidden"),
        ("charter: a\ntitle: gentil\u202etnahcém\n", 2, "charter_character_forbidden"),
        ("charter: a\ntitle: \ud800\n", 2, "charter_character_forbidden"),
        ("charter: a\nsections: " + "[" * 200_000, 2, "charter_yaml_depth"),
        ("charter: a\nsections: [" + "a," * 60_000 + "]", 2, "charter_yaml_nodes"),
        ("x" * 600_000, 1, "charter_file_too_large"),
    ],
)
def test_a_file_that_is_no_charter_is_told_so_at_its_line(text: str, line: int, code: str) -> None:
    found = problems(text)

    assert (line, code) in found
    assert not any(other.startswith("charter_yaml") and other != code for _, other in found)


def test_a_yaml_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join([f'*{previous}'] * 9)}]\n"
        for previous, name in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert problems(bomb) == [(1, "charter_yaml_alias")]


def test_a_number_like_title_stays_the_text_that_was_written() -> None:
    assert load_text(with_lines("title: Charte d’essai\n", "title: 007\n")).title == "007"


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (b"", 1, "charter_file_empty"),
        (b"charter: a\ntitle: \xe9t\xe9\n", 2, "charter_file_encoding"),
        (b"PK\x03\x04\x00\x00\x00", 1, "charter_file_binary"),
        (b"# " + b"x" * 10_000_000, 1, "charter_file_too_large"),
    ],
)
def test_bad_bytes_are_told_at_their_line(tmp_path: Path, content: bytes, line: int, code: str) -> None:
    path = tmp_path / "charte.yaml"
    path.write_bytes(content)
    with pytest.raises(CharterInvalid) as caught:
        load_charter(path)

    assert [(problem.file, problem.line, problem.code) for problem in caught.value.problems] == [
        (str(path), line, code)
    ]


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(CharterInvalid) as missing:
        load_charter(tmp_path / "rien.yaml")
    with pytest.raises(CharterInvalid) as folder:
        load_charter(tmp_path)

    assert missing.value.problems[0].code == "charter_file_missing"
    assert folder.value.problems[0].code == "charter_file_unreadable"


def test_a_file_with_windows_lines_and_a_byte_order_mark_loads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "charte.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode())

    assert load_charter(path) == load_text(BASE)


def test_an_unknown_shipped_charter_is_answered_with_the_nearest() -> None:
    with pytest.raises(CharterUnknown) as caught:
        shipped_text("region-sut")

    assert "« region-sud »" in todo(caught.value)


def test_the_whole_error_is_one_french_sentence_with_its_count() -> None:
    with pytest.raises(CharterInvalid) as caught:
        load_text("bonjour", "charte.yaml")

    assert "charte.yaml" in say(caught.value)
    assert "garant charter check" in todo(caught.value)


def test_every_code_of_the_room_has_its_sentence() -> None:
    import re
    from importlib.resources import files

    root = Path(str(files("garant.charter")))
    used = set()
    for path in root.rglob("*.py"):
        used |= set(re.findall(r'"(charter_[a-z_]+)"', path.read_text(encoding="utf-8")))

    assert used == {code for code, message in all_messages().items() if message.room == "charter"}


YAML_LIKE = st.text(alphabet=st.sampled_from("ab:-[]{},'\"|>&*!#%@ \n\t?~é1\\x"), max_size=60)


@settings(max_examples=400, deadline=None)
@given(st.one_of(YAML_LIKE, st.text(max_size=60)))
def test_any_text_is_a_charter_or_a_list_of_problems_with_sentences(text: str) -> None:
    with pytest.raises(CharterInvalid) as caught:
        load_text(text)

    assert caught.value.problems
    for problem in caught.value.problems:
        assert str(problem)
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 2


LINES = BASE.split("\n")


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(LINES) - 1), st.sampled_from(["drop", "double", "indent", "null", "list", "junk"]))
def test_a_charter_with_one_damaged_line_loads_or_says_why(place: int, damage: str) -> None:
    lines = list(LINES)
    line = lines[place]
    match damage:
        case "drop":
            del lines[place]
        case "double":
            lines.insert(place, line)
        case "indent":
            lines[place] = f" {line}"
        case "null":
            lines[place] = f"{line.split(':')[0]}:"
        case "list":
            lines[place] = f"{line.split(':')[0]}: [[1], {{a: b}}]"
        case "junk":
            lines[place] = f"{line} zz: '"
    assert all(sentences("\n".join(lines)))


def sentences(text: str) -> list[str]:
    """The problems of a text; the charter's title where it has none."""
    try:
        return [load_text(text).title]
    except CharterInvalid as invalid:
        return [str(problem) for problem in invalid.problems]


def test_every_class_of_data_may_be_protected() -> None:
    for data in DataClass:
        text = with_lines(
            "data: [indirect], zone: external, action: allow",
            f"data: [{data}], zone: external, action: block",
        )
        assert load_text(text)


def test_a_name_is_a_shipped_charter_where_no_file_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_named("region-sud").id == "region-sud"
    # The near miss: a file of that name in this folder is what the person meant.
    (tmp_path / "region-sud").write_text("", encoding="utf-8")
    with pytest.raises(CharterInvalid):
        load_named("region-sud")
