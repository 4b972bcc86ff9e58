from django.urls import path

from garant.procurement.views import answering, inviting, judging, preparing

app_name = "procurement"

_ONE = "marches/<uuid:consultation>/"

urlpatterns = [
    path("marches/", preparing.consultations, name="consultations"),
    path("marches/nouveau/", preparing.new, name="new"),
    path("marches/questions/", preparing.question_bank, name="bank"),
    path("marches/questionnaire.schema.json", preparing.schema, name="schema"),
    path("marches/clauses/", preparing.clauses, name="clauses"),
    path("marches/clauses/<slug:tier>/", preparing.clauses, name="clauses-tier"),
    path("marches/clauses/<slug:tier>.<slug:suffix>", preparing.clauses_file, name="clauses-file"),
    path(_ONE, preparing.consultation, name="consultation"),
    path(f"{_ONE}modifier/", preparing.amend, name="amend"),
    path(f"{_ONE}questions/", preparing.questions, name="questions"),
    path(f"{_ONE}publier/", preparing.publish, name="publish"),
    path(f"{_ONE}reporter/", preparing.extend, name="extend"),
    path(f"{_ONE}sans-suite/", preparing.abandon, name="abandon"),
    path(f"{_ONE}questionnaire.<slug:suffix>", preparing.questionnaire, name="questionnaire"),
    path(f"{_ONE}candidats/", inviting.invite, name="invite"),
    path(f"{_ONE}candidats/<uuid:invitation>/renouveler/", inviting.renew, name="renew"),
    path(f"{_ONE}candidats/<uuid:invitation>/revoquer/", inviting.revoke, name="revoke"),
    path(f"{_ONE}importer/", inviting.import_file, name="import"),
    path(f"{_ONE}importer/confirmer/", inviting.confirm_import, name="confirm-import"),
    path(f"{_ONE}ouvrir/", judging.open_answers, name="open"),
    path(f"{_ONE}comparaison/", judging.comparison, name="comparison"),
    path(f"{_ONE}comparaison.<slug:suffix>", judging.comparison_file, name="comparison-file"),
    path(f"{_ONE}reponses/<uuid:invitation>/", judging.offer, name="offer"),
    path(f"{_ONE}reponses/<uuid:invitation>/noter/", judging.appraise, name="appraise"),
    path(f"{_ONE}reponses/<uuid:invitation>/reponse.json", judging.offer_file, name="offer-file"),
    path(f"{_ONE}retenir/", judging.retain, name="retain"),
    path(f"{_ONE}suites/", judging.feeding, name="feeding"),
    path("reponse/<str:token>/", answering.answer, name="answer"),
    path(
        "reponse/<str:token>/questionnaire.<slug:suffix>",
        answering.questionnaire,
        name="vendor-questionnaire",
    ),
    path("reponse/<str:token>/reponse.json", answering.handed_in, name="handed-in"),
]
