"""First drafts from what the sheet already knows: plain values, for people to complete. Nothing is invented.

What nobody answered is an empty text or an empty list. A list that somebody answered « je ne sais pas » says that it
is to be examined: empty, it would read as none.
"""

from collections.abc import Mapping
from typing import TypeAlias

from garant.qualification.assessment import Assessment
from garant.qualification.condition import UNKNOWN
from garant.qualification.loading import sheet
from garant.qualification.question import Answer, Question, Sheet
from garant.qualification.reading import read_answers
from garant.qualification.visibility import counted, visible

Draft: TypeAlias = Mapping[str, str | list[str]]

_SECURITY = {
    "rgpd.pseudonymised": "Pseudonymisation avant l’envoi au modèle",
    "security.access": "Comptes nominatifs et accès limités aux personnes habilitées",
    "security.encryption": "Chiffrement des échanges et du stockage",
    "security.logs": "Journal des accès conservé de six mois à un an",
    "security.tested": "Examen par le responsable de la sécurité (RSSI)",
    "security.incident": "Procédure d’arrêt et d’alerte en cas d’incident",
}


def processing_record_draft(
    answers: Mapping[str, object], assessment: Assessment, *, title: str = ""
) -> Draft:
    """The processing record (RGPD art. 30).

    Keys, texts: `name`, `purposes`, `legal_basis` (value of the sheet: public_task …, empty if unknown),
    `legal_basis_french`, `legal_basis_reference`, `retention`, `information`, `rights`. Lists of French lines: `data_categories`,
    `sensitive_data`, `person_categories`, `recipients`, `transfers`, `security`; of Madis' names: `dpia_criteria`.
    """
    known = _Known(answers, assessment)
    return {
        "name": title.strip(),
        "purposes": known.text("use.purpose"),
        "legal_basis": assessment.legal_basis or "",
        "legal_basis_french": known.text("rgpd.legal_basis"),
        "legal_basis_reference": known.text("rgpd.legal_basis_reference"),
        "data_categories": known.several("rgpd.data_categories"),
        "sensitive_data": known.several("rgpd.sensitive_data"),
        "person_categories": known.several("rgpd.person_categories"),
        "recipients": known.several("rgpd.recipients"),
        "transfers": _transfers(known, assessment),
        "retention": known.text("rgpd.retention"),
        "security": _measures(known),
        "information": known.said("rgpd.information"),
        "rights": known.said("rgpd.rights"),
        "dpia_criteria": list(assessment.dpia_criteria),
    }


def dpia_draft(answers: Mapping[str, object], assessment: Assessment, *, title: str = "") -> Draft:
    """The data-protection impact assessment (RGPD art. 35(7)): the record's keys, and

    texts `context`, `necessity`, `proportionality`, `processors`; lists of French lines `reasons` (why it is due), `risks`, `measures` (in place), `measures_asked`, `to_examine`.
    """
    known = _Known(answers, assessment)
    return {
        **processing_record_draft(answers, assessment, title=title),
        "context": known.text("use.process"),
        "necessity": known.said("sobriety.without_ai"),
        "proportionality": " ".join(
            part for part in (known.said("rgpd.minimised"), known.said("rgpd.pseudonymised")) if part
        ),
        "processors": known.said("rgpd.processor_contract"),
        "reasons": list(assessment.dpia_reasons),
        "risks": _risks(assessment, ("rgpd", "security", "crpa", "equity")),
        "measures": _measures(known),
        "measures_asked": _asked(assessment, ("rgpd", "security")),
        "to_examine": [item.text for item in assessment.to_examine if item.question.startswith("rgpd.")],
    }


def fria_draft(answers: Mapping[str, object], assessment: Assessment, *, title: str = "") -> Draft:
    """The fundamental-rights impact assessment (AI Act, art. 27(1)).

    Texts: `name`, `processes` (a), `period_and_frequency` (b), `human_oversight` (e). Lists of French lines:
    `person_categories` (c), `risks` (d), `oversight_measures` (e), `if_risks_materialise` (f), `to_examine`.
    """
    known = _Known(answers, assessment)
    frequency = [known.text("use.frequency"), known.text("use.period")]
    return {
        "name": title.strip(),
        "processes": known.text("use.process"),
        "period_and_frequency": " ; ".join(part for part in frequency if part),
        "person_categories": known.several("rgpd.person_categories"),
        "risks": _risks(assessment, ("crpa", "service", "equity", "reliability", "human")),
        "human_oversight": known.said("reliability.review"),
        "oversight_measures": _asked(assessment, ("crpa", "reliability")),
        "if_risks_materialise": [
            *known.done({"security.incident": "Procédure d’arrêt et d’alerte en cas d’incident"}),
            *known.done({"reliability.fallback": "Le service peut continuer sans l’outil"}),
            *known.done({"equity.non_ai_path": "Une voie sans IA reste ouverte"}),
            *_asked(assessment, ("equity", "service")),
        ],
        "to_examine": [item.text for item in assessment.to_examine],
    }


class _Known:
    """The counted answers, in French."""

    def __init__(self, answers: Mapping[str, object], assessment: Assessment) -> None:
        self._sheet: Sheet = sheet(assessment.day, assessment.organisation)
        given = read_answers(self._sheet, answers).answers
        self._held: Mapping[str, Answer] = counted(visible(self._sheet, given), given)

    def text(self, name: str) -> str:
        """The answer alone; empty where there is none or nobody knows."""
        question, answer = self._question(name), self._held.get(name)
        return "" if question is None or answer is None or answer == UNKNOWN else question.french(answer)

    def several(self, name: str) -> list[str]:
        """One line for each chosen answer, "none of these" left out."""
        question, answer = self._question(name), self._held.get(name)
        if question is None or not isinstance(answer, tuple):
            return self.doubt(name)
        chosen = [option for option in question.options if option.value in answer and not option.alone]
        return [option.french for option in chosen]

    def said(self, name: str) -> str:
        """Question and answer in one line: "Les personnes seront-elles informées ? Oui."."""
        question, text = self._question(name), self.text(name)
        return f"{question.text} {text.rstrip('.')}." if question is not None and text else ""

    def done(self, measures: Mapping[str, str]) -> list[str]:
        """The lines of the measures that are in place."""
        return [french for name, french in measures.items() if self._held.get(name) == "yes"]

    def doubt(self, name: str) -> list[str]:
        """A line where nobody knows."""
        question = self._question(name)
        unknown = question is not None and self._held.get(name) == UNKNOWN
        return [f"À examiner : {question.text}"] if question is not None and unknown else []

    def answered(self, name: str, value: str) -> bool:
        return self._held.get(name) == value

    def _question(self, name: str) -> Question | None:
        return self._sheet.question(name)


def _measures(known: _Known) -> list[str]:
    return known.done(_SECURITY)


def _transfers(known: _Known, assessment: Assessment) -> list[str]:
    if not assessment.transfers:
        doubt = known.doubt("rgpd.transfer_countries") or known.doubt("rgpd.transfer")
        leaves = known.answered("rgpd.transfer", "yes")
        return doubt or (["Hors de l’Union européenne, pays à préciser"] if leaves else [])
    lines = []
    for transfer in assessment.transfers:
        parts = [transfer.french, known.text("rgpd.transfer_basis")]
        if transfer.until is not None:
            parts.append(f"jusqu’au {transfer.until:%d/%m/%Y}")
        elif transfer.basis != "adequacy":
            parts.append(known.text("rgpd.transfer_until"))
        if transfer.contested:
            parts.append("décision contestée, recours pendant")
        lines.append(" ; ".join(part for part in parts if part))
    return lines


def _risks(assessment: Assessment, axes: tuple[str, ...]) -> list[str]:
    """The reasons of every line that brought points, the heaviest first."""
    lines = [line for axis in axes for line in assessment.axes[axis].lines if line.points and line.why]
    return list(dict.fromkeys(line.why for line in sorted(lines, key=lambda line: -line.points)))


def _asked(assessment: Assessment, axes: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(ask for axis in axes for ask in assessment.axes[axis].measures))
