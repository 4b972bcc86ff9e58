"""Records that are complete, records that hold next to nothing, and a reader of the shipped JSON Schemas."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from garant.exchange import (
    AiActFacts,
    Automation,
    CharterRecord,
    ClauseRecord,
    ConcernedPeople,
    Contact,
    ControlRecord,
    CostYear,
    DataCategory,
    DataRow,
    Dates,
    DecisionFacts,
    DpiaAnswer,
    DpiaComment,
    DpiaEvaluation,
    DpiaMeasure,
    DpiaRecord,
    EvaluationResult,
    FootprintYear,
    FriaRecord,
    Link,
    OrganisationRecord,
    PrivacyFacts,
    ProcessingRecord,
    RiskClass,
    RiskRecord,
    RoleRecord,
    Scope,
    Screening,
    SecurityMeasures,
    SystemFacts,
    Technique,
    Transfer,
    UseRecord,
)
from garant.footprint import Interval


@pytest.fixture
def organisation() -> OrganisationRecord:
    return OrganisationRecord(
        name="Ville de Valmont",
        siret="21130055300016",
        contact=Contact(
            email="contact@valmont.example",
            phone="04 90 00 00 00",
            address="1 place de la Mairie, 13000 Valmont",
        ),
        representative="Le maire",
        dpo=Contact(name="Déléguée mutualisée", email="dpo@valmont.example"),
    )


@pytest.fixture
def full_use(organisation: OrganisationRecord, full_dpia: DpiaRecord) -> UseRecord:
    return UseRecord(
        id="8d3f",
        number="2026-014",
        title="Attribution des places en crèche",
        organisation=organisation,
        department="Direction de la petite enfance",
        contact=Contact(email="petite-enfance@valmont.example"),
        responsible="Directrice de la petite enfance",
        submitter=Contact(
            name="Alice Martin", email="alice.martin@valmont.example", address="1 place de la Mairie"
        ),
        summary="Classe les demandes de places selon le barème voté.",
        purpose="Préparer l’ordre des demandes pour la commission.",
        context="La commission attribue les places deux fois par an.",
        previous_process="Un tableur.",
        alternatives="Le tableur seul : trop d’erreurs.",
        value="Réponse aux familles en dix jours.",
        proportionality="Aucune donnée de plus que le dossier papier.",
        stage="generalised",
        stage_title="Généralisé",
        dates=Dates(
            created_on=date(2026, 2, 1), in_service_on=date(2026, 9, 1), updated_on=date(2026, 11, 20)
        ),
        audience=("Familles", "Assistantes maternelles"),
        ambition="Renforcer la relation avec les usagers",
        themes=("Protection sociale", "petite enfance"),
        ai_act=AiActFacts(
            risk_class=RiskClass.HIGH,
            roles=("deployer",),
            annex_points=("III.5.a",),
            articles=("26", "27", "49(3)"),
        ),
        system=SystemFacts(
            name="Barème",
            model="Mistral Small",
            version="24B Q4",
            provider="Mistral AI",
            host="Centre de données de Valmont",
            country="France",
            zone="interne",
            licence="Apache-2.0",
            trained_on_our_data=False,
            technique=Technique.BOTH,
            operations="Lit le dossier, applique le barème.",
            task="Classement",
            inputs="Dossier de demande",
            outputs="Nombre de points",
            architecture="Modèle de langage puis règles",
            performance="98 % d’accord avec la commission",
            maintenance="Revue annuelle",
            provider_role="Fournit le modèle",
            procurement="Marché 2026-12",
            data_access_terms="Aucun accès du fournisseur",
        ),
        human_part="La commission décide ; un agent relit chaque dossier.",
        information="Mention sur chaque décision.",
        training="Formation d’une demi-journée",
        decision=DecisionFacts(
            individual=True,
            automation=Automation.AID,
            per_year=420,
            scope=Scope.EXTERNAL,
            legal_bases=(Link(title="Délibération du 15/12/2025", url="https://valmont.example/delib"),),
            place="Avant la commission.",
            appeal="Recours gracieux dans les deux mois.",
        ),
        data=(
            DataRow(
                data="Composition du foyer",
                source="Famille",
                collection="Formulaire en ligne",
                categories=("Vie personnelle",),
            ),
            DataRow(data="Quotient familial", source="CAF", collection="API", url="https://caf.example"),
            DataRow(data="Décisions passées", source="Ville", collection="Archives", development=True),
        ),
        privacy=PrivacyFacts(
            personal_data=True,
            legal_basis="Mission d’intérêt public",
            retention="2 ans",
            recipients=("Commission",),
            transfers=(Transfer(country="Canada", recipient="Support", guarantee="Décision d’adéquation"),),
            security=("Chiffrement",),
            persons=("Familles",),
            dpia_required=True,
            dpia_summary="Risques limités après mesures.",
            dpia_url="https://valmont.example/aipd",
        ),
        dpia=full_dpia,
        fria=FriaRecord(
            processes="Attribution",
            period="Deux fois par an",
            persons="Familles",
            risks="Discrimination",
            oversight="Commission",
            measures="Réclamation",
            summary="Aucun risque élevé après mesures.",
            url="https://valmont.example/fria",
        ),
        evaluation=(
            EvaluationResult(criterion="Accord", target="95 %", result="98 %", met=True, on=date(2026, 6, 1)),
        ),
        risks=(
            RiskRecord(
                title="Biais contre les familles monoparentales", measures=("Test apparié",), owner="DPO"
            ),
        ),
        footprint=FootprintYear(
            energy_kwh=Interval(2.5, 9), carbon_kgco2e=Interval(0.1, 0.6), method="ecologits 0.11.3"
        ),
        cost=CostYear(purchase_eur=0, running_eur_per_year=1200),
        page_url="https://valmont.example/creches",
        register_url="https://valmont.example/registre/2026-014",
        code_url="https://valmont.example/code",
        notice_url="https://valmont.example/mention",
        related=(Link(title="Portail famille", url="https://valmont.example/portail"),),
        eu_database_url="https://eu.example/C/1",
        provider_entry_url="https://eu.example/A/9",
    )


@pytest.fixture
def bare_use() -> UseRecord:
    return UseRecord(
        id="1", title="Résumé de réunions", organisation=OrganisationRecord(name="Valmont"), stage="need"
    )


@pytest.fixture
def full_dpia() -> DpiaRecord:
    return DpiaRecord(
        name="Attribution des places en crèche",
        category="Petite enfance",
        author="Alice Martin",
        evaluator="Bruno Petit",
        validator="Claire Roux",
        dpo_names="Déléguée mutualisée",
        dpo_favourable=True,
        dpo_opinion="Favorable sous réserve.",
        people_searched=False,
        people_search_reason="Consultation au conseil de crèche.",
        created_at=datetime(2026, 11, 2, 8, 30, tzinfo=UTC),
        answers=(
            DpiaAnswer(question=111, text="<p>Attribution des places en crèche</p>"),
            DpiaAnswer(question=321, items=("Divulgation de la situation familiale",)),
            DpiaAnswer(question=324, items=("Chiffrement des échanges",)),
            DpiaAnswer(question=325, gauge=3, text="<p>Données sociales</p>"),
            DpiaAnswer(question=326, gauge=2, text="<p>Accès restreint</p>"),
        ),
        measures=(
            DpiaMeasure(id=1, title="Chiffrement des échanges", content="<p>TLS 1.3</p>"),
            DpiaMeasure(id=2, title="Journal des accès"),
        ),
        evaluations=(
            DpiaEvaluation(reference="1.1", status=3, global_status=2),
            DpiaEvaluation(reference="2.1.211", status=2, evaluation_comment="<p>À préciser</p>"),
            DpiaEvaluation(reference="3.1.1", status=3),
            DpiaEvaluation(
                reference="3.2",
                status=3,
                severity=3,
                likelihood=1,
                evaluation_date=datetime(2026, 11, 10, tzinfo=UTC),
            ),
        ),
        comments=(DpiaComment(description="Qui relit ?", reference="211"),),
    )


@pytest.fixture
def bare_dpia() -> DpiaRecord:
    return DpiaRecord(name="Sans réponse")


@pytest.fixture
def full_processing(organisation: OrganisationRecord) -> ProcessingRecord:
    return ProcessingRecord(
        id="p1",
        name="Gestion des places en crèche",
        reference="T-12",
        organisation=organisation,
        created_on=date(2026, 2, 1),
        updated_on=date(2026, 11, 20),
        manager="Petite enfance",
        joint_controllers=("CCAS de Valmont",),
        purpose="Attribuer les places",
        sub_purposes=("Statistiques",),
        legal_basis="L'exécution d'une mission d'intérêt public",
        legal_basis_reason="Code de l’action sociale",
        software=("Barème",),
        data=(
            DataCategory(
                label="Etat civil, identité, données d’identification, images...",
                description="Noms",
                retention="2 ans",
            ),
            DataCategory(
                label="Données concernant la santé", description="Handicap", retention="1 an", sensitive=True
            ),
            DataCategory(label="Situation sociale", description="Minima sociaux"),
        ),
        data_origin="Familles",
        collecting_method="Formulaire",
        people=ConcernedPeople(users="oui", agents="Assistantes maternelles"),
        estimated_people=900,
        retention="2 ans",
        ultimate_fate="Destruction",
        recipients=("Commission",),
        contractors=("Éditeur du portail",),
        transfers=(
            Transfer(country="Canada", guarantee="Décision d’adéquation", url="https://cnil.example"),
        ),
        security=SecurityMeasures(
            access_control="Habilitations",
            traceability="Journal",
            saving="Quotidienne",
            update="Mensuelle",
            encryption="TLS",
        ),
        legal_mentions=True,
        consent_request=False,
        screening=Screening(vulnerable_people=True, large_scale_collection=False),
        exempt_from_dpia=False,
        public=True,
        status="Validé",
        observation="RAS",
    )


@pytest.fixture
def bare_processing() -> ProcessingRecord:
    return ProcessingRecord(id="p2", name="Courrier", organisation=OrganisationRecord(name="Valmont"))


@pytest.fixture
def full_charter() -> CharterRecord:
    return CharterRecord(
        id="valmont",
        version=3,
        edition="2026-11-01",
        published_on=date(2026, 11, 1),
        title="Charte de l’intelligence artificielle",
        organisation="Ville de Valmont",
        roles=(RoleRecord(code="DPO", title="Délégué à la protection des données"),),
        clauses=(
            ClauseRecord(
                id="donnees",
                number="1.1",
                title="Données personnelles",
                text="Aucune donnée personnelle,\n\nnulle part ailleurs.",
                section="Les règles",
                controls=(
                    ControlRecord(
                        kind="protect", sentence="Bloque les données personnelles en zone externe."
                    ),
                ),
            ),
            ClauseRecord(
                id="aipd",
                number="1.2",
                title="Analyse d’impact",
                text="Le DPO la réalise : « avant » l’usage.",
                section="Les règles",
                roles=("DPO",),
                risk_classes=(RiskClass.HIGH,),
            ),
            ClauseRecord(
                id="revision",
                number="2.1",
                title="Révision",
                text="Chaque année.",
                section="La vie de la charte",
            ),
        ),
    )


@pytest.fixture
def bare_charter() -> CharterRecord:
    return CharterRecord(
        id="x",
        version=1,
        title="Charte",
        organisation="Valmont",
        clauses=(ClauseRecord(id="a", number="", title="A", text=""),),
    )


@pytest.fixture
def problems() -> Callable[[Any, dict[str, Any]], list[str]]:
    """What a value breaks of a JSON Schema: the part of the standard that the shipped schemas use, no more."""

    def of(value: Any, schema: dict[str, Any]) -> list[str]:
        return list(_problems(value, schema, schema, "$"))

    return of


_KNOWN = {
    "$schema", "$defs", "$ref", "title", "description", "default", "type", "properties", "required",
    "additionalProperties", "items", "minItems", "maxItems", "enum", "const", "anyOf", "pattern", "format",
    "minLength", "maxLength", "minimum", "maximum",
}  # fmt: skip
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip


def _problems(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str) -> Iterator[str]:
    assert schema.keys() <= _KNOWN, f"a keyword that these tests can't read: {schema.keys() - _KNOWN}"
    if "$ref" in schema:
        yield from _problems(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, where)
    if "anyOf" in schema and all(any(_problems(value, each, root, where)) for each in schema["anyOf"]):
        yield f"{where}: none of the choices"
    types = schema.get("type")
    if types is not None:
        names = [types] if isinstance(types, str) else types
        if not any(
            isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))
            for name in names
        ):
            yield f"{where}: not {types}"
            return
    if "enum" in schema and not any(value == each and type(value) is type(each) for each in schema["enum"]):
        yield f"{where}: not one of the list"
    if "const" in schema and value != schema["const"]:
        yield f"{where}: not {schema['const']}"
    if isinstance(value, str):
        if len(value) > schema.get("maxLength", len(value)) or len(value) < schema.get("minLength", 0):
            yield f"{where}: wrong length"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{where}: wrong pattern"
    if isinstance(value, int | float) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        yield f"{where}: out of bounds"
    if isinstance(value, list):
        if len(value) > schema.get("maxItems", len(value)) or len(value) < schema.get("minItems", 0):
            yield f"{where}: wrong count"
        for place, each in enumerate(value):
            yield from _problems(each, schema.get("items", {}), root, f"{where}[{place}]")
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        yield from (f"{where}: {name} missing" for name in schema.get("required", ()) if name not in value)
        if schema.get("additionalProperties", True) is False:
            yield from (f"{where}: {name} unknown" for name in value if name not in properties)
        for name, each in value.items():
            yield from _problems(each, properties.get(name, {}), root, f"{where}.{name}")
