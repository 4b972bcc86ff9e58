from django.urls import path

from garant.trials import consents, preparing, running, views

app_name = "trials"

urlpatterns = [
    path("essais/", views.trials, name="trials"),
    path("essais/nouveau/", preparing.new_trial, name="new-trial"),
    path("essais/mes-consentements/", consents.own, name="own-consents"),
    path("essais/<uuid:trial>/", views.trial, name="trial"),
    path("essais/<uuid:trial>/modifier/", preparing.amend, name="amend-trial"),
    path("essais/<uuid:trial>/personnes/", preparing.new_participant, name="new-participant"),
    path(
        "essais/<uuid:trial>/personnes/<uuid:person>/retirer/",
        preparing.remove_participant,
        name="remove-participant",
    ),
    path("essais/<uuid:trial>/criteres/", preparing.new_criterion, name="new-criterion"),
    path("essais/criteres/<uuid:criterion>/retirer/", preparing.drop_criterion, name="drop-criterion"),
    path("essais/<uuid:trial>/cas/", preparing.new_case, name="new-case"),
    path("essais/cas/<uuid:case>/retirer/", preparing.drop_case, name="drop-case"),
    path("essais/<uuid:trial>/plan/accepter/", preparing.agree_plan, name="agree-plan"),
    path("essais/<uuid:trial>/donnees/", preparing.new_data, name="new-data"),
    path("essais/donnees/<uuid:data>/retirer/", preparing.drop_data, name="drop-data"),
    path("essais/<uuid:trial>/consentement/", consents.text, name="consent-text"),
    path("essais/donnees/<uuid:data>/personnes/", consents.name_concerned, name="name-concerned"),
    path("essais/consentements/<uuid:consent>/oter/", consents.forget, name="forget-concerned"),
    path("essais/consentements/<uuid:consent>/donner/", consents.give, name="give-consent"),
    path("essais/consentements/<uuid:consent>/retirer/", consents.withdraw, name="withdraw-consent"),
    path("essais/consentements/<uuid:consent>/suite/", consents.follow, name="follow-withdrawal"),
    path("essais/<uuid:trial>/commencer/", running.start, name="start"),
    path("essais/<uuid:trial>/cle/", running.key, name="key"),
    path("essais/<uuid:trial>/cle/fermer/", running.close_key, name="close-key"),
    path("essais/cas/<uuid:case>/", running.case, name="case"),
    path("essais/criteres/<uuid:criterion>/resultat/", running.result, name="result"),
    path("essais/criteres/<uuid:criterion>/pieces/", running.attach, name="attach"),
    path("essais/pieces/<uuid:attachment>/", views.attachment, name="attachment"),
    path("essais/pieces/<uuid:attachment>/retirer/", running.detach, name="detach"),
    path("essais/<uuid:trial>/incidents/", running.incident, name="incident"),
    path("essais/<uuid:trial>/lecons/", running.lesson, name="lesson"),
    path("essais/<uuid:trial>/finir/", running.end, name="end"),
    path("essais/<uuid:trial>/abandonner/", running.abandon, name="abandon"),
    path("essais/donnees/<uuid:data>/destruction/", running.destruction, name="destruction"),
    path("essais/<uuid:trial>/effacer/", running.erase, name="erase"),
    path("essais/<uuid:trial>/verdict/", running.verdict, name="verdict"),
    path("essais/<uuid:trial>/certificat/", views.certificate, name="certificate"),
    path("essais/<uuid:trial>/certificat.<slug:form>", views.download_certificate, name="certificate-file"),
]
