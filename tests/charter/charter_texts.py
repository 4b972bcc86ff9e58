"""The charter that these tests bend, line by line."""

BASE = """\
charter: base
version: 2026-11-01
title: Charte d’essai
zones:
  internal: chez nous
  sovereign: en Europe
  external: ailleurs
blanks: {organisation: Commune d’Essai, adopted_by: Conseil, adopted_on: 2026-11-01, revision_months: 12}
review_by: 2027-11-01
assistant: {name: IRIS}
introduction: Une **introduction**.
values:
  - {title: Humanité, text: L’humain d’abord., clauses: [donnees]}
documents:
  - {title: Charte numérique, url: https://example.org/charte}
sections:
  - title: Les règles
    clauses:
      - id: systemes
        title: Les systèmes
        sources: [AHP-11b]
        text: Seulement le catalogue.
        controls:
          - approve: {zones: [internal, external], levels: [1, 2]}
      - id: donnees
        title: Les données
        sources: [AHP-11h]
        text: |
          Aucune donnée personnelle.

          - ni ici
          - ni là
        controls:
          - protect: {data: [personal, highly_personal], zones: [external], action: pseudonymise}
          - protect: {data: [health, sensitive, criminal, minor, vulnerable], zone: external, action: reroute}
          - protect: {data: [internal_document, secret], zone: external, action: block}
          - protect: {data: [indirect], zone: external, action: allow}
      - id: interne
        title: En interne
        text: Tout peut rester chez nous.
        controls:
          - protect:
              data: [personal, highly_personal, sensitive, health, criminal, minor, vulnerable, internal_document, secret, indirect]
              zones: [internal]
              action: allow
      - id: interdits
        title: Ce qui est interdit
        text: Aucun tri de personnes.
        controls:
          - forbid:
              use: Trier des candidats selon un critère protégé.
              keywords: [[class*, candidat*, âge], [reconnaissance faciale]]
              patterns: ['\\bnot(e|er) les citoyens']
  - title: La vie de la charte
    clauses:
      - id: information
        title: Information
        text: Chaque réponse le dit.
        controls:
          - notice: {zones: [external], text: Ce système est externe.}
          - mention:
              levels: [idea, production]
              on: [copy, export]
              text: Ce contenu a été {verbe} avec l’aide d’un outil d’IA ({systeme}), relu par {relecteur}.
      - id: responsabilite
        title: Responsabilité
        text: Chacun répond de ce qu’il fait.
        controls:
          - acknowledge: {statement: J’ai lu la charte.}
          - checklist: {questions: [Ai-je besoin d’une IA ?, Ai-je retiré les noms ?]}
      - id: duree
        title: Durée
        text: Rien n’est gardé longtemps.
        controls:
          - retain: {what: conversations, days: 30}
          - report_to: {roles: [dpo, rssi], hours: 72}
      - id: formation
        title: Formation
        text: Tous les agents sont formés.
        controls:
          - commitment: {promise: Former tous les agents., owner: DRH, due: 2027-06-30, reason: La formation se suit ailleurs.}
"""


def with_lines(old: str, new: str, text: str = BASE) -> str:
    """The base charter with one thing otherwise; fails where `old` is not there once."""
    assert text.count(old) == 1, (text.count(old), old)
    return text.replace(old, new)


def line_of(needle: str, text: str) -> int:
    """The line, from 1, where `needle` first stands."""
    return text[: text.index(needle)].count("\n") + 1
