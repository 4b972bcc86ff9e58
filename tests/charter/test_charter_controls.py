"""The kinds of controls: each says what it enforces, and a new one is one file in one folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.charter.charter_texts import BASE, with_lines

import garant.charter.controls as folder
from garant.charter import (
    Charter,
    CharterInvalid,
    Status,
    Tally,
    compare,
    compile_policy,
    evidence_for,
    json_schema,
    kinds,
    load_text,
    outline,
    render_html,
    resolved_text,
)


def sentence(controls: str) -> str:
    clause = f"      - {{id: neuve, text: N., controls: [{controls}]}}\n"
    charter = load_text(BASE + clause)
    (control,) = next(clause for clause in charter.clauses if clause.id == "neuve").controls
    return control.sentence()


@pytest.mark.parametrize(
    ("control", "said"),
    [
        (
            "approve: {zones: [sovereign]}",
            "Zone souveraine ouverte aux seuls systèmes du catalogue, de niveau 1, 2 ou 3.",
        ),
        (
            "approve: {zones: [external, internal], levels: [1]}",
            "Zones interne et externe ouvertes aux seuls systèmes du catalogue, de niveau 1.",
        ),
        (
            "protect: {data: [health], zone: external, action: block}",
            "Une demande à un système externe est refusée si elle contient : données de santé.",
        ),
        (
            "protect: {data: [health, minor], zones: [internal, sovereign, external], action: warn}",
            "Une demande à tout système passe avec un avertissement si elle contient : données de santé ou données sur des mineurs.",
        ),
        (
            "forbid: {use: Noter des personnes., keywords: [[noter]]}",
            "Usage interdit, refusé dès qu’il est reconnu, quel que soit le système : Noter des personnes.",
        ),
        (
            "forbid: {use: Noter des personnes.}",
            "Usage interdit, que le logiciel ne sait pas encore reconnaître : Noter des personnes.",
        ),
        ("notice: {text: Attention.}", "Chaque réponse porte l’information : « Attention. »"),
        (
            "notice: {text: Attention., zones: [sovereign, external]}",
            "Chaque réponse d’un système souverain ou externe porte l’information : « Attention. »",
        ),
        (
            "mention: {text: Fait avec {systeme}., on: [copy], levels: [idea]}",
            "Un contenu issu de l’IA (idée) porte, à la copie, la mention : « Fait avec {systeme}. »",
        ),
        ("acknowledge: {statement: Lu.}", "Avant tout usage, chaque personne reconnaît : « Lu. »"),
        (
            "checklist: {questions: [Utile ?]}",
            "Avant un usage, la personne se pose cette question : « Utile ? »",
        ),
        ("retain: {what: journal, days: 1}", "Les entrées du journal sont supprimées au bout de 1 jour."),
        (
            "certainty: {data: [health, minor], at_least: 40}",
            (
                "Détection (données de santé et données sur des mineurs) : les règles s’appliquent dès une sûreté de "
                "40 sur 100 ; en dessous, ce qui est vu est signalé « à vérifier »."
            ),
        ),
        (
            "report_to: {roles: [dpo], hours: 24}",
            "Un signalement parvient au DPO, qui répond en 24 heures au plus.",
        ),
        (
            "gate: {state: generalised, requires: [conclusive_evaluation, review_date]}",
            (
                "Un usage de l’IA n’entre à l’étape « Généralisé » qu’avec une évaluation concluante et la date de la "
                "prochaine revue."
            ),
        ),
        (
            "committee: {name: le comité DATA-IA, committee: data-ia, before: [arbitration, generalised]}",
            (
                "Avant l’entrée de chaque étape (« Arbitrage » et « Généralisé »), un usage de l’IA reçoit l’avis motivé de "
                "cette instance : le comité DATA-IA."
            ),
        ),
        (
            "keep_register: {what: lessons}",
            "Registre tenu dans le logiciel : les retours d’expérience, réussites comme échecs.",
        ),
        (
            "keep_register: {what: decisions}",
            (
                "Registre tenu dans le logiciel : les décisions individuelles préparées avec un algorithme, avec qui les a "
                "raisonnées, leur mention et leur fiche d’explication."
            ),
        ),
        (
            "answer_requests: {rights: [access, erasure, access]}",
            "Toute demande (accès ou effacement) est inscrite au registre, qui compte le délai légal de la réponse.",
        ),
        (
            "publish: {what: charter}",
            "La charte et ses anciennes versions se lisent et se téléchargent sur une page publique, sans compte.",
        ),
        (
            "commitment: {promise: Former., owner: DRH, due: 2027-01-01}",
            "Engagement : « Former. » Responsable : DRH, au plus tard le 1er janvier 2027.",
        ),
    ],
)
def test_each_kind_says_what_it_enforces_in_one_sentence(control: str, said: str) -> None:
    assert (
        sentence(
            control.replace("{systeme}", "{systeme}")
            if "{systeme}" not in control
            else control.replace("text: Fait avec {systeme}.", "text: 'Fait avec {systeme}.'")
        )
        == said
    )


def test_the_kinds_of_this_release_are_known() -> None:
    assert list(kinds()) == [
        "acknowledge",
        "answer_requests",
        "approve",
        "certainty",
        "checklist",
        "commitment",
        "committee",
        "forbid",
        "gate",
        "keep_register",
        "mention",
        "notice",
        "protect",
        "publish",
        "report_to",
        "retain",
    ]
    for kind in kinds().values():
        assert kind.question.endswith("?")
        assert kind.french


def with_controls(*controls: str) -> Charter:
    lines = "".join(f"          - {control}\n" for control in controls)
    return load_text(f"{BASE}      - id: neuve\n        text: N.\n        controls:\n{lines}")


@pytest.mark.parametrize(
    ("control", "other", "subject"),
    [
        (
            "keep_register: {what: lessons}",
            "keep_register: {what: proofs}",
            "registre (les retours d’expérience, réussites comme échecs)",
        ),
        (
            "answer_requests: {rights: [access, erasure]}",
            "answer_requests: {rights: [access]}",
            "demande (effacement)",
        ),
        ("publish: {what: charter}", "publish: {what: evidence}", "charte et anciennes versions"),
    ],
)
def test_what_is_no_more_kept_answered_or_published_is_milder(control: str, other: str, subject: str) -> None:
    before, after = with_controls("notice: {text: N.}", control), with_controls("notice: {text: N.}", other)

    assert subject in {each.subject for each in compare(before, after).effects if each.milder}
    assert subject not in {each.subject for each in compare(after, before).effects if each.milder}
    moved = with_controls(control, "notice: {text: N.}")
    assert compare(before, moved).effects == ()


def test_a_promise_that_a_register_or_a_gate_takes_over_is_not_withdrawn() -> None:
    promised = with_controls("commitment: {promise: Noter ce que l’on apprend., owner: DSI, due: 2027-01-01}")

    for carrier in (
        "keep_register: {what: lessons}",
        "gate: {state: pilot, requires: [perimeter]}",
        "answer_requests: {rights: [access]}",
        "publish: {what: charter}",
    ):
        assert not [each for each in compare(promised, with_controls(carrier)).effects if each.milder]
    dropped = compare(promised, load_text(f"{BASE}      - {{id: neuve, text: N.}}\n"))
    assert [each.subject for each in dropped.effects if each.milder] == [
        "engagement « Noter ce que l’on apprend. »"
    ]


@pytest.mark.parametrize(
    "control",
    [
        "keep_register: {what: secrets}",
        "keep_register: {}",
        "answer_requests: {rights: []}",
        "answer_requests: {rights: [silence]}",
        "publish: {what: minutes}",  # the software publishes none
        "budget: {kwh: 3}",
        "quiet_hours: {from: '19:00'}",
    ],
)
def test_what_the_software_does_not_carry_cannot_be_written(control: str) -> None:
    with pytest.raises(CharterInvalid):
        with_controls(control)


@pytest.mark.parametrize("name", ["keep_register", "answer_requests", "publish"])
def test_their_effects_stand_with_their_clause_and_survive_the_signed_text(name: str) -> None:
    charter = with_controls(
        "keep_register: {what: lessons}", "answer_requests: {rights: [review]}", "publish: {what: evidence}"
    )

    (effect,) = compile_policy(charter).others[name]
    assert effect.clause == "neuve"  # type: ignore[attr-defined]
    assert load_text(resolved_text(charter)) == charter


TOY = '''
"""quiet: a toy."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening
from garant.charter.policy import Policy
from garant.charter.tally import Evidence, Status, Tally


@dataclass(frozen=True)
class QuietHours:
    start: int
    clause: str


class Quiet(Control):
    kind: ClassVar[str] = "quiet"
    french: ClassVar[str] = "Heures calmes"
    question: ClassVar[str] = "Combien de fois ?"

    start: int = Field(ge=0, le=23, description="Heure de début.")

    def effects(self, clause: str) -> Iterable[QuietHours]:
        return [QuietHours(self.start, clause)]

    def sentence(self) -> str:
        return f"Rien après {self.start} heures."

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        return Evidence("Compté.", tally.events.get(("quiet", clause), 0), Status.ENFORCED)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        old = [each.start for each in before.others.get("quiet", ())]
        new = [each.start for each in after.others.get("quiet", ())]
        if old and new and min(new) > min(old):
            yield Loosening("heures calmes", f"{min(old)} h", f"{min(new)} h", ("formation",))
'''


@pytest.fixture
def quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One file dropped beside the others; nothing else is touched."""
    (tmp_path / "quiet.py").write_text(TOY, encoding="utf-8")
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path)])
    kinds.cache_clear()
    yield
    kinds.cache_clear()


WITH_QUIET = with_lines(
    "          - commitment: {promise: Former",
    "          - quiet: {start: 19}\n          - commitment: {promise: Former",
)


@pytest.mark.usefixtures("quiet")
def test_a_kind_is_added_by_one_file() -> None:
    charter = load_text(WITH_QUIET)
    policy = compile_policy(charter)

    assert [effect.start for effect in policy.others["quiet"]] == [19]  # type: ignore[attr-defined]
    assert "Rien après 19 heures." in outline(charter)
    assert "Rien après 19 heures." in render_html(charter)
    assert "quiet" in str(json_schema())
    assert load_text(resolved_text(charter)) == charter
    evidence = evidence_for(charter, Tally(events={("quiet", "formation"): 4}))[-1]
    assert (evidence.status, evidence.controls[0].evidence.count) == (Status.ENFORCED, 4)
    later = load_text(WITH_QUIET.replace("start: 19", "start: 22"))
    (change,) = compare(charter, later).effects
    assert (change.subject, change.before, change.after, change.milder) == (
        "heures calmes",
        "19 h",
        "22 h",
        True,
    )


def test_a_kind_that_no_file_defines_is_refused() -> None:
    with pytest.raises(CharterInvalid):
        load_text(WITH_QUIET)
