from django.urls import path

from garant.directory import administration, views
from garant.directory.links import views as links
from garant.directory.oidc import views as oidc
from garant.directory.people import views as people

app_name = "directory"

urlpatterns = [
    path("connexion/", views.sign_in, name="sign-in"),
    path("connexion/lien/", links.ask, name="ask-link"),
    path("connexion/lien/envoye/", links.sent, name="link-sent"),
    path("connexion/lien/<str:token>/", links.follow, name="follow-link"),
    path("connexion/oidc/", oidc.depart, name="oidc"),
    path("connexion/oidc/retour/", oidc.arrive, name="oidc-arrival"),
    path("connexion/oidc/deconnexion/", oidc.leave, name="oidc-leaving"),
    path("deconnexion/", views.sign_out, name="sign-out"),
    path("compte/", views.account, name="account"),
    path("compte/mot-de-passe/", views.password, name="password"),
    path("compte/cles/", views.keys, name="keys"),
    path("compte/cles/<uuid:key>/revoquer/", views.revoke, name="revoke-key"),
    path("charte/prendre-connaissance/", views.acknowledgement, name="acknowledgement"),
    path("administration/", administration.home, name="administration"),
    path("administration/organisation/", administration.organisation, name="organisation"),
    path("administration/personnes/", administration.people, name="people"),
    path("administration/personnes/nouvelle/", administration.new_person, name="new-person"),
    path("administration/personnes/import/", people.new_import, name="new-people-import"),
    path("administration/personnes/import/modele.<str:suffix>", people.template_file, name="people-template"),
    path(
        "administration/personnes/import/mots-de-passe/",
        people.download_passwords,
        name="people-passwords",
    ),
    path("administration/personnes/import/<uuid:pending>/", people.dry_run, name="people-import"),
    path(
        "administration/personnes/import/<uuid:pending>/confirmer/",
        people.confirm,
        name="confirm-people-import",
    ),
    path(
        "administration/personnes/import/<uuid:pending>/abandonner/",
        people.give_up,
        name="give-up-people-import",
    ),
    path("administration/personnes/export.<str:suffix>", people.export, name="export-people"),
    path("administration/personnes/<uuid:person>/", administration.person, name="person"),
    path(
        "administration/personnes/<uuid:person>/mot-de-passe/",
        administration.reset_password,
        name="reset-password",
    ),
    path("administration/personnes/<uuid:person>/delier/", oidc.untie, name="untie-identity"),
    path("administration/charte/", administration.charter, name="charter-in-force"),
    path("administration/charte/comparer/", administration.compare, name="compare-charter"),
    path("administration/charte/appliquer/", administration.put_in_force, name="put-in-force"),
    path("administration/charte/<int:number>/retirer/", administration.withdraw, name="withdraw-charter"),
]
