"""The minutes of a closed session, as a document to sign."""

from collections.abc import Iterator

from django.utils import timezone

from garant.committees import queries
from garant.committees.errors import MinutesNotReady
from garant.committees.models import Attendance, Conflict, Item, Opinion, Session
from garant.committees.terms import Presence
from garant.directory.templatetags.french import day, moment
from garant.paper import Block, Facts, Heading, Items, Paper, Paragraph, Signature, TableBlock, literal


def minutes_of(session: Session) -> Paper:
    """Who was there, each case with its question, its votes and its opinion. Superseded opinions stay, and say so."""
    if not session.is_closed:
        raise MinutesNotReady
    committee = session.committee
    return Paper(
        title=f"Procès-verbal de la séance n° {session.number}",
        subtitle=committee.name,
        organisation=committee.organisation.name,
        date_line=f"Séance du {day(session.opened_at)}",
        blocks=tuple(_blocks(session)),
    )


def _blocks(session: Session) -> Iterator[Block]:
    committee = session.committee
    attendances = queries.attendance_of(session)
    place = ", ".join(filter(None, [session.place, "en visioconférence" if session.visio else ""]))
    yield Facts(
        [
            ("Comité", f"{committee.name} ({committee.kind_french})"),
            ("Ouverture", moment(session.opened_at)),
            ("Clôture", moment(session.closed_at)),
            ("Lieu", place),
            ("Convocation", moment(session.convened_at)),
            ("Quorum", _quorum(session, attendances)),
        ]
    )
    yield Heading(1, "Présences")
    yield TableBlock(
        "Membres en cours de mandat le jour de la séance",
        ("Nom", "Qualité", "Voix", "Présence"),
        [_row(each) for each in attendances],
    )
    yield Heading(1, "Ordre du jour et avis")
    for number, item in enumerate(queries.agenda_of(session), start=1):
        yield from _case(number, item)
    for approved in session.approves.all():
        yield Heading(1, f"Procès-verbal de la séance n° {approved.number}")
        yield Paragraph(literal(f"Approuvé le {moment(approved.approved_at)}. {approved.remarks}".strip()))
    yield Signature(_chair(attendances), "Présidence de la séance")


def _quorum(session: Session, attendances: list[Attendance]) -> str:
    voting = [each for each in attendances if each.member.votes]
    present = sum(each.presence == Presence.PRESENT for each in voting)
    return (
        f"{present} membre(s) présent(s) ayant voix délibérative sur {len(voting)}, "
        f"{session.quorum_needed} requis ({session.committee.quorum_french})"
    )


def _row(each: Attendance) -> tuple[str, str, str, str]:
    member = each.member
    quality = f"{member.quality_french}, présidence" if member.chairs else member.quality_french
    voice = "délibérative" if member.votes else "consultative"
    return member.full_name, quality, voice, Presence(each.presence).label


def _case(number: int, item: Item) -> Iterator[Block]:
    yield Heading(2, f"{number}. {item.title}")
    yield Paragraph(literal(f"Question posée : {item.question}"))
    conflicts = queries.conflicts_on(item)
    if conflicts:
        yield Paragraph(literal(_withdrawn(conflicts)))
    opinions = list(item.opinions.order_by("at"))
    if not opinions:
        yield Paragraph("Aucun avis rendu : l’affaire revient en attente.")
    for opinion in opinions:
        yield from _opinion(opinion)


def _opinion(opinion: Opinion) -> Iterator[Block]:
    replaced = "" if opinion.current else " (remplacé par un avis ultérieur)"
    votes = f"{opinion.votes_for} pour, {opinion.votes_against} contre, {opinion.abstentions} abstention(s)"
    if opinion.by_casting_vote:
        votes += ", voix prépondérante de la présidence"
    pairs = [
        ("Avis", opinion.verdict_french + replaced),
        ("Votes", votes),
        ("Ont voté", ", ".join(opinion.voters)),
        ("Motifs", opinion.reason),
    ]
    if opinion.supersedes is not None:
        pairs.append(("Remplace", f"l’avis du {moment(opinion.supersedes.at)}"))
    yield Facts(pairs)
    if opinion.conditions:
        yield Paragraph("Conditions :")
        yield Items([literal(condition) for condition in opinion.conditions], ordered=True)


def _withdrawn(conflicts: list[Conflict]) -> str:
    names = ", ".join(conflict.member.full_name for conflict in conflicts)
    return f"Conflit d’intérêts déclaré : {names}, sans part au débat ni au vote, hors quorum pour cette affaire."


def _chair(attendances: list[Attendance]) -> str:
    chairs = [
        each.member.full_name for each in attendances if each.member.chairs and each.presence == "present"
    ]
    return chairs[0] if chairs else ""


def filename(session: Session, suffix: str) -> str:
    """Without accents or spaces: it goes through mail and old drives."""
    return (
        f"pv-comite-{timezone.localtime(session.opened_at or session.at):%Y-%m-%d}-{session.number}.{suffix}"
    )
