"""What shows that a clause is applied, and what does not."""

from dataclasses import replace
from datetime import date

from tests.charter.charter_texts import BASE, with_lines

from garant.charter import ClauseEvidence, Status, Tally, evidence_for, load_text
from garant.words import Action, DataClass, Zone

TALLY = Tally(
    since=date(2026, 11, 1),
    until=date(2026, 11, 30),
    requests=120,
    answers={Zone.EXTERNAL: 40, Zone.INTERNAL: 60},
    decisions={
        ("donnees", Action.PSEUDONYMISE): 12,
        ("donnees", Action.REROUTE): 1,
        ("interdits", Action.BLOCK): 2,
        ("systemes", Action.BLOCK): 3,
    },
    events={("content.copied", "information"): 7, ("checklist.answered", "responsabilite"): 5},
    people=24,
    acknowledged=18,
    systems={Zone.INTERNAL: 1, Zone.EXTERNAL: 2, Zone.SOVEREIGN: 9},
    incidents=3,
    incidents_in_time=2,
    incidents_late=1,
    purged={"conversations": 11},
    recognised=frozenset(
        {DataClass.PERSONAL, DataClass.HIGHLY_PERSONAL, DataClass.VULNERABLE, DataClass.SECRET}
    ),
)


def of(clause: str, tally: Tally = TALLY, text: str = BASE) -> ClauseEvidence:
    return next(each for each in evidence_for(load_text(text), tally) if each.clause.id == clause)


def said(clause: str, tally: Tally = TALLY, text: str = BASE) -> list[str]:
    return [control.evidence.sentence_fr for control in of(clause, tally, text).controls]


def test_each_clause_answers_in_the_order_of_the_charter() -> None:
    evidence = evidence_for(load_text(BASE), TALLY)

    assert [each.number for each in evidence] == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4"]
    assert [each.status for each in evidence] == [
        Status.ENFORCED,
        Status.ENFORCED,
        Status.ENFORCED,
        Status.ENFORCED,
        Status.ENFORCED,
        Status.ENFORCED,
        Status.ENFORCED,
        Status.FOLLOWED,
    ]


def test_the_counts_are_those_of_the_tally() -> None:
    assert said("systemes") == [
        "3 systèmes au catalogue dans ces zones ; 3 demandes refusées faute de système autorisé, sur 120 demandes."
    ]
    assert said("interdits") == ["2 demandes refusées au titre de cette clause."]
    assert said("information") == [
        "40 réponses accompagnées de cette information.",
        "7 contenus copiés avec cette mention.",
    ]
    assert said("responsabilite") == [
        "18 personnes sur 24 ont pris connaissance de la version en vigueur ; les autres ne peuvent pas utiliser l’IA.",
        "5 réponses à ces questions.",
    ]
    assert said("duree") == [
        "11 conversations supprimées à leur terme.",
        "3 signalements, dont 2 traités dans le délai et 1 en retard.",
    ]


def test_a_class_that_detection_does_not_find_is_named_and_protects_nothing() -> None:
    pseudonymised, rerouted, blocked, places = of("donnees").controls

    assert pseudonymised.evidence.sentence_fr == "12 demandes pseudonymisées au titre de cette clause."
    assert pseudonymised.evidence.unrecognised == ()
    assert rerouted.evidence.sentence_fr == (
        "1 demande redirigée au titre de cette clause. La détection ne reconnaît pas encore : "
        "données de santé, données sensibles, données relatives aux infractions et données sur des mineurs."
    )
    assert rerouted.evidence.status is Status.ENFORCED  # vulnerable is recognised
    assert blocked.evidence.unrecognised == (DataClass.INTERNAL_DOCUMENT,)
    assert places.evidence.status is Status.DECLARED


def test_with_no_detection_at_all_a_protection_is_declared_only() -> None:
    blind = replace(TALLY, recognised=frozenset())

    assert of("donnees", blind).status is Status.DECLARED
    assert of("interne", blind).status is Status.DECLARED


def test_a_rule_under_observation_counts_what_it_would_have_done() -> None:
    text = with_lines(
        "zones: [external], action: pseudonymise}", "zones: [external], action: pseudonymise, mode: observe}"
    )
    tally = replace(TALLY, observed={("donnees", Action.PSEUDONYMISE): 2})
    control = of("donnees", tally, text).controls[0]

    assert control.evidence.sentence_fr == "2 demandes auraient été pseudonymisées au titre de cette clause."
    assert control.evidence.status is Status.FOLLOWED
    assert control.evidence.count == 2


def test_a_retention_that_no_task_applies_is_declared_only() -> None:
    control = of("duree", replace(TALLY, purged={})).controls[0]

    assert control.evidence.status is Status.DECLARED
    assert control.evidence.count is None


def test_a_commitment_past_its_date_says_so() -> None:
    on_time, late = said("formation"), said("formation", replace(TALLY, until=date(2027, 7, 1)))

    assert on_time == ["Échéance à venir."]
    assert late == ["Échéance dépassée depuis le 30 juin 2027."]


def test_a_promise_without_a_date_and_a_clause_without_a_control_are_words() -> None:
    undated = with_lines(", due: 2027-06-30", "")
    bare = BASE + "      - {id: nue, text: Rien.}\n"

    assert of("formation", text=undated).status is Status.DECLARED
    assert of("nue", text=bare).status is Status.DECLARED
    assert of("nue", text=bare).controls == ()


def test_one_is_singular() -> None:
    tally = replace(TALLY, acknowledged=1, incidents=0)

    assert said("responsabilite", tally)[0].startswith("1 personne sur 24 a pris connaissance")
    assert said("duree", tally)[1] == "Aucun signalement."


def told(control: str, tally: Tally) -> tuple[str, int | None, Status]:
    text = f"{BASE}      - {{id: neuve, text: N., controls: [{control}]}}\n"
    (answer,) = of("neuve", tally, text).controls
    return answer.evidence.sentence_fr, answer.evidence.count, answer.evidence.status


def test_a_register_counts_its_records_and_an_empty_one_says_so() -> None:
    lessons = "keep_register: {what: lessons}"

    kept = replace(TALLY, registers={"lessons": 4, "proofs": 9})
    assert told(lessons, kept) == ("4 fiches dans ce registre.", 4, Status.FOLLOWED)
    empty = replace(TALLY, registers={"lessons": 0})
    assert told(lessons, empty) == ("Ce registre est ouvert et encore vide.", 0, Status.FOLLOWED)


def test_a_register_that_nobody_counts_is_declared_only() -> None:
    sentence, number, status = told("keep_register: {what: lessons}", replace(TALLY, registers={"proofs": 9}))

    assert sentence == "Les fiches de ce registre ne sont pas comptées ici."
    assert (number, status) == (None, Status.DECLARED)


def test_requests_are_told_with_those_that_are_late() -> None:
    control = "answer_requests: {rights: [access, erasure]}"

    asked = replace(TALLY, rights=5, rights_in_time=3, rights_late=1)
    assert told(control, asked) == (
        "5 demandes, tous droits confondus, dont 3 traitées dans le délai et 1 en retard.",
        5,
        Status.FOLLOWED,
    )
    assert told(control, TALLY) == ("Aucune demande.", 0, Status.FOLLOWED)


def test_what_is_published_is_counted_and_a_closed_list_is_declared_only() -> None:
    tally = replace(TALLY, published={"charter": 2, "evidence": 1})

    assert told("publish: {what: charter}", tally) == ("2 versions lisibles par tous.", 2, Status.ENFORCED)
    assert told("publish: {what: evidence}", tally) == (
        "1 clause présentée avec ses preuves.",
        1,
        Status.ENFORCED,
    )
    assert told("publish: {what: systems}", tally) == (
        "L’adresse de la liste n’est pas ouverte.",
        None,
        Status.DECLARED,
    )
    assert told("publish: {what: portal}", tally) == ("Le portail n’est pas ouvert.", None, Status.DECLARED)
    opened = replace(tally, published={"systems": 3, "portal": 4})
    assert told("publish: {what: portal}", opened) == (
        "4 parties du portail lisibles par tous.",
        4,
        Status.FOLLOWED,
    )
    assert told("publish: {what: systems}", opened) == (
        "3 systèmes dans la liste ouverte.",
        3,
        Status.FOLLOWED,
    )
