from django.urls import path

from garant.decisions.views import decisions, treatments

app_name = "decisions"

_TREATMENT = "decisions/traitements/<uuid:treatment>/"
_DECISION = "decisions/<uuid:decision>/"

urlpatterns = [
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/export/", decisions.export, name="export"),
    path("decisions/traitements/", treatments.treatments, name="treatments"),
    path("decisions/traitements/nouveau/", treatments.new_treatment, name="new-treatment"),
    path(_TREATMENT, treatments.treatment, name="treatment"),
    path(f"{_TREATMENT}versions/<int:number>/", treatments.treatment, name="version"),
    path(
        f"{_TREATMENT}versions/<int:number>/mention.<slug:form>", treatments.mention_file, name="mention-file"
    ),
    path(f"{_TREATMENT}modifier/", treatments.amend_treatment, name="amend-treatment"),
    path(f"{_TREATMENT}clore/", treatments.close_treatment, name="close-treatment"),
    path(f"{_TREATMENT}textes/", treatments.notices, name="notices"),
    path(f"{_TREATMENT}textes.<slug:form>", treatments.notices_file, name="notices-file"),
    path(f"{_TREATMENT}decisions/nouvelle/", decisions.new_decision, name="new-decision"),
    path(_DECISION, decisions.decision, name="decision"),
    path(f"{_DECISION}modifier/", decisions.amend, name="amend"),
    path(f"{_DECISION}completer/", decisions.complete, name="complete"),
    path(f"{_DECISION}notification/", decisions.notify, name="notify"),
    path(f"{_DECISION}supprimer/", decisions.drop, name="drop"),
    path(f"{_DECISION}ouvrir/", decisions.open_content, name="open"),
    path(f"{_DECISION}explication/", decisions.explanation, name="sheet"),
    path(f"{_DECISION}explication.<slug:form>", decisions.explanation_file, name="sheet-file"),
]
