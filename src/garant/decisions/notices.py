"""What is told before and around a decision: AI Act, articles 50, 26 and 86; RGPD, articles 13 and 14."""

from dataclasses import dataclass
from datetime import date

from garant.decisions.facts import Facts
from garant.decisions.law import Rule, rule
from garant.decisions.passage import Blanks, Passage, passage, within
from garant.directory.models import Organisation
from garant.words import count


@dataclass(frozen=True, slots=True)
class Notice:
    """A text, and the rule that asks for it. A rule to come is shown with its date."""

    passage: Passage
    rule: Rule
    in_force: bool


def notices_of(facts: Facts, organisation: Organisation, today: date) -> tuple[Notice, ...]:
    """The texts that this treatment calls for, in the order in which people meet them."""
    found: list[tuple[Passage, Rule]] = []
    if facts.converses:
        found.append((_chatbot(facts, organisation), rule("chatbot")))
    if facts.generates:
        found.append((_generated(organisation), rule("generated")))
    found.append((_informed(facts, organisation), rule("informed")))
    if facts.indirect:
        found.append((_informed_indirectly(facts, organisation), rule("informed_indirectly")))
    if facts.high_risk:
        found.append((_high_risk(facts, organisation), rule("high_risk")))
    return tuple(Notice(each, why, why.applies(today)) for each, why in found)


def _chatbot(facts: Facts, organisation: Organisation) -> Passage:
    blanks = Blanks()
    contact = blanks.filled(within(facts.contact), "comment joindre une personne")
    said = (
        "Vous échangez avec une intelligence artificielle, et non avec une personne. Elle peut se tromper : vérifiez ce "
        f"qui compte pour vous. Responsable de ce service : {organisation.name}. Pour joindre une personne : {contact}."
    )
    return passage("À l’ouverture de l’agent conversationnel", [said], blanks)


def _generated(organisation: Organisation) -> Passage:
    said = f"Ce contenu a été produit par une intelligence artificielle. Responsable : {organisation.name}."
    return passage("Sur un contenu produit par une IA", [said], Blanks())


def _high_risk(facts: Facts, organisation: Organisation) -> Passage:
    blanks = Blanks()
    contact = blanks.filled(within(facts.contact), "à qui écrire")
    role = (
        "Un système d’intelligence artificielle à haut risque sert à prendre ou à préparer cette décision. Responsable "
        f"de son emploi : {organisation.name}. Sa finalité : {within(facts.purpose)}. {facts.degree_word.sentence}"
    )
    right = (
        "Vous pouvez obtenir des explications claires et pertinentes sur le rôle de ce système dans la décision et sur "
        f"les principaux éléments de celle-ci. Écrivez à : {contact}."
    )
    return passage("À la personne concernée par un système à haut risque", [role, right], blanks)


def _informed(facts: Facts, organisation: Organisation) -> Passage:
    blanks = Blanks()
    return passage("Au moment où les données sont recueillies", _said(facts, organisation, blanks), blanks)


def _informed_indirectly(facts: Facts, organisation: Organisation) -> Passage:
    blanks = Blanks()
    sources = " ; ".join(f"{each.name} : {each.source}" for each in facts.data)
    said = _said(facts, organisation, blanks)
    said.insert(2, f"Les données traitées et leurs sources : {sources}.")
    return passage("Quand les données ne viennent pas de la personne", said, blanks)


def _said(facts: Facts, organisation: Organisation, blanks: Blanks) -> list[str]:
    address = organisation.address or organisation.contact
    return [
        (
            f"Responsable du traitement : {organisation.name}, "
            f"{blanks.filled(address, 'adresse de l’organisation')}. Délégué à la protection des données : "
            f"{blanks.filled(within(facts.dpo), 'comment joindre le DPO')}."
        ),
        (
            f"Finalité : {within(facts.purpose)}. "
            f"Base légale : {blanks.filled(within(facts.legal_basis), 'base légale')}."
        ),
        (
            f"Destinataires : {blanks.filled(within(facts.recipients), 'destinataires')}. Transferts hors de l’Union "
            f"européenne : {blanks.filled(within(facts.transfers), 'transferts, ou « aucun »')}."
        ),
        (
            f"Durée de conservation : {blanks.filled(within(facts.kept_for), 'durée de conservation')}. Le détail de "
            "la décision, consigné pour pouvoir l’expliquer, est effacé après "
            f"{count(facts.retention_days, 'jour')}."
        ),
        _logic(facts),
        (
            "Vous pouvez demander l’accès à vos données, leur rectification, leur effacement ou la limitation de leur "
            "traitement et, selon la base légale, vous y opposer. Vous pouvez introduire une réclamation auprès de la "
            "CNIL (www.cnil.fr)."
        ),
    ]


def _logic(facts: Facts) -> str:
    """Articles 13 § 2 f and 14 § 2 g: that there is an automated decision, its logic, and what it entails."""
    weighed = ", ".join(within(each.name) for each in facts.parameters)
    logic = f" Il tient compte de : {weighed}." if weighed else ""
    if facts.automated:
        return (
            f"La décision est entièrement automatisée. {within(facts.operations)}.{logic} Vous pouvez demander qu’une "
            "personne réexamine votre situation, donner votre point de vue et contester la décision."
        )
    return (
        f"La décision est prise par une personne ({within(facts.decider)}), avec l’aide d’un traitement algorithmique. "
        f"{within(facts.operations)}.{logic}"
    )
