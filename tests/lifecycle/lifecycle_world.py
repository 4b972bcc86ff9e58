"""The people of a use's life, and the shortest honest way to each stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from garant.charter import Stage
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.lifecycle.actions import arbitrating, building, people, qualifying
from garant.lifecycle.actions.moving import move_use
from garant.lifecycle.actions.needs import submit_need
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.models import Use
from garant.lifecycle.terms import Decision
from garant.qualification import Kind, visible
from garant.trials import actions as trials
from world import World, join

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)

NEED = {
    "title": "Résumer les comptes rendus de réunion",
    "department": "Direction des affaires générales",
    "what": "Résumer chaque compte rendu en une page, que l’agent relit.",
    "for_whom": "Les secrétariats de direction.",
    "today_way": "Une heure par réunion, à la main.",
    "value_users": "",
    "value_agents": "Une demi-heure gagnée par réunion.",
    "ambition": "simplify",
    "why_ai": "Un modèle de document ne suffit pas : chaque réunion diffère.",
    "data_used": "Les comptes rendus, sans donnée sur des usagers.",
}

# What a harmless use answers where « non » or the first choice would not do.
HARMLESS: Mapping[str, object] = {
    "ai_act.3.1": "yes",
    "ai_act.3.3": ["bought"],
    "rgpd.personal_data": "no",
}


@dataclass(frozen=True)
class Cast:
    """Who plays. `world` keeps the outsiders."""

    world: World
    referent: Person
    dsi: Person
    dpo: Person
    dgs: Person
    agent: Person


def cast_of(world: World) -> Cast:
    departement = world.departement
    return Cast(
        world,
        referent=join(departement, "remi", "Rémi Lambert", Role.REFERENT),
        dsi=join(departement, "denis", "Denis Faure", Role.DSI),
        dpo=world.bruno,
        dgs=join(departement, "diane", "Diane Garnier", Role.DGS),
        agent=world.alice,
    )


def fresh(use: Use) -> Use:
    """The use as it stands now."""
    return Use.objects.select_related("organisation", "requester").get(id=use.id)


def move(actor: Person, use: Use, to: Stage, reason: str = "C’est prêt.", now: datetime = NOW) -> Use:
    return move_use(actor, use.id, to, reason=reason, revision=fresh(use).revision, now=now)


def submitted(cast: Cast, **other: str) -> Use:
    return submit_need(cast.agent, NEED | other, now=NOW)


def in_qualification(cast: Cast, **other: str) -> Use:
    return move(cast.referent, submitted(cast, **other), Stage.QUALIFICATION)


def fill(cast: Cast, use: Use, answers: Mapping[str, object] = HARMLESS) -> Use:
    """Answer what the sheet asks until it asks nothing more: `answers` first, then the quietest choice."""
    for _ in range(12):
        dossier = Dossier(fresh(use), TODAY)
        asked = [
            each
            for each in visible(dossier.sheet, dossier.answers, path=dossier.path)
            if each.id not in dossier.answers
        ]
        if not asked:
            return fresh(use)
        raw = {each.id: answers.get(each.id, quietest(each)) for each in asked}
        _, problems = qualifying.answer_sheet(
            cast.dsi, use.id, raw, asked=tuple(raw), revision=fresh(use).revision, now=NOW
        )
        assert not problems, problems
    raise AssertionError("the sheet never ends")


def quietest(question) -> object:
    values = [each.value for each in question.options]
    if question.id.startswith("ai_act.") and "no" in values:
        return "no"
    match question.kind:
        case Kind.YES_NO:
            return "yes" if question.measure else "no"
        case Kind.CHOICE:
            return min(
                (each for each in question.options if each.value != "unknown"), key=lambda each: each.points
            ).value
        case Kind.CHOICES:
            alone = [each.value for each in question.options if each.alone and each.value != "unknown"]
            return alone[:1] or [question.options[0].value]
        case Kind.TEXT:
            return "Texte."
        case Kind.NUMBER:
            return 100
    return [1, 2]


def signed(cast: Cast, use: Use) -> Use:
    for person, role in ((cast.dsi, Role.DSI), (cast.dpo, Role.DPO)):
        qualifying.sign_sheet(person, use.id, role, revision=fresh(use).revision, now=NOW)
    return fresh(use)


def in_arbitration(cast: Cast, **other: str) -> Use:
    use = signed(cast, fill(cast, in_qualification(cast, **other)))
    return move(cast.dsi, use, Stage.ARBITRATION)


def accepted(cast: Cast, **other: str) -> Use:
    use = in_arbitration(cast, **other)
    session = arbitrating.open_session(cast.dgs, title="Comité de direction", held_on=TODAY)
    arbitrating.put_before(cast.dsi, session.id, use.id)
    arbitrating.decide_case(
        cast.dgs, session.id, use.id, decision=Decision.ACCEPTED, justification="Utile et simple.", now=NOW
    )
    return fresh(use)


def in_evaluation(cast: Cast, **other: str) -> Use:
    use = accepted(cast, **other)
    building.choose_systems(cast.dsi, use.id, ["iris"], revision=use.revision, now=NOW)
    use = fresh(use)
    texts = {
        "objectives": "Gagner du temps.",
        "explanation": "Le texte entre, un résumé sort, l’agent relit.",
    }
    building.document_use(
        cast.dsi, use.id, texts, review_on=TODAY + timedelta(days=180), revision=use.revision, now=NOW
    )
    return move(cast.dsi, use, Stage.EVALUATION)


def tried(cast: Cast, use: Use, *, verdict: str = "conclusive", now: datetime = NOW) -> Use:
    """A whole trial: prepared, run, ended, erased, judged."""
    trial = trials.open_trial(
        cast.dsi,
        use.subject,
        "Essai",
        purpose="Voir si le résumé est fidèle.",
        direction="Direction des affaires générales",
        starts_on=now.date(),
        ends_on=now.date() + timedelta(days=20),
        systems=["iris"],
        now=now,
    )
    run_trial(cast, trial, verdict=verdict, now=now)
    return fresh(use)


def run_trial(cast: Cast, trial, *, verdict: str, now: datetime) -> None:
    trials.add_participant(cast.dsi, trial.id, person=cast.agent.id, now=now)
    criterion = trials.add_criterion(
        cast.dsi, trial.id, sentence="Le résumé n’invente rien.", threshold="9 sur 10", now=now
    )
    trials.add_case(cast.dsi, trial.id, given="Un compte rendu.", expected="Un résumé fidèle.", now=now)
    trials.add_data(
        cast.dsi,
        trial.id,
        name="Dix comptes rendus publics",
        origin="Site",
        place="Serveur",
        personal=False,
        now=now,
    )
    trials.agree_plan(cast.referent, trial.id, now=now)
    trials.start_trial(cast.dsi, trial.id, now=now)
    trials.record_result(
        cast.referent, criterion.id, measured="10 sur 10", met=verdict == "conclusive", now=now
    )
    trials.add_lesson(cast.agent, trial.id, text="Relire les chiffres.", now=now)
    trials.end_trial(cast.dsi, trial.id, reason="Tout est mesuré.", now=now)
    for data in trial.data_sets.all():
        trials.record_destruction(cast.dsi, data.id, on=now.date(), how="Effacé du serveur.", now=now)
    trials.erase(cast.dsi, trial.id, now=now + timedelta(minutes=1))
    trials.decide(
        cast.referent,
        trial.id,
        verdict=verdict,
        reason="Les critères le disent.",
        now=now + timedelta(minutes=2),
    )


def in_pilot(cast: Cast, **other: str) -> Use:
    use = tried(cast, in_evaluation(cast, **other))
    people.name_participant(cast.dsi, use.id, cast.agent.id)
    return move(cast.dsi, fresh(use), Stage.PILOT)


def generalised(cast: Cast, **other: str) -> Use:
    use = in_pilot(cast, **other)
    people.attest_training(cast.dsi, use.id, cast.agent.id, on=TODAY)
    return move(cast.dgs, use, Stage.GENERALISED)
