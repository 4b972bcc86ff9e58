"""Forms of treatments and decisions."""

from garant.decisions.forms.deciding import (
    CompleteForm,
    DecisionForm,
    NotifyForm,
    OpenForm,
    RevisionForm,
    SearchForm,
    typed_content,
)
from garant.decisions.forms.declaring import AmendTreatmentForm, TreatmentForm, typed_facts

__all__ = [
    "AmendTreatmentForm",
    "CompleteForm",
    "DecisionForm",
    "NotifyForm",
    "OpenForm",
    "RevisionForm",
    "SearchForm",
    "TreatmentForm",
    "typed_content",
    "typed_facts",
]
