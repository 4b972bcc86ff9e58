"""What changed between two charters: clauses, and the effects of the rules, cell by cell."""

from dataclasses import dataclass

from garant.charter.charter import Charter, Clause
from garant.charter.compilation import compile_policy
from garant.charter.controls import kinds
from garant.charter.controls.protect import Protect
from garant.charter.enumeration import french_date
from garant.charter.grid import GridCell, grid
from garant.charter.phrases import zone_adjective
from garant.words import DataClass, Zone


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause that both have: the French names of what differs, and the sentences gone and come."""

    before: Clause
    after: Clause
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EffectChange:
    """Something that is applied otherwise. `milder` is None where neither is the stricter."""

    subject: str
    before: str
    after: str
    milder: bool | None


@dataclass(frozen=True, slots=True)
class Comparison:
    before: Charter
    after: Charter
    added: tuple[Clause, ...]
    removed: tuple[Clause, ...]
    changed: tuple[ClauseChange, ...]
    cells: tuple[EffectChange, ...]
    effects: tuple[EffectChange, ...]
    heading: tuple[EffectChange, ...]  # title, organisation, assistant…

    @property
    def same(self) -> bool:
        return not (self.added or self.removed or self.changed or self.cells or self.effects or self.heading)


def compare(before: Charter, after: Charter) -> Comparison:
    """From `before` to `after`. Clauses are matched by id."""
    old = {clause.id: clause for clause in before.clauses}
    new = {clause.id: clause for clause in after.clauses}
    pairs = ((old[name], new[name]) for name in new if name in old)
    return Comparison(
        before,
        after,
        added=tuple(clause for name, clause in new.items() if name not in old),
        removed=tuple(clause for name, clause in old.items() if name not in new),
        changed=tuple(change for pair in pairs if (change := _clause_change(*pair)) is not None),
        cells=_cells(before, after),
        effects=_effects(before, after),
        heading=_heading(before, after),
    )


def _clause_change(before: Clause, after: Clause) -> ClauseChange | None:
    changed = tuple(
        french
        for french, differs in (
            ("titre", before.title != after.title),
            ("texte", before.text != after.text),
            ("sources", before.sources != after.sources),
            ("contrôles", before.controls != after.controls),
            ("motif", before.reason != after.reason),
        )
        if differs
    )
    if not changed:
        return None
    old = [control.sentence() for control in before.controls]
    new = [control.sentence() for control in after.controls]
    return ClauseChange(
        before,
        after,
        changed,
        gone=tuple(sentence for sentence in old if sentence not in new),
        come=tuple(sentence for sentence in new if sentence not in old),
    )


def _cells(before: Charter, after: Charter) -> tuple[EffectChange, ...]:
    found = []
    rows = zip(grid(compile_policy(before)), grid(compile_policy(after)), strict=True)
    for old_row, new_row in rows:
        for zone, old, new in zip(Zone, old_row.cells, new_row.cells, strict=True):
            said = _said(old), _said(new)
            if said[0] != said[1]:
                step = new.action.strictness - old.action.strictness
                found.append(
                    EffectChange(_pair(old_row.data, zone), *said, milder=None if step == 0 else step < 0)
                )
    return tuple(found)


def _pair(data: DataClass, zone: Zone) -> str:
    return f"{data.french} × zone {zone_adjective(zone)}"


def _said(cell: GridCell) -> str:
    observed = "".join(f", en observation : {word}" for word, _ in cell.observed)
    if cell.clause is None and cell.word == "bloqué":
        return f"bloqué, sans règle{observed}"
    return f"{cell.word}{observed}"


def _effects(before: Charter, after: Charter) -> tuple[EffectChange, ...]:
    old, new = compile_policy(before), compile_policy(after)
    found = []
    for kind in kinds().values():
        if kind is Protect:
            continue  # its effects are the cells
        found += [
            EffectChange(each.subject, each.strict, each.mild, milder=True)
            for each in kind.loosened(old, new)
        ]
        found += [
            EffectChange(each.subject, each.mild, each.strict, milder=False)
            for each in kind.loosened(new, old)
        ]
    return tuple(found)


def _heading(before: Charter, after: Charter) -> tuple[EffectChange, ...]:
    old, new = _facts(before), _facts(after)
    lines = [(name, old[name] or "(vide)", new[name] or "(vide)") for name in old]
    for name, differs in (
        ("introduction", before.introduction != after.introduction),
        ("valeurs", before.values != after.values),
        ("documents liés", before.documents != after.documents),
        (
            "textes des sections",
            [each.text for each in before.sections] != [each.text for each in after.sections],
        ),
        ("vie d’un usage de l’IA (étapes et portes)", before.lifecycle != after.lifecycle),
    ):
        if differs:
            lines.append((name, "texte précédent", "texte modifié"))
    return tuple(EffectChange(name, was, now, milder=None) for name, was, now in lines if was != now)


def _facts(charter: Charter) -> dict[str, str]:
    blanks = charter.blanks
    return {
        "identifiant": charter.id,
        "version": french_date(charter.version),
        "titre": charter.title,
        "organisation": blanks.organisation,
        "adoptée par": blanks.adopted_by,
        "adoptée le": french_date(blanks.adopted_on.isoformat()) if blanks.adopted_on else "",
        "révision": f"tous les {blanks.revision_months} mois" if blanks.revision_months else "",
        "prochaine révision": french_date(charter.review_by.isoformat()) if charter.review_by else "",
        "assistant": charter.assistant,
        "sections": ", ".join(section.title for section in charter.sections),
        **{f"zone {zone_adjective(zone)}": charter.zones[zone] for zone in Zone},
    }
