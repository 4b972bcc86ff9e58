"""The frozen values from which every file is made. A gap is None, "" or (): the file shows it as a gap.

Words are plain text unless said otherwise; the caller has already decided what its reader may see.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from garant.exchange.dpia import DpiaRecord
from garant.footprint import Interval


class RiskClass(StrEnum):
    """The class of a use under the AI Act. No class at all means that nobody examined it yet."""

    PROHIBITED = "prohibited"
    HIGH = "high"
    TRANSPARENCY = "transparency"
    MINIMAL = "minimal"
    OUT_OF_SCOPE = "out_of_scope"


class Automation(StrEnum):
    """How far a decision rests on the system."""

    NONE = "none"  # no decision rests on it
    AID = "aid"  # a person decides with its help
    FULL = "full"


class Scope(StrEnum):
    """Whom a decision is about."""

    EXTERNAL = "external"  # users, companies
    INTERNAL = "internal"  # agents


class Technique(StrEnum):
    """What the system computes with."""

    RULES = "rules"
    LEARNING = "learning"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A service or a person that someone outside may reach."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRecord:
    """The organisation that answers for the record."""

    name: str
    siret: str | None = None
    contact: Contact = Contact()
    representative: str = ""  # who answers for it in law: a function, with a name where it is public
    dpo: Contact = Contact()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A title and its address."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """When the use was asked for, opened to people, closed, and when its record last changed."""

    created_on: date | None = None
    in_service_on: date | None = None
    retired_on: date | None = None
    updated_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AiActFacts:
    """The outcome of the qualification, by reference."""

    risk_class: RiskClass | None = None
    roles: tuple[str, ...] = ()  # "provider", "deployer"
    annex_points: tuple[str, ...] = ()  # "III.5.a"
    articles: tuple[str, ...] = ()  # "50(1)"


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemFacts:
    """The AI system, as the catalogue knows it."""

    name: str = ""
    model: str = ""
    version: str = ""
    provider: str = ""
    host: str = ""
    country: str = ""
    zone: str = ""  # French: "interne", "souverain", "externe"
    licence: str = ""
    trained_on_our_data: bool | None = None
    technique: Technique | None = None
    operations: str = ""  # what it computes, step by step
    task: str = ""
    inputs: str = ""
    outputs: str = ""
    architecture: str = ""
    performance: str = ""
    maintenance: str = ""
    provider_role: str = ""
    procurement: str = ""
    data_access_terms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """What the decision is, in the sense of the CRPA."""

    individual: bool | None = None
    automation: Automation | None = None
    per_year: int | None = None
    scope: Scope | None = None
    legal_bases: tuple[Link, ...] = ()
    place: str = ""  # how and when the system steps in
    appeal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRow:
    """One kind of data, where it comes from, how it is collected: the three are read together."""

    data: str
    source: str = ""
    collection: str = ""
    categories: tuple[str, ...] = ()
    development: bool = False  # used to build the system, not to run it
    modality: str = ""  # text, table, image, sound
    quantity: str = ""
    completeness: str = ""  # and how far it represents those concerned
    cleaning: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Data that leave the European Union."""

    country: str
    recipient: str = ""
    guarantee: str = ""  # adequacy, standard clauses…
    expires_on: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyFacts:
    """The facts of the RGPD."""

    personal_data: bool | None = None
    legal_basis: str = ""
    retention: str = ""
    recipients: tuple[str, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    security: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    dpia_required: bool | None = None
    dpia_summary: str = ""
    dpia_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FriaRecord:
    """The fundamental rights impact assessment: points (a) to (f) of art. 27(1), and the summary of its findings."""

    processes: str = ""
    period: str = ""
    persons: str = ""
    risks: str = ""
    oversight: str = ""
    measures: str = ""
    summary: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationResult:
    """One criterion that was set before the trial, and what came out."""

    criterion: str
    target: str = ""
    result: str = ""
    met: bool | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRecord:
    """One risk, and what is done about it."""

    title: str
    family: str = ""
    severity: str = ""
    likelihood: str = ""
    measures: tuple[str, ...] = ()
    residual: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FootprintYear:
    """What a year of use costs the planet, as intervals. None is "not estimated", never zero."""

    energy_kwh: Interval | None = None
    carbon_kgco2e: Interval | None = None
    water_litres: Interval | None = None
    measured: bool = False
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostYear:
    """What it costs, in euros."""

    purchase_eur: int | None = None
    integration_eur: int | None = None
    training_eur: int | None = None
    running_eur_per_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRecord:
    """One AI use, with all that the registers of others ask for."""

    id: str
    title: str
    organisation: OrganisationRecord
    number: str = ""
    department: str = ""
    contact: Contact = Contact()  # of the use; the organisation's where it has none
    responsible: str = ""  # a function, never a name
    submitter: Contact = Contact()  # who files the declaration on behalf of the organisation
    summary: str = ""
    purpose: str = ""
    context: str = ""
    previous_process: str = ""
    alternatives: str = ""
    value: str = ""  # what it brings to users and agents
    proportionality: str = ""  # why the gain is worth the drawbacks
    stage: str = ""  # code of the charter: "need", "pilot", "generalised"…
    stage_title: str = ""
    dates: Dates = Dates()
    audience: tuple[str, ...] = ()
    ambition: str = ""
    themes: tuple[str, ...] = ()
    ai_act: AiActFacts = AiActFacts()
    system: SystemFacts = SystemFacts()
    human_part: str = ""
    information: str = ""  # what the people concerned are told, and where
    training: str = ""  # what agents must have learnt before using it
    decision: DecisionFacts = DecisionFacts()
    data: tuple[DataRow, ...] = ()
    privacy: PrivacyFacts = PrivacyFacts()
    dpia: DpiaRecord | None = None
    fria: FriaRecord | None = None
    evaluation: tuple[EvaluationResult, ...] = ()
    risks: tuple[RiskRecord, ...] = ()
    footprint: FootprintYear | None = None
    cost: CostYear | None = None
    page_url: str = ""  # public page about the use
    register_url: str = ""  # its entry in our own public register
    code_url: str = ""
    notice_url: str = ""
    related: tuple[Link, ...] = ()
    eu_database_url: str = ""  # our own registration (art. 49(3))
    provider_entry_url: str = ""  # the provider's entry in the EU database


@dataclass(frozen=True, slots=True, kw_only=True)
class DataCategory:
    """One line of "catégories de données" of a processing record."""

    label: str  # a label of the CNIL list, or one of our own
    description: str = ""
    retention: str = ""
    sensitive: bool = False  # RGPD art. 9 and 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """The nine DPIA criteria under Madis' names, data of art. 9 and 10 added. None: not examined."""

    systematic_monitoring: bool | None = None
    large_scale_collection: bool | None = None
    vulnerable_people: bool | None = None
    data_crossing: bool | None = None
    evaluation_or_rating: bool | None = None
    automated_decisions_with_legal_effect: bool | None = None
    automatic_exclusion_service: bool | None = None
    innovative_use: bool | None = None
    sensitive_data: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityMeasures:
    """The families of measures that both registers know."""

    access_control: str = ""
    traceability: str = ""
    saving: str = ""
    update: str = ""
    encryption: str = ""
    contractors: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernedPeople:
    """Who is concerned, by Madis' kinds: what is said of each, "" where it is not concerned."""

    users: str = ""  # usagers
    agents: str = ""
    elected: str = ""
    companies: str = ""
    partners: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingRecord:
    """One activity of the record of processing (RGPD art. 30)."""

    id: str
    name: str
    organisation: OrganisationRecord
    reference: str = ""
    created_on: date | None = None
    updated_on: date | None = None
    manager: str = ""  # the department
    joint_controllers: tuple[str, ...] = ()
    purpose: str = ""
    sub_purposes: tuple[str, ...] = ()
    legal_basis: str = ""
    legal_basis_reason: str = ""
    software: tuple[str, ...] = ()
    data: tuple[DataCategory, ...] = ()
    data_origin: str = ""
    collecting_method: str = ""
    people: ConcernedPeople = ConcernedPeople()
    estimated_people: int | None = None
    retention: str = ""
    ultimate_fate: str = ""
    recipients: tuple[str, ...] = ()
    contractors: tuple[str, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    security: SecurityMeasures = SecurityMeasures()
    legal_mentions: bool | None = None
    consent_request: bool | None = None
    screening: Screening = Screening()
    exempt_from_dpia: bool | None = None
    public: bool | None = None
    status: str = ""  # Madis' "statut", in words
    active: bool = True
    observation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRecord:
    """One control that carries a clause."""

    kind: str
    sentence: str = ""  # what it enforces, in French


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRecord:
    """One clause, for another tool to assess."""

    id: str
    number: str
    title: str
    text: str  # Markdown
    section: str = ""
    controls: tuple[ControlRecord, ...] = ()
    roles: tuple[str, ...] = ()  # codes of CharterRecord.roles; none: everyone
    risk_classes: tuple[RiskClass, ...] = ()  # none: all


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRecord:
    """A role that clauses name."""

    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterRecord:
    """One version of a charter. `version` is a counter that the caller must raise at each publication."""

    id: str
    version: int
    title: str
    organisation: str
    clauses: tuple[ClauseRecord, ...]
    edition: str = ""  # what people call this version: "2026-11-01"
    published_on: date | None = None
    introduction: str = ""
    locale: str = "fr"
    roles: tuple[RoleRecord, ...] = ()
