"""Charters for these tests: a small one with everything, and the same with other words."""

from dataclasses import replace

from lxml import html

from garant.charter import Charter, load_text, markdown_to_html

TEXT = """\
charter: essai
version: 2026-11-01
title: Charte d’essai
introduction: |
  Une charte **courte**, voir [le site](https://exemple.fr/charte?a=1&b=2).

  # Un titre à part

  - un
    - un et demi
  - deux
blanks: {organisation: Ville d’essai, adopted_by: le conseil municipal, adopted_on: 2026-10-15, revision_months: 12}
review_by: 2027-11-01
assistant: {name: IRIS}
zones: {internal: chez nous, sovereign: chez un hébergeur, external: tout le reste}
values:
  - {title: Responsabilité, text: Une personne décide., clauses: [relecture]}
documents:
  - {title: Charte des usages, url: "https://exemple.fr/usages"}
  - {title: Délibération}
sections:
  - title: Le cadre réglementaire
    text: Ce que le *droit* impose.
    clauses:
      - id: systemes
        title: Des systèmes validés
        sources: [AHP-11b]
        text: |
          Nous n’employons que les systèmes de la liste : elle est courte.

          > Qui hésite demande.

          | Niveau | Sens |
          |---|---|
          | 1 | pour tous |
        controls:
          - approve: {zones: [internal, sovereign], levels: [1, 2]}
  - title: Les règles d’or
    clauses:
      - id: donnees
        title: Pas de secret
        text: "Aucun mot de passe ne part. 2 * 3 * 4 et `code` restent lisibles."
        controls:
          - protect: {data: [secret], zones: [internal, sovereign], action: block}
      - id: relecture
        title: Relire
        text: |
          Une IA se trompe !

          ### Comment

          1. relire
          2. signer
        controls:
          - checklist: {questions: ["Ai-je besoin d’une IA ?"]}
      - id: formation
        title: Former
        text: Chacun est formé.
        controls:
          - commitment: {promise: Former chaque agent., owner: Direction générale, reason: Rien ne le suit encore.}
      - id: esprit
        title: Garder son esprit critique
        text: Toujours.
"""


def small() -> Charter:
    return load_text(TEXT)


def with_words(text: str) -> Charter:
    """The small charter, with `text` wherever a person writes some."""
    charter = small()
    sections = tuple(
        replace(
            section,
            title=text,
            text=text,
            clauses=tuple(
                replace(clause, title=text, text=text, reason=text, sources=(text,))
                for clause in section.clauses
            ),
        )
        for section in charter.sections
    )
    return replace(
        charter,
        title=text,
        introduction=text,
        sections=sections,
        blanks=replace(charter.blanks, organisation=text, adopted_by=text),
        zones=dict.fromkeys(charter.zones, text),
        values=tuple(replace(value, title=text, text=text) for value in charter.values),
        documents=tuple(replace(each, title=text, url=text) for each in charter.documents),
    )


def read(markdown: str) -> list[str]:
    """The texts of a Markdown source, as its page shows them: another way round than the one that is tested."""
    page = html.fromstring(f"<div>{markdown_to_html(markdown)}</div>")
    return [text.strip() for text in page.itertext() if text.strip()]
