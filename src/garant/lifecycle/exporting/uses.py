"""A use as the registers of others ask for it. What nobody told stays a gap: the file shows it as one."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urljoin

from django.conf import settings

from garant.catalogue.models import AiSystem
from garant.catalogue.queries import current_version
from garant.catalogue.terms import Training
from garant.charter import Stage
from garant.directory.models import Organisation
from garant.exchange import (
    AiActFacts,
    Automation,
    Contact,
    CostYear,
    DataRow,
    Dates,
    DecisionFacts,
    FootprintYear,
    FriaRecord,
    OrganisationRecord,
    PrivacyFacts,
    RiskClass,
    RiskRecord,
    SystemFacts,
    Transfer,
    UseRecord,
)
from garant.footprint import Interval
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.exporting.impact import dpia_record
from garant.lifecycle.models import Passage
from garant.lifecycle.queries.measures import measured
from garant.qualification import UNKNOWN, Assessment, processing_record_draft

_LIVE = [stage.value for stage in Stage if stage.is_live]


def organisation_record(organisation: Organisation) -> OrganisationRecord:
    """Who answers for the records, as the administration page holds it."""
    contact = Contact(name=organisation.name, email=organisation.contact, address=organisation.address)
    return OrganisationRecord(name=organisation.name, siret=organisation.siret or None, contact=contact)


def use_record(dossier: Dossier) -> UseRecord:
    """Everything that stands about a use, as one value."""
    use, assessment = dossier.use, dossier.assessment
    drafted = processing_record_draft(dossier.answers, assessment, title=use.title)
    drawn = dossier.policy.lifecycle.stage(use.stage_word)
    return UseRecord(
        id=str(use.id),
        number=str(use.number),
        title=use.title,
        organisation=organisation_record(use.organisation),
        department=use.department,
        contact=Contact(name=use.department, email=use.organisation.contact),
        submitter=Contact(name=use.organisation.name, email=use.organisation.contact),
        summary=use.explanation or use.what,
        purpose=use.objectives or use.what,
        context=use.what,
        previous_process=use.today_way,
        alternatives=use.why_ai,
        value="\n".join(text for text in (use.value_users, use.value_agents) if text),
        stage=use.stage,
        stage_title=drawn.title if drawn else use.stage_word.french,
        dates=_dates(dossier),
        audience=(use.for_whom,) if use.for_whom else (),
        ambition=use.ambition_french,
        ai_act=_ai_act(assessment),
        system=_system(dossier.systems),
        human_part=human_part(dossier),
        information=use.help_text,
        decision=_decision(dossier),
        data=tuple(DataRow(data=category) for category in _lines(drafted.get("data_categories")))
        or ((DataRow(data=use.data_used),) if use.data_used else ()),
        privacy=_privacy(assessment, drafted, use.dpia_summary),
        dpia=dpia_record(dossier) if dossier.dpia is not None else None,
        fria=_fria(dossier),
        risks=tuple(
            RiskRecord(
                title=family.french,
                family=family.french,
                severity=family.level_french,
                residual=family.residual_french,
                measures=family.measures,
            )
            for family in assessment.families
        ),
        footprint=_footprint(dossier),
        cost=_cost(assessment),
        page_url=_public(use.get_absolute_url()) if use.stage_word.is_live else "",
        provider_entry_url=use.provider_entry_url,
    )


def human_part(dossier: Dossier) -> str:
    """What a person does of it, as the sheet says; "" where nobody answered."""
    return _said(dossier, "reliability.review")


def _dates(dossier: Dossier) -> Dates:
    passages = Passage.objects.filter(use=dossier.use)
    entered = passages.filter(after__in=_LIVE).order_by("at").first()
    retired = passages.filter(after=Stage.RETIRED.value).order_by("at").first()
    last = passages.order_by("at").last()
    zone = dossier.use.organisation.place_word.zone

    def day(passage: Passage | None) -> date | None:
        return passage.at.astimezone(zone).date() if passage is not None else None

    return Dates(
        created_on=dossier.use.created_at.astimezone(zone).date(),
        in_service_on=day(entered),
        retired_on=day(retired),
        updated_on=day(last),
    )


def _ai_act(assessment: Assessment) -> AiActFacts:
    outcome = assessment.ai_act
    known = {each.value for each in RiskClass}
    return AiActFacts(
        risk_class=RiskClass(outcome.risk.value) if outcome.risk.value in known else None,
        roles=tuple(str(role) for role in outcome.roles),
        annex_points=tuple(outcome.annex_iii),
        articles=tuple(dict.fromkeys(duty.article for duty in outcome.duties)),
    )


def _system(systems: list[AiSystem]) -> SystemFacts:
    if not systems:
        return SystemFacts()
    first = systems[0]
    version = current_version(first)
    trained = {Training.YES.value: True, Training.NO.value: False}
    return SystemFacts(
        name=", ".join(system.name for system in systems),
        model=version.model,
        version=version.version,
        provider=version.provider,
        host=version.host,
        country=first.country,
        zone=first.zone_word.french,
        licence=first.licence,
        trained_on_our_data=trained.get(first.training),
    )


def _decision(dossier: Dossier) -> DecisionFacts:
    assessment = dossier.assessment
    automation = None
    if assessment.individual_decision is False:
        automation = Automation.NONE
    elif assessment.fully_automated is not None and assessment.individual_decision:
        automation = Automation.FULL if assessment.fully_automated else Automation.AID
    yearly = dossier.answers.get("crpa.decisions_year")
    return DecisionFacts(
        individual=assessment.individual_decision,
        automation=automation,
        per_year=int(yearly) if isinstance(yearly, int | float) else None,
        place=_said(dossier, "crpa.contribution"),
    )


def _privacy(assessment: Assessment, drafted: Mapping[str, object], summary: str) -> PrivacyFacts:
    return PrivacyFacts(
        personal_data=assessment.personal_data,
        legal_basis=str(drafted.get("legal_basis_french") or ""),
        retention=str(drafted.get("retention") or ""),
        recipients=_lines(drafted.get("recipients")),
        transfers=tuple(
            Transfer(country=each.french, guarantee=each.basis or "", expires_on=each.until)
            for each in assessment.transfers
        ),
        security=_lines(drafted.get("security")),
        persons=_lines(drafted.get("person_categories")),
        dpia_required=assessment.dpia_due,
        dpia_summary=summary,
    )


def _fria(dossier: Dossier) -> FriaRecord | None:
    if dossier.fria is None:
        return FriaRecord(summary=dossier.use.fria_summary) if dossier.use.fria_summary else None
    names = ("processes", "period", "persons", "risks", "oversight", "measures", "summary")
    said = {name: str(dossier.fria.values.get(name) or "") for name in names}
    return FriaRecord(**(said | {"summary": said["summary"] or dossier.use.fria_summary}))


def _footprint(dossier: Dossier) -> FootprintYear | None:
    found = measured(dossier.use)
    if found is not None and found.answered > found.not_estimated:
        grams = found.per_year(found.gco2e)
        return FootprintYear(
            energy_kwh=found.kwh_year,
            carbon_kgco2e=Interval(grams.min / 1000, grams.max / 1000),
            measured=True,
        )
    year = dossier.assessment.footprint_year
    if year is None:
        return None
    return FootprintYear(
        energy_kwh=year.kwh, carbon_kgco2e=year.kgco2e, water_litres=year.water_l, method=year.method
    )


def _cost(assessment: Assessment) -> CostYear | None:
    """The middle of each interval, in euros: these registers take one number."""
    if assessment.cost_year is None and assessment.cost_once is None:
        return None
    return CostYear(
        purchase_eur=_middle(assessment.cost_once), running_eur_per_year=_middle(assessment.cost_year)
    )


def _middle(interval: Interval | None) -> int | None:
    return None if interval is None else round((interval.min + interval.max) / 2 * 1000)


def _said(dossier: Dossier, question: str) -> str:
    asked, answer = dossier.sheet.question(question), dossier.answers.get(question)
    if asked is None or answer is None or answer == UNKNOWN:
        return ""
    return asked.french(answer)  # type: ignore[arg-type]  # `read_answers` gave it


def _lines(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()


def _public(address: str) -> str:
    base = settings.GARANT_PUBLIC_URL
    return urljoin(f"{base}/", address.lstrip("/")) if base else ""
