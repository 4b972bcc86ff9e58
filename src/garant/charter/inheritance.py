"""How a child charter's sections meet its parent's: overrides stay in their place, new clauses join or follow."""

from dataclasses import replace

from garant.charter.charter import Section


def inherit(parent: tuple[Section, ...], child: tuple[Section, ...]) -> tuple[Section, ...]:
    """The parent's order, with the child's overrides in place.

    A new clause goes to the end of the parent's section of the same title, or into a new section at the end.
    No clause of the parent is ever lost.
    """
    inherited = {clause.id for section in parent for clause in section.clauses}
    overrides = {
        clause.id: clause for section in child for clause in section.clauses if clause.id in inherited
    }
    added: dict[str, Section] = {}
    for section in child:
        new = tuple(clause for clause in section.clauses if clause.id not in inherited)
        if section.title in added:
            before = added[section.title]
            added[section.title] = replace(
                before, clauses=(*before.clauses, *new), text=section.text or before.text
            )
        else:
            added[section.title] = replace(section, clauses=new)
    merged = []
    for section in parent:
        more = added.pop(section.title, None)
        clauses = tuple(overrides.get(clause.id, clause) for clause in section.clauses)
        if more is not None:
            section = replace(section, clauses=(*clauses, *more.clauses), text=more.text or section.text)
        else:
            section = replace(section, clauses=clauses)
        merged.append(section)
    merged.extend(section for section in added.values() if section.clauses or section.text)
    return tuple(merged)
