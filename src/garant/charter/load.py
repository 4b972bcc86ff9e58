"""Load a charter: read, check, complete with what it inherits. A charter that loads can be applied."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from garant.charter.charter import Blanks, Charter, Clause, Document, Section, Value
from garant.charter.compilation import compile_policy
from garant.charter.controls import kinds
from garant.charter.inheritance import inherit
from garant.charter.lifecycle import Lifecycle
from garant.charter.living import default_lifecycle, lifecycle_of, milder
from garant.charter.nearest import did_you_mean
from garant.charter.problem import CharterInvalid, Problem, Report
from garant.charter.reading import ReadCharter, ReadClause, read_charter
from garant.charter.shipped import shipped_charters, shipped_text
from garant.charter.tree import MAX_BYTES, parse
from garant.words import Zone

MAX_ANCESTORS = 8

Parents: TypeAlias = Callable[[str], str | None]

DEFAULT_ASSISTANT = "Assistant"
DEFAULT_ZONES = {
    Zone.INTERNAL: "Systèmes hébergés par l’organisation elle-même.",
    Zone.SOVEREIGN: "Systèmes qualifiés SecNumCloud, ou dont le contrat limite les données à l’Union européenne.",
    Zone.EXTERNAL: "Tous les autres systèmes.",
}


def load_charter(path: Path) -> Charter:
    """The charter of a file, with what it inherits. Raises CharterInvalid with every problem of the file."""
    return _load_file(path, ())


def load_text(yaml_text: str, origin: str = "charter.yaml", *, parents: Parents | None = None) -> Charter:
    """The same for a text; `origin` names it in errors. It may extend a shipped charter, never a path.

    `parents` gives the text of a charter that another organisation has in force, by `organisation/charter`: it is
    complete, what it inherits written out. None where there is none.
    """
    return _load(yaml_text, origin, None, (), parents)


def load_shipped(charter: str) -> Charter:
    """A charter that comes with Garant, by id. Raises CharterUnknown."""
    return _load(shipped_text(charter), f"{charter}.yaml", None, (charter,))


def load_named(name: str) -> Charter:
    """What a person names on a command line: a path, or the id of a shipped charter where no file has that name."""
    path = Path(name)
    looks_like_a_path = "/" in name or path.suffix in (".yaml", ".yml") or path.exists()
    if looks_like_a_path or name not in shipped_charters():
        return load_charter(path)
    return load_shipped(name)


def _load_file(path: Path, ancestry: tuple[str, ...]) -> Charter:
    return _load(_text_of(path), str(path), path.parent, (*ancestry, str(path.resolve())))


def _text_of(path: Path) -> str:
    report = Report(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        report.error(1, "charter_file_missing")
    except OSError as error:
        report.error(1, "charter_file_unreadable", reason=error.strerror or "erreur de lecture")
    else:
        if len(content) > MAX_BYTES:
            report.error(1, "charter_file_too_large", limit=MAX_BYTES // 1024)
        elif b"\x00" in content:
            report.error(1, "charter_file_binary")
        else:
            try:
                return content.decode("utf-8")
            except UnicodeDecodeError as error:
                report.error(content.count(b"\n", 0, error.start) + 1, "charter_file_encoding")
    raise CharterInvalid(tuple(report.problems))


def _load(
    text: str,
    origin: str,
    folder: Path | None,
    ancestry: tuple[str, ...],
    parents: Parents | None = None,
) -> Charter:
    report = Report(origin)
    root = parse(text, report)
    read = read_charter(root, report) if root is not None else None
    if read is None:
        report.stop_if_any()
        raise AssertionError("a charter that can't be read has at least one problem")
    parent = _parent(read, folder, ancestry, report, parents)
    if read.top.extends is not None:
        report.stop_if_any()  # without its parent, half of what a child says looks wrong
    charter = _assembled(read, parent, origin, report)
    report.stop_if_any()
    if parent is not None:
        _refuse_milder(parent, charter, origin, report)
        report.stop_if_any()
    return charter


def _parent(
    read: ReadCharter,
    folder: Path | None,
    ancestry: tuple[str, ...],
    report: Report,
    parents: Parents | None,
) -> Charter | None:
    wanted = read.top.extends
    if wanted is None:
        return None
    line = read.lines.get("extends", 1)
    if len(ancestry) > MAX_ANCESTORS:
        report.error(line, "charter_parent_depth", limit=MAX_ANCESTORS)
        return None
    is_path = "/" in wanted or wanted.endswith((".yaml", ".yml"))
    if not is_path:
        if wanted not in shipped_charters():
            hint = did_you_mean(wanted, shipped_charters())
            report.error(line, "charter_parent_unknown", parent=wanted[:100], hint=hint)
            return None
        if wanted in ancestry:
            report.error(line, "charter_parent_cycle", parent=wanted)
            return None
        return _load(shipped_text(wanted), f"{wanted}.yaml", None, (*ancestry, wanted))
    if folder is None and parents is not None and not wanted.endswith((".yaml", ".yml")):
        text = parents(wanted)
        if text is None:
            report.error(line, "charter_parent_elsewhere", parent=wanted[:100])
            return None
        return _load(text, f"{wanted}.yaml", None, (*ancestry, wanted))
    if folder is None:
        report.error(line, "charter_parent_path", parent=wanted[:100])
        return None
    path = folder / wanted
    if str(path.resolve()) in ancestry:
        report.error(line, "charter_parent_cycle", parent=wanted)
        return None
    if not path.is_file():
        report.error(line, "charter_parent_missing", parent=wanted[:100])
        return None
    return _load_file(path, ancestry)


def _assembled(read: ReadCharter, parent: Charter | None, origin: str, report: Report) -> Charter:
    """The charter as this file and its parent make it; what is missing or doubled goes to `report`."""
    top = read.top
    if top.extends is None:
        for key, value in (("title", top.title), ("sections", read.sections)):
            if not value:
                report.error(read.lines.get(key, 1), "charter_key_missing", key=key)
    elif parent is not None and parent.id == top.charter:
        report.error(read.lines["charter"], "charter_id_of_parent", charter=top.charter)
    own = _own_sections(read, parent, origin, report)
    sections = own if parent is None else inherit(parent.sections, own)
    charter = Charter(
        id=top.charter,
        version=top.version.isoformat(),
        title=top.title or (parent.title if parent else ""),
        sections=sections,
        introduction=_first(top.introduction, parent.introduction if parent else None, ""),
        extends=top.extends,
        blanks=_blanks(read, parent),
        review_by=top.review_by or (parent.review_by if parent else None),
        assistant=read.assistant.name
        if read.assistant
        else (parent.assistant if parent else DEFAULT_ASSISTANT),
        zones=_zones(read, parent),
        values=tuple(Value(value.title, value.text, value.clauses) for value in read.values)
        or (parent.values if parent else ()),
        documents=(
            *(parent.documents if parent else ()),
            *(Document(d.title, d.url) for d in read.documents),
        ),
        lifecycle=_lifecycle(read, parent, report),
        file=origin,
        lines=read.lines,
        parent=parent,
    )
    _check_values(read, charter, report)
    return charter


def _own_sections(
    read: ReadCharter, parent: Charter | None, origin: str, report: Report
) -> tuple[Section, ...]:
    inherited = {clause.id: clause for clause in parent.clauses} if parent is not None else {}
    seen: dict[str, int] = {}
    sections = []
    for section in read.sections:
        clauses = []
        for clause in section.clauses:
            if clause.fields.id in seen:
                first = seen[clause.fields.id]
                report.error(clause.line, "charter_clause_duplicate", clause=clause.fields.id, first=first)
                continue
            seen[clause.fields.id] = clause.line
            clauses.append(_clause(clause, inherited.get(clause.fields.id), origin))
        sections.append(Section(section.fields.title, tuple(clauses), section.fields.text))
    return tuple(sections)


def _clause(read: ReadClause, overridden: Clause | None, origin: str) -> Clause:
    """A clause; what an override leaves out is as in the clause that it overrides."""
    fields = read.fields
    text = _first(fields.text, overridden.text if overridden else None, "")
    title = _first(fields.title, overridden.title if overridden else None, "") or _title_from(fields.id, text)
    if read.controls is None and overridden is not None:
        controls, lines = overridden.controls, tuple(read.line for _ in overridden.controls)
    else:
        controls, lines = read.controls or (), read.control_lines
    if fields.sources is None and overridden is not None:
        sources, source_lines = overridden.sources, tuple(read.line for _ in overridden.sources)
    else:
        sources, source_lines = fields.sources or (), read.source_lines
    return Clause(
        id=fields.id,
        title=title,
        text=text,
        sources=sources,
        controls=controls,
        reason=fields.reason,
        file=origin,
        line=read.line,
        control_lines=lines,
        source_lines=source_lines,
    )


def _title_from(clause: str, text: str) -> str:
    """A title for a clause that has none: the first sentence where it is short, or the id made readable."""
    first = text.split("\n", 1)[0].split(". ", 1)[0].strip(" .#*_-")
    if 0 < len(first) <= 80:
        return first
    return clause.replace("-", " ").replace("_", " ").capitalize()


def _first(*values: str | None) -> str:
    return next((value for value in values if value is not None), "")


def _blanks(read: ReadCharter, parent: Charter | None) -> Blanks:
    inherited = parent.blanks if parent is not None else Blanks()
    given = read.blanks
    return Blanks(
        organisation=_first(given.organisation or None, inherited.organisation),
        adopted_by=_first(given.adopted_by or None, inherited.adopted_by),
        adopted_on=given.adopted_on or inherited.adopted_on,
        revision_months=given.revision_months or inherited.revision_months,
    )


def _zones(read: ReadCharter, parent: Charter | None) -> dict[Zone, str]:
    given = {zone: getattr(read.zones, zone.value) for zone in Zone}
    inherited = parent.zones if parent is not None else DEFAULT_ZONES
    return {zone: given[zone] or inherited[zone] for zone in Zone}


def _lifecycle(read: ReadCharter, parent: Charter | None, report: Report) -> Lifecycle:
    """The file's own drawing, else its parent's, else the default. A milder one bears its reason."""
    inherited = parent.lifecycle if parent is not None else default_lifecycle()
    if read.lifecycle is None:
        return inherited
    own = lifecycle_of(read.lifecycle, report)
    if parent is not None and own.reason is None:
        for stage, requirement in milder(inherited, own):
            report.error(
                read.lifecycle.line,
                "charter_lifecycle_milder",
                stage=stage.french,
                requirement=requirement.french,
                parent=parent.id,
            )
    return own


def _check_values(read: ReadCharter, charter: Charter, report: Report) -> None:
    known = [clause.id for clause in charter.clauses]
    for value, line in zip(read.values, read.value_lines, strict=True):
        for clause in value.clauses:
            if clause not in known:
                report.error(line, "charter_clause_unknown", clause=clause, hint=did_you_mean(clause, known))


def _refuse_milder(parent: Charter, child: Charter, origin: str, report: Report) -> None:
    """Stricter only, or a written reason: each clause that loosens something says why."""
    before, after = compile_policy(parent), compile_policy(child)
    clauses = {clause.id: clause for clause in child.clauses}
    for kind in kinds().values():
        for loosening in kind.loosened(before, after):
            for name in loosening.clauses:
                clause = clauses[name]
                if clause.reason is None or clause.file != origin:
                    line = clause.line if clause.file == origin else 1
                    report.problems.append(
                        Problem(
                            origin,
                            line,
                            "charter_milder_without_reason",
                            {"clause": name, "what": loosening.what, "parent": parent.id},
                        )
                    )
