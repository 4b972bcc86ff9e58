"""The first text of a draft: a shipped charter, a version of the organisation's own, a parent's heir, a blank page."""

from datetime import date

from garant.charter import editing, shipped_charters, shipped_text
from garant.directory import queries as directory
from garant.directory.models import Person

_BLANK = """\
# Charte en préparation. Chaque clause a un texte, que l’on vote, et des règles (controls), que le logiciel applique.
charter: charte
version: 2026-01-01
title: Charte d’utilisation de l’intelligence artificielle
blanks: {organisation: "", adopted_by: "", adopted_on: null, revision_months: 12}
assistant: {name: Assistant}

sections:
  - title: Nos règles
    clauses:
      - id: premiere-clause
        title: Une première clause
        text: |
          Écrivez ici ce que vous promettez.
"""

_HEIR = """\
# Cette charte hérite d’une autre : elle n’écrit que ce qu’elle ajoute ou rend plus strict. Une clause plus souple que
# celle dont elle hérite donne son motif (reason).
charter: charte
version: 2026-01-01
extends: parent
blanks: {organisation: "", adopted_by: "", adopted_on: null, revision_months: 12}
"""


def from_reference(actor: Person, name: str, *, today: date) -> str:
    """A shipped charter, comments and licence included, under the organisation's own id."""
    return _own(actor, shipped_text(name), today)


def from_parent(actor: Person, name: str, *, today: date) -> str:
    """A charter that inherits `name`, and says nothing of its own yet."""
    return _own(actor, editing.amend(_HEIR, ["extends"], name), today)


def from_blank(actor: Person, *, today: date) -> str:
    """A title, a section, a clause."""
    return _own(actor, _BLANK, today)


def tidy(text: str) -> str:
    """Line ends as the editor writes them, and no mark before the first line."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _own(actor: Person, text: str, today: date) -> str:
    organisation = actor.organisation
    in_force = directory.policy_in_force(organisation).charter
    parent = str(editing.data_of(text).get("extends") or "").rpartition("/")[2]
    own = in_force not in shipped_charters() and in_force != parent
    name = in_force if own else organisation.slug
    text = editing.amend(text, ["charter"], name)
    text = editing.amend(text, ["version"], today.isoformat())
    if "blanks" in editing.data_of(text):
        return editing.amend(text, ["blanks", "organisation"], organisation.name)
    return editing.amend(text, ["blanks"], {"organisation": organisation.name}, after="version")
