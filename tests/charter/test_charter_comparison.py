"""What changed between two charters."""

from tests.charter.charter_texts import BASE, with_lines

from garant.charter import EffectChange, compare, load_text


def test_a_charter_is_the_same_as_itself() -> None:
    assert compare(load_text(BASE), load_text(BASE)).same


def test_clauses_are_matched_by_id() -> None:
    after = with_lines("id: duree\n", "id: conservation\n")
    found = compare(load_text(BASE), load_text(after))

    assert [clause.id for clause in found.added] == ["conservation"]
    assert [clause.id for clause in found.removed] == ["duree"]
    assert found.changed == ()


def test_a_change_says_which_part_and_which_sentence() -> None:
    after = with_lines("title: Durée\n", "title: Durées\n", with_lines("days: 30", "days: 20"))
    (change,) = compare(load_text(BASE), load_text(after)).changed

    assert change.changed == ("titre", "contrôles")
    assert change.gone == ("Les conversations sont supprimées au bout de 30 jours.",)
    assert change.come == ("Les conversations sont supprimées au bout de 20 jours.",)


def test_effects_are_told_cell_by_cell_with_their_direction() -> None:
    after = with_lines("zones: [external], action: pseudonymise}", "zones: [external], action: block}")
    after = with_lines(
        "data: [indirect], zone: external, action: allow",
        "data: [indirect], zone: external, action: block, mode: observe",
        after,
    )
    found = compare(load_text(BASE), load_text(after))

    assert found.cells == (
        EffectChange("données personnelles × zone externe", "pseudonymisé", "bloqué", milder=False),
        EffectChange("données hautement personnelles × zone externe", "pseudonymisé", "bloqué", milder=False),
        EffectChange(
            "lieux et organisations × zone externe",
            "autorisé",
            "autorisé, en observation : bloqué",
            milder=None,
        ),
    )


def test_an_opened_zone_changes_every_cell_that_it_decides_and_says_so() -> None:
    after = with_lines(
        "zones: [internal, external], levels", "zones: [internal, external, sovereign], levels"
    )
    found = compare(load_text(BASE), load_text(after))

    assert {change.before for change in found.cells} == {"zone fermée"}
    assert {change.after for change in found.cells} == {"bloqué, sans règle"}
    assert len(found.cells) == 10
    assert found.effects == (
        EffectChange("zone souveraine, systèmes de niveau 1 et 2", "zone fermée", "autorisés", milder=True),
    )


def test_other_effects_are_told_in_both_directions() -> None:
    longer = load_text(with_lines("days: 30", "days: 60"))
    base = load_text(BASE)

    assert compare(base, longer).effects == (
        EffectChange("conservation (conversations)", "30 jours", "60 jours", milder=True),
    )
    assert compare(longer, base).effects == (
        EffectChange("conservation (conversations)", "60 jours", "30 jours", milder=False),
    )


def test_the_heading_is_compared_too() -> None:
    after = load_text(with_lines("assistant: {name: IRIS}", "assistant: {name: CIGALE}"))

    assert compare(load_text(BASE), after).heading == (
        EffectChange("assistant", "IRIS", "CIGALE", milder=None),
    )
