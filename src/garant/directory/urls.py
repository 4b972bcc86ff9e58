from django.urls import path

from garant.directory import administration, views

app_name = "directory"

urlpatterns = [
    path("connexion/", views.sign_in, name="sign-in"),
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
    path("administration/personnes/<uuid:person>/", administration.person, name="person"),
    path(
        "administration/personnes/<uuid:person>/mot-de-passe/",
        administration.reset_password,
        name="reset-password",
    ),
    path("administration/charte/", administration.charter, name="charter-in-force"),
    path("administration/charte/comparer/", administration.compare, name="compare-charter"),
    path("administration/charte/appliquer/", administration.put_in_force, name="put-in-force"),
    path("administration/charte/<int:number>/retirer/", administration.withdraw, name="withdraw-charter"),
]
