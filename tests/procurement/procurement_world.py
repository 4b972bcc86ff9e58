"""A consultation, its people and its vendors' links."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.procurement import actions
from garant.procurement.actions import Outline
from garant.procurement.models import Consultation, Invitation
from garant.procurement.questions import Kind, Question, bank
from garant.procurement.terms import RiskChoice, SystemKind
from world import World, join

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DEADLINE = datetime(2026, 12, 18, 11, 0, tzinfo=UTC)
BEFORE = DEADLINE - timedelta(hours=1)
AFTER = DEADLINE + timedelta(hours=1)
ORIGIN = "192.0.2.7"

# Few questions, one of each kind: what a test says of them stays readable.
CHOSEN = {"modeles": 3, "entrainement": 5, "pays": 4, "certifications": 4, "journaux": 2, "classe": 2}


def outline(**more) -> Outline:
    given = {
        "title": "Logiciel des places en crèche",
        "reference": "2026-SI-014",
        "object": "Un logiciel qui classe les demandes de places.",
        "system_kind": SystemKind.DECISION,
        "risk": RiskChoice.HIGH,
        "deadline": DEADLINE,
    }
    return Outline(**{**given, **more})


GOOD = {
    "modeles": {"text": "Mistral Small, pour les résumés."},
    "entrainement": {"choices": ["no"]},
    "pays": {"choices": ["FR"]},
    "certifications": {"choices": ["secnumcloud", "iso27001"], "text": "SNC n° 12, jusqu’en 2028."},
    "journaux": {"number": 12},
    "classe": {"choices": ["high"], "text": "Annexe III, 5 a."},
}
KNOCKED_OUT = {**GOOD, "entrainement": {"choices": ["yes"]}, "pays": {"choices": ["US"]}}


def complete_answer(questions: tuple[Question, ...]) -> dict:
    """Something fitting for every question."""
    found = {}
    for question in questions:
        reply: dict = (
            {"text": "Une réponse."} if question.kind is Kind.TEXT or question.detail != "none" else {}
        )
        match question.kind:
            case Kind.CHOICE | Kind.MANY:
                reply["choices"] = [question.options[0].value]
            case Kind.NUMBER:
                reply["number"] = 12
            case Kind.COUNTRY:
                reply["choices"] = ["FR"]
        found[question.id] = reply
    return found


def as_form(given: dict, *, revision: int = 0, action: str = "save") -> dict:
    """An answer as the vendor's page sends it."""
    kinds = {question.id: question.kind for question in bank().questions}
    data: dict = {"revision": revision, "action": action}
    for name, reply in given.items():
        if "text" in reply:
            data[f"{name}-text"] = reply["text"]
        if "number" in reply:
            data[f"{name}-value"] = str(reply["number"])
        if "choices" in reply:
            data[f"{name}-value"] = reply["choices"] if kinds[name] is Kind.MANY else reply["choices"][0]
    return data


@dataclass(frozen=True)
class Market:
    world: World
    denis: Person
    agathe: Person
    consultation: Consultation
    good: Invitation
    good_token: str
    bad: Invitation
    bad_token: str

    def submit(self, token: str, given: dict, *, revision: int = 0):
        return actions.submit_answer(token, given, revision=revision, origin=ORIGIN, now=BEFORE)

    def opened(self) -> Consultation:
        """Both have answered, and the answers are open."""
        self.submit(self.good_token, GOOD)
        self.submit(self.bad_token, KNOCKED_OUT)
        return actions.open_answers(self.denis, self.consultation.id, now=AFTER)


def build_market(world: World) -> Market:
    denis = join(world.departement, "denis", "Denis Faure", Role.DSI)
    agathe = join(world.departement, "agathe", "Agathe Noël", Role.AUDITOR)
    made = actions.prepare_consultation(denis, outline(), now=NOW)
    made = actions.choose_questions(
        denis,
        made.id,
        weights=CHOSEN,
        eliminating={"entrainement", "classe"},
        revision=made.revision,
        now=NOW,
    )
    made = actions.publish_consultation(denis, made.id, revision=made.revision, now=NOW)
    good, good_token = actions.invite_vendor(
        denis, made.id, vendor="Bonne IA", email="bonne@exemple.fr", now=NOW
    )
    bad, bad_token = actions.invite_vendor(denis, made.id, vendor="Autre SA", now=NOW)
    return Market(world, denis, agathe, made, good, good_token, bad, bad_token)
