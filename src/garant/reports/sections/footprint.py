"""What the answers used: energy, carbon, water, as the sums of what the journal keeps of each answer."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from garant.catalogue.figures import names_of_systems
from garant.footprint import Interval
from garant.publication import figures as publication
from garant.publication.figures import Consumed
from garant.reports.content import Breakdown, Figure, Section
from garant.reports.frame import Frame
from garant.reports.numbers import NOT_ESTIMATED, TOO_FEW, number_french, span_french
from garant.words import Zone

_TITLE = "Empreinte environnementale"
_NONE = Interval(0.0, 0.0)
_BOUNDS = (
    "Chaque chiffre est un intervalle, estimé pour chaque réponse quand elle est donnée, puis additionné : bornes"
    " basses entre elles, bornes hautes entre elles. Il couvre l’usage des serveurs et une part de leur fabrication ;"
    " ni l’entraînement des modèles, ni le réseau, ni les écrans, ni la lecture des questions n’y sont. L’eau est"
    " celle de l’usage seul."
)


def section(frame: Frame) -> Section:
    rows = publication.consumed_between(frame.organisation, frame.period.since, frame.period.until)
    query = publication.consumed_between
    counted = frame.in_period("les réponses inscrites au journal de la passerelle")
    if frame.too_few:
        figure = frame.unknown("empreinte.energie", "Énergie", query, counted, said=TOO_FEW)
        return Section(key="empreinte", title=_TITLE, figures=(figure,))
    known = [row for row in rows if row.method]
    answers = sum(row.answers for row in rows)
    methods = ", ".join(sorted({row.method for row in known}))
    method = f"{counted} Méthode : {methods or 'aucune'}."
    figures = [
        frame.count(
            "empreinte.estimees",
            "Réponses dont l’empreinte est estimée",
            sum(row.answers for row in known),
            query,
            counted,
            of=answers,
        ),
        *_totals(frame, known, method),
    ]
    return Section(
        key="empreinte",
        title=_TITLE,
        figures=tuple(figures),
        breakdowns=(_by_zone(frame, known, method),) if known else (),
        listings=(
            frame.listing(
                "empreinte.systemes",
                "Empreinte de chaque système",
                ("Système", "Zone", "Réponses", "Énergie", "Carbone", "Eau", "Méthode"),
                _by_system(frame, rows),
                query,
                counted,
                widths=(2, 1.1, 1.2, 1.8, 1.8, 1.6, 1.5),
            ),
        )
        if rows
        else (),
        notes=(_BOUNDS,) if known else (),
        silent=_silence(answers, len(known)),
    )


def _silence(answers: int, known: int) -> str:
    if not answers:
        return "Aucune réponse n’est passée par la passerelle dans cette période : il n’y a pas d’empreinte à estimer."
    if not known:
        return "Aucune réponse n’a pu être estimée : les fiches des systèmes ne disent pas ce qu’il faut savoir du modèle."
    return ""


def _totals(frame: Frame, known: Sequence[Consumed], method: str) -> list[Figure]:
    query = publication.consumed_between
    watered = sum(row.with_water for row in known)
    wanted: list[tuple[str, str, Interval | None, str]] = [
        ("energie", "Énergie des réponses", _sum(known, lambda row: row.kwh) if known else None, "kWh"),
        ("carbone", "Gaz à effet de serre", _sum(known, lambda row: row.gco2e) if known else None, "g éq. CO₂"),
        ("eau", "Eau", _sum(known, lambda row: row.litres) if watered else None, "litres"),
    ]  # fmt: skip
    found = []
    for end, label, interval, unit in wanted:
        key = f"empreinte.{end}"
        if interval is None:
            found.append(frame.unknown(key, label, query, method, said=NOT_ESTIMATED))
        else:
            partly = f" L’eau est connue de {number_french(watered)} réponses." if end == "eau" else ""
            found.append(frame.span(key, label, interval, unit, query, method + partly))
    return found


def _by_zone(frame: Frame, known: Sequence[Consumed], method: str) -> Breakdown:
    figures = [
        frame.span(
            f"empreinte.zone.{zone.value}",
            zone.french.capitalize(),
            _sum([row for row in known if row.zone is zone], lambda row: row.kwh),
            "kWh",
            publication.consumed_between,
            method,
        )
        for zone in Zone
    ]
    return Breakdown(
        key="empreinte.zone",
        caption="Énergie, selon la zone du système",
        head="Zone",
        of="Énergie",
        figures=tuple(figures),
    )


def _by_system(frame: Frame, rows: Iterable[Consumed]) -> list[tuple[str, ...]]:
    names = names_of_systems(frame.organisation)
    return [
        (
            names.get(row.system, "Système sorti du catalogue"),
            row.zone.french if row.zone is not None else "inconnue",
            number_french(row.answers),
            span_french(row.kwh, "kWh") if row.method else NOT_ESTIMATED,
            span_french(row.gco2e, "g éq. CO₂") if row.method else NOT_ESTIMATED,
            span_french(row.litres, "litres") if row.with_water else NOT_ESTIMATED,
            row.method or "—",
        )
        for row in rows
    ]


def _sum(rows: Iterable[Consumed], part: Callable[[Consumed], Interval]) -> Interval:
    return reduce(lambda total, row: total + part(row), rows, _NONE)
