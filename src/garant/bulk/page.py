"""The report as one HTML page: nothing is fetched from anywhere, it prints, and a screen reader reads it in order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from importlib.resources import files

from garant.bulk.account import Account, unreadable_folder
from garant.privacy import Label
from garant.words import count

MOST_FILES = 1_000  # shown one by one; the table in CSV has them all
_BAR, _ROW, _NAMES, _WIDTH = 18, 28, 330, 720

_SPACE = "\u202f"
_LIMITS = (
    "<h2>Ce que ce rapport ne dit pas</h2><p>Il ne contient aucune donnée personnelle : les documents y sont désignés par "
    "leur numéro, que la liste <code>fichiers.csv</code>, gardée avec les clés, relie à leur nom d’origine. La détection "
    "est automatique : relisez un échantillon avant de transmettre. Un texte pseudonymisé reste une donnée personnelle "
    "(RGPD, art. 4, 5°) tant que les clés existent, et ce qui entoure un nom peut suffire à reconnaître quelqu’un.</p>"
)


def page(account: Account, now: datetime, version: str, rules: str) -> str:
    """The whole page."""
    done = sum(1 for _ in account.done())
    undone = list(account.undone())
    replaced = sum(number for _, number, _ in account.found)
    said = sum(number for _, number, _ in account.statements)
    head = [
        ("Documents", len(account.files)),
        ("Pseudonymisés", done),
        ("Non traités", len(undone) + len(account.unreadable)),
        ("Données remplacées", replaced),
        ("À vérifier", account.doubtful),
        ("Propos sensibles laissés", said),
    ]
    body = [
        f"<p class='over'>Garant {escape(version)} · règles {escape(rules)} · {_moment(now)}</p>",
        "<h1>Rapport de pseudonymisation</h1>",
        *(f"<p>{escape(name)} : {escape(value)}.</p>" for name, value in account.facts.items()),
        "<dl class='figures'>",
        *(f"<div><dt>{name}</dt><dd>{_number(value)}</dd></div>" for name, value in head),
        "</dl>",
        _warning(account, len(undone)),
        _found(account),
        _statements(account),
        _doubts(account),
        _undone(account),
        _unexamined(account),
        _files(account),
        _LIMITS,
    ]
    style = (files("garant.bulk") / "page.css").read_text(encoding="utf-8")
    return (
        "<!doctype html>\n<html lang='fr'>\n<head>\n<meta charset='utf-8'>\n"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
        f"<title>Rapport de pseudonymisation, {now:%d/%m/%Y}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        "<a class='skip' href='#contenu'>Aller au contenu</a>\n<main id='contenu'>\n"
        + "\n".join(filter(None, body))
        + "\n</main>\n</body>\n</html>\n"
    )


def _warning(account: Account, undone: int) -> str:
    said = ""
    if undone or account.unreadable:
        parts = []
        if undone:
            parts.append(
                count(undone, "document n’a pas été pseudonymisé", "documents n’ont pas été pseudonymisés")
            )
        if account.unreadable:
            parts.append(
                count(len(account.unreadable), "dossier n’a pas pu être lu", "dossiers n’ont pas pu être lus")
            )
        said = f"<p class='note bad'>{' et '.join(parts)} : rien de leur contenu n’est dans le dossier de sortie.</p>"
    if account.doubtful:
        said += (
            f"<p class='note'>{count(account.doubtful, 'passage est', 'passages sont')} à vérifier : la détection y a vu quelque "
            "chose sans en être sûre, et l’a laissé tel quel.</p>"
        )
    return said


def _found(account: Account) -> str:
    if not account.found:
        return "<h2>Ce qui a été remplacé</h2><p>Aucune donnée personnelle n’a été trouvée.</p>"
    rows = [(label.french, _number(number), _number(documents)) for label, number, documents in account.found]
    return (
        "<h2>Ce qui a été remplacé</h2>"
        + _chart(account.found)
        + _table("Données remplacées, par genre", ("Genre", "#Nombre", "#Documents"), rows)
    )


def _chart(found: Sequence[tuple[Label, int, int]]) -> str:
    most = max(number for _, number, _ in found)
    height = len(found) * _ROW
    bars = []
    for at, (label, number, _) in enumerate(found):
        width = max(2.0, (_WIDTH - _NAMES - 90) * number / most)
        y = at * _ROW
        bars.append(
            f"<text x='{_NAMES - 10}' y='{y + 19}' text-anchor='end'>{escape(label.french)}</text>"
            f"<rect x='{_NAMES}' y='{y + 5}' width='{width:.1f}' height='{_BAR}' rx='2'/>"
            f"<text x='{_NAMES + width + 8:.1f}' y='{y + 19}'>{_number(number)}</text>"
        )
    return (
        f"<svg viewBox='0 0 {_WIDTH} {height}' role='img' aria-labelledby='barres-titre barres-desc'>"
        "<title id='barres-titre'>Données remplacées, par genre</title>"
        "<desc id='barres-desc'>Une barre par genre ; le tableau qui suit donne les mêmes nombres.</desc>"
        f"{''.join(bars)}</svg>"
    )


def _statements(account: Account) -> str:
    if not account.statements:
        return ""
    rows = [
        (label.french, _number(number), _number(documents)) for label, number, documents in account.statements
    ]
    return (
        "<h2>Propos sensibles, laissés dans les textes</h2><p>Ces phrases disent de quelqu’un ce que le RGPD protège "
        "particulièrement. Les noms y sont remplacés ; ce qu’elles disent reste : décidez si ces documents peuvent partir.</p>"
        + _table("Propos sensibles, par genre", ("Genre", "#Phrases", "#Documents"), rows)
    )


def _doubts(account: Account) -> str:
    files = [file for file in account.files if file.findings.doubtful]
    if not files:
        return ""
    rows = []
    for file in files[:MOST_FILES]:
        places = [f"{Label(doubt.label).french} ({doubt.place})" for doubt in file.findings.doubts]
        unlisted = file.findings.doubtful - len(places)
        if unlisted:
            places.append(f"et {_number(unlisted)} de plus")
        rows.append((str(file.number), file.name, " ; ".join(places)))
    return "<h2>À vérifier</h2>" + _table(
        "Passages à vérifier, par document", ("N°", "Document", "Quoi, et où"), rows
    )


def _undone(account: Account) -> str:
    undone = list(account.undone())
    if not undone and not account.unreadable:
        return ""
    rows = [(str(file.number), file.name, f"{file.reason} {file.advice}") for file in undone[:MOST_FILES]]
    rows += [
        (str(number), "dossier", " ".join(unreadable_folder())) for number in account.unreadable[:MOST_FILES]
    ]
    rest = len(undone) + len(account.unreadable) - len(rows)
    return (
        "<h2>Ce qui n’a pas été traité</h2>"
        + _table("Documents et dossiers non traités", ("N°", "Document", "Pourquoi, et que faire"), rows)
        + (f"<p>Et {_number(rest)} de plus, dans <a href='rapport.csv'>rapport.csv</a>.</p>" if rest else "")
    )


def _unexamined(account: Account) -> str:
    lines = [
        f"<li>{escape(remark.french(number))} ({count(documents, 'document')})</li>"
        for remark, number, documents in account.remarks
    ]
    lines += [
        f"<li>{count(number, 'élément laissé', 'éléments laissés')} de côté : {escape(reason.french)}</li>"
        for reason, number in sorted(account.skipped.items())
    ]
    if account.vanished:
        lines.append(
            f"<li>{count(account.vanished, 'copie dont le document d’origine a', 'copies dont les documents d’origine ont')} disparu "
            "depuis : elle reste dans le dossier de sortie</li>"
        )
    return f"<h2>Ce qui n’a pas été examiné, ou a été retiré</h2><ul>{''.join(lines)}</ul>" if lines else ""


def _files(account: Account) -> str:
    files = list(account.done())
    if not files:
        return ""
    rows = [
        (
            str(file.number),
            file.name,
            _number(sum(file.findings.found.values())),
            _number(sum(file.findings.statements.values())),
            _number(file.findings.doubtful),
        )
        for file in files[:MOST_FILES]
    ]
    shown = _table(
        "Documents pseudonymisés",
        ("N°", "Copie", "#Données remplacées", "#Propos sensibles", "#À vérifier"),
        rows,
    )
    rest = len(files) - len(rows)
    more = (
        f"<p>Et {_number(rest)} de plus : <a href='rapport.csv'>rapport.csv</a> les donne tous.</p>"
        if rest
        else ""
    )
    return "<h2>Document par document</h2>" + shown + more


def _table(caption: str, heads: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """A column whose head starts with # holds numbers. The second column, or the first of two kinds, names the row."""
    heads = list(heads)
    numeric = [head.startswith("#") for head in heads]
    naming = 1 if heads[0] == "N°" else 0
    parts = [
        f"<div class='wide' role='region' tabindex='0' aria-label='{escape(caption)}'><table><caption>{escape(caption)}</caption><thead><tr>"
    ]
    for head, right in zip(heads, numeric, strict=True):
        parts.append(
            f"<th scope='col'{' class=number' if right else ''}>{escape(head.removeprefix('#'))}</th>"
        )
    parts.append("</tr></thead><tbody>")
    for row in rows:
        cells = []
        for at, (cell, right) in enumerate(zip(row, numeric, strict=True)):
            if at == naming:
                cells.append(f"<th scope='row'>{escape(cell)}</th>")
            else:
                cells.append(f"<td{' class=number' if right else ''}>{escape(cell)}</td>")
        parts.append(f"<tr>{''.join(cells)}</tr>\n")
    parts.append("</tbody></table></div>")
    return "".join(parts)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", _SPACE)


def _moment(now: datetime) -> str:
    return f"<time datetime='{now.isoformat(timespec='minutes')}'>{now:%d/%m/%Y} à {now:%H} h {now:%M}</time>"
