"""A page that stands alone: inline style, no script, nothing fetched from anywhere, readable in print and in the dark."""

from html import escape


def standalone(title: str, body: str, *, wide: bool = False) -> str:
    """The whole document. `body` is HTML with a `<main id="_contenu">`; a wide page is for a large table."""
    return _PAGE.format(title=escape(title), style=_STYLE, body=body, width=' class="wide"' if wide else "")


_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body{width}>
<a class="skip" href="#_contenu">Aller au texte</a>
{body}
</body>
</html>
"""

_STYLE = """
:root { color-scheme: light dark; --text: #1b1b1f; --soft: #4a4a55; --ground: #ffffff; --panel: #f3f3f6; --line: #7a7a86; --link: #0b4f9e; }
@media (prefers-color-scheme: dark) { :root { --text: #ececf1; --soft: #bdbdc9; --ground: #16161a; --panel: #232329; --line: #8d8d9a; --link: #9cc7ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: var(--ground); color: var(--text); font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: .5rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { font-weight: 600; } dd { margin: 0; }
nav ul { list-style: none; padding-left: 1rem; }
article { margin-block: 2rem; }
.applied { background: var(--panel); border-left: 4px solid var(--line); padding: .5rem 1rem; }
.applied.enforced { border-left-color: var(--link); }
.status { font-weight: 600; margin: 0; } .controls { margin: .25rem 0 0; padding-left: 1.25rem; }
.sources, footer, .carried { color: var(--soft); font-size: .9375rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 600; padding-block: .5rem; }
th, td { border: 1px solid var(--line); padding: .375rem .5rem; text-align: left; vertical-align: top; }
td.block, td.closed { font-weight: 600; }
body.wide { max-width: 100rem; }
.wide p, .wide dl { max-width: 46rem; } .wide th[scope=row] { min-width: 12rem; }
@media (max-width: 30rem) { dl { display: block; } dd { margin-bottom: .5rem; } }
@media print { nav, .skip { display: none; } body { max-width: none; font-size: 11pt; } a { color: inherit; text-decoration: none; } article, tr { break-inside: avoid; } }
"""
