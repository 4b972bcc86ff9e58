"""The source clauses and the reference charters side by side: as a page, as rows, as a list for a README."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape

from garant.charter.bound import BoundClause, Reality, bound_clauses, reference_charters
from garant.charter.enumeration import enumerated
from garant.charter.page import standalone
from garant.charter.phrases import spaced
from garant.charter.shipped import source_charters
from garant.words import count

_TITLE = "Les clauses des cinq chartes d’origine, et les chartes fournies qui les reprennent"
_LEFT_OUT = "non reprise"

# What a cell may say, for who reads the table without knowing the words.
_LEGEND = (
    (Reality.ENFORCED, "le logiciel l’applique, quoi que fassent les personnes"),
    (Reality.FOLLOWED, "des personnes le font, et c’est inscrit ou compté"),
    ("en partie", "le reste repose sur l’engagement d’un service"),
    (Reality.PROMISED, "tout repose sur l’engagement d’un service, avec une échéance"),
    (
        "proche : …",
        "cette charte reprend, d’une autre, une clause sur le même sujet : c’est une lecture, la nôtre",
    ),
    (_LEFT_OUT, "aucune clause de cette charte ne la cite, et nous n’en avons pas relevé de proche"),
)


def summary() -> str:
    """How many are enforced, followed, promised, in one French sentence."""
    reached = [clause.reality for clause in bound_clauses()]
    parts = [count(reached.count(reality), *_COUNTED[reality]) for reality in Reality if reality in reached]
    return f"{count(len(reached), 'clause')} : {enumerated(parts)}."


def matrix_rows() -> list[dict[str, str]]:
    """One row for each source clause: "id", "clause", "state", and one key for each reference charter."""
    return [
        {
            "id": clause.id,
            "clause": clause.title,
            "state": clause.reality,
            **{charter: " ; ".join(said) for charter, said in _cells(clause).items()},
        }
        for clause in bound_clauses()
    ]


def render_matrix() -> str:
    """A page with one table for each source; no cell speaks by its colour."""
    found = bound_clauses()
    parts = [
        f"<header><h1>{escape(_TITLE)}</h1></header>",
        '<main id="_contenu">',
        f"<p>{escape(spaced(summary()))}</p>",
        "<dl>"
        + "".join(f"<dt>{escape(word)}</dt><dd>{escape(spaced(said))}</dd>" for word, said in _LEGEND)
        + "</dl>",
    ]
    parts += [
        _table(source.title, [each for each in found if each.source == source])
        for source in source_charters()
    ]
    return standalone(_TITLE, "\n".join([*parts, "</main>"]), wide=True)


def _table(title: str, clauses: Sequence[BoundClause]) -> str:
    prefix = escape(clauses[0].source.prefix)
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in reference_charters())
    rows = "".join(
        f'<tr id="{escape(clause.id)}"><th scope="row">{escape(clause.id)} : {escape(spaced(clause.title))}</th>'
        + "".join(
            f"<td>{'<br>'.join(escape(spaced(each)) for each in said)}</td>"
            for said in _cells(clause).values()
        )
        + "</tr>"
        for clause in clauses
    )
    caption = f"{count(len(clauses), 'clause')}, et où chaque charte fournie les reprend"
    return (
        f'<section aria-labelledby="_source-{prefix}"><h2 id="_source-{prefix}">{escape(spaced(title))}</h2>'
        f'<div class="table" role="region" aria-label="Tableau des clauses {prefix}" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption>"
        f'<thead><tr><th scope="col">Clause</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _cells(clause: BoundClause) -> Mapping[str, Sequence[str]]:
    """What each reference charter has of a source clause: itself, or what it says of the same subject."""
    return {
        charter: [f"{each.number} {each.reality}" for each in clause.bindings if each.charter == charter]
        or [f"proche : {name}" for name in clause.near if charter in _binders(name)]
        or [_LEFT_OUT]
        for charter in reference_charters()
    }


@cache
def _binders(name: str) -> frozenset[str]:
    (found,) = (clause for clause in bound_clauses() if clause.id == name)
    return frozenset(each.charter for each in found.bindings)


def clause_list() -> str:
    """The list in Markdown, closed until a reader opens it: one table for each source."""
    return "\n\n".join(_listed()) + "\n"


def _listed() -> Iterator[str]:
    found = bound_clauses()
    yield f"**{summary()}**"
    for source in source_charters():
        clauses = [each for each in found if each.source == source]
        yield f"<details>\n<summary>{escape(source.title)} ({count(len(clauses), 'clause')})</summary>"
        yield "\n".join(
            [
                "| clause | dans nos mots | contrôles | état |",
                "| --- | --- | --- | --- |",
                *(
                    f"| {clause.id} | {clause.title} | {_controls(clause)} | {clause.reality} |"
                    for clause in clauses
                ),
            ]
        )
        yield "</details>"


def _controls(clause: BoundClause) -> str:
    kinds = dict.fromkeys(kind for each in clause.own for kind in each.controls)
    return ", ".join(f"`{kind}`" for kind in kinds)


_COUNTED = {
    Reality.ENFORCED: ("appliquée", "appliquées"),
    Reality.ENFORCED_IN_PART: ("appliquée en partie", "appliquées en partie"),
    Reality.FOLLOWED: ("suivie", "suivies"),
    Reality.FOLLOWED_IN_PART: ("suivie en partie", "suivies en partie"),
    Reality.PROMISED: ("sur un engagement seul", "sur un engagement seul"),
    Reality.DECLARED: ("déclarée seulement", "déclarées seulement"),
}
