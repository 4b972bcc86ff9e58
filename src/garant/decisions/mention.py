"""The mention that a decision letter bears (R. 311-3-1-1), made from the treatment."""

from garant.deadlines import Delay, Unit, delay
from garant.decisions.facts import Facts
from garant.decisions.law import rule
from garant.decisions.passage import Blanks, Passage, passage, within
from garant.decisions.scope import is_public
from garant.directory.models import Organisation

TITLE = "Mention à porter sur la décision"


def mention_of(facts: Facts, organisation: Organisation) -> Passage:
    """Purpose, right to the rules, how to exercise it, appeal; for a private body, what the RGPD asks to be told."""
    blanks = Blanks()
    write = _public if is_public(organisation) else _private
    return passage(TITLE, write(facts, organisation, blanks), blanks)


def _public(facts: Facts, organisation: Organisation, blanks: Blanks) -> list[str]:
    purpose = blanks.filled(within(facts.purpose), "la finalité du traitement")
    contact = blanks.filled(within(facts.contact), "à qui écrire")
    manner = "sur le seul fondement" if facts.automated else "en partie sur le fondement"
    rules = f" Règles publiées à l’adresse : {facts.rules_url}" if facts.rules_url else ""
    return [
        (
            f"La présente décision a été prise {manner} d’un traitement algorithmique. Administration responsable : "
            f"{organisation.name}. Finalité du traitement : {purpose}.{rules}"
        ),
        (
            f"En application des {rule('mention').article} et de l’{rule('sheet').article} (code des relations entre le "
            "public et l’administration), vous avez le droit d’obtenir la communication des règles qui définissent ce "
            "traitement, des principales caractéristiques de sa mise en œuvre et de leur application à votre situation. "
            f"Pour exercer ce droit, écrivez à : {contact}, en rappelant la référence de cette décision."
        ),
        (
            f"Sans réponse après {_span(delay('crpa-silence'))}, votre demande est considérée comme refusée. Vous disposez "
            f"alors de {_span(delay('cada'))} pour saisir la Commission d’accès aux documents administratifs (CADA), "
            "TSA 50730, 75334 Paris Cedex 07, ou sur www.cada.fr."
        ),
    ]


def _private(facts: Facts, organisation: Organisation, blanks: Blanks) -> list[str]:
    purpose = blanks.filled(within(facts.purpose), "la finalité du traitement")
    contact = blanks.filled(within(facts.contact), "à qui écrire")
    manner = "entièrement par un" if facts.automated else "avec l’aide d’un"
    said = [
        (
            f"La présente décision a été prise {manner} traitement algorithmique. Responsable : {organisation.name}. "
            f"Finalité du traitement : {purpose}."
        ),
        (
            "Vous pouvez demander des informations utiles sur la logique de ce traitement et sur ses conséquences pour "
            f"vous (articles 13 à 15 du RGPD). Écrivez à : {contact}, en rappelant la référence de cette décision."
        ),
    ]
    if facts.automated:
        said.append(
            "Vous pouvez obtenir qu’une personne examine votre situation, exprimer votre point de vue et contester la "
            f"décision ({rule('automated_private').article})."
        )
    return said


def _span(found: Delay) -> str:
    """In words where one would write it so: "un mois", "deux mois"."""
    words = {1: "un", 2: "deux", 3: "trois"}
    if found.unit is Unit.MONTHS and found.length in words:
        return f"{words[found.length]} mois"
    return found.unit.french(found.length)
