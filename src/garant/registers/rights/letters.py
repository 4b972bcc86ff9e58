"""The letters of a request as plain text: what the law asks them to say is there, whoever writes the answer."""

from datetime import datetime

from garant.deadlines import delay
from garant.directory.templatetags.french import day
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.queries import Words
from garant.registers.rights.terms import Kind, State, facts_of
from garant.words import count


def no_letter_because(request: RightsRequest, words: Words) -> str:
    """Why no letter can be composed, in French; "" where one can.

    Without a name there is nobody to write to; and what another register has answered was written there.
    """
    if not words.identity.is_known:
        return "Cette demande a été reprise d’un autre registre sans le nom de la personne : aucune lettre ne peut lui être adressée."
    taken, told = request.taken_over_at, request.closed_at or request.extended_at
    if taken is not None and told is not None and told < taken:
        return "Cette réponse a été faite avant la reprise : sa lettre est dans le registre d’où elle vient."
    return ""


def letter(request: RightsRequest, words: Words) -> str:
    """The letter that the request's state calls for: acknowledgement, extension, answer or refusal; "" where none can."""
    if no_letter_because(request, words):
        return ""
    if request.state == State.ANSWERED:
        body = _answered(request, words)
    elif request.state == State.REFUSED:
        body = _refused(request, words)
    elif request.extended_at is not None:
        body = _extended(request, words)
    else:
        body = _received(request)
    return _head(request, words, _written_on(request)) + body + _foot(request)


def skeleton(kind: Kind) -> str:
    """What an answer of this kind must tell, as headings to fill; "" where the law lists nothing."""
    points = facts_of(kind).answer_points
    return "".join(f"{number}. {point} :\n\n\n" for number, point in enumerate(points, 1)).rstrip("\n")


def _head(request: RightsRequest, words: Words, on: datetime) -> str:
    return (
        f"{request.organisation.name}\n\n"
        f"{words.identity.name}\n{words.identity.contact}\n\n"
        f"Le {day(on)}\n\n"
        f"Objet : {_TITLES[_stage(request)]} ({Kind(request.kind).label.lower()})\n"
        f"Référence : {request.receipt}{_known_as(words)}\n\n"
        "Madame, Monsieur,\n\n"
    )


def _known_as(words: Words) -> str:
    return f" (votre numéro : {words.reference})" if words.reference else ""


def _received(request: RightsRequest) -> str:
    facts = facts_of(Kind(request.kind))
    text = (
        f"Nous avons reçu le {day(request.received_at)} la demande que vous faites au titre de {_of(facts.articles)}.\n\n"
        f"Une réponse vous est due au plus tard le {day(request.due_day)}.\n\n"
    )
    if request.state == State.RECEIVED:
        text += (
            "Pour vous répondre sans risquer de communiquer vos données à quelqu’un d’autre, nous devons nous assurer "
            "de votre identité. Si un élément nous manque, nous vous le demanderons sans attendre.\n\n"
        )
    if facts.delay == "crpa-silence":
        text += (
            "Sans réponse à cette date, votre demande sera considérée comme refusée. Vous pourrez alors :\n"
            + _appeals(request)
        )
    return text


def _extended(request: RightsRequest, words: Words) -> str:
    facts = facts_of(Kind(request.kind))
    longer = delay(delay(facts.delay).extension or facts.delay)
    return (
        f"Nous avons reçu votre demande le {day(request.received_at)}. Elle demande plus de temps que prévu, pour les "
        f"raisons suivantes :\n\n{words.extension}\n\n"
        f"Comme le permet {_the(longer.article)}, le délai est prolongé : une réponse vous est due au plus tard le "
        f"{day(request.due_day)}.\n\n"
        f"Vous pouvez contester cette prolongation :\n{_appeals(request)}"
    )


def _answered(request: RightsRequest, words: Words) -> str:
    return (
        f"Vous nous avez adressé le {day(request.received_at)} une demande au titre de "
        f"{_of(facts_of(Kind(request.kind)).articles)}. Voici notre réponse.\n\n{words.answer}\n\n"
        f"{_late(request)}"
        f"Si cette réponse ne vous satisfait pas, vous pouvez :\n{_appeals(request)}"
    )


def _refused(request: RightsRequest, words: Words) -> str:
    return (
        f"Vous nous avez adressé le {day(request.received_at)} une demande au titre de "
        f"{_of(facts_of(Kind(request.kind)).articles)}. Nous ne pouvons pas y donner suite, pour les raisons "
        f"suivantes :\n\n{words.answer}\n\n"
        f"{_late(request)}"
        f"Vous pouvez contester ce refus :\n{_appeals(request)}"
    )


def _foot(request: RightsRequest) -> str:
    return (
        "Cette réponse est gratuite. Veuillez agréer, Madame, Monsieur, l’expression de notre considération "
        f"distinguée.\n\nPour {request.organisation.name},\n"
    )


def _late(request: RightsRequest) -> str:
    if request.in_time is not False or request.closed_at is None:
        return ""
    days = max(1, (request.closed_at - request.due_at).days)
    return f"Cette réponse vous parvient {count(days, 'jour')} après l’échéance : nous vous prions de nous en excuser.\n\n"


def _appeals(request: RightsRequest) -> str:
    return "".join(f"- {way} ;\n" for way in facts_of(Kind(request.kind)).appeals)[:-3] + ".\n\n"


def _stage(request: RightsRequest) -> str:
    if request.is_open:
        return "extended" if request.extended_at is not None else "received"
    return request.state


def _written_on(request: RightsRequest) -> datetime:
    return request.closed_at or request.extended_at or request.received_at


def _of(articles: str) -> str:
    """ "de l’article 15", "des articles L. 311-3-1 et…": the word "de" is already there."""
    return f"l’{articles}" if articles.startswith("article ") else f"nos obligations ({articles})"


def _the(article: str) -> str:
    return f"la règle qui s’applique ({article})"


_TITLES = {
    "received": "accusé de réception de votre demande",
    "extended": "prolongation du délai de réponse à votre demande",
    "answered": "réponse à votre demande",
    "refused": "refus de votre demande",
}
