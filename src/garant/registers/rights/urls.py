from django.urls import path

from garant.registers.rights import import_views, own_views, views

urlpatterns = [
    path("droits/", own_views.own, name="own-rights"),
    path("droits/<uuid:asked>/", own_views.own_request, name="own-right"),
    path("registres/droits/", views.requests, name="rights"),
    path("registres/droits/nouvelle/", views.new_request, name="new-right"),
    path("registres/droits/export/", views.export, name="export-rights"),
    path("registres/droits/importer/", import_views.new_import, name="new-rights-import"),
    path("registres/droits/importer/<uuid:pending>/", import_views.dry_run, name="rights-import"),
    path(
        "registres/droits/importer/<uuid:pending>/confirmer/",
        import_views.confirm,
        name="confirm-rights-import",
    ),
    path(
        "registres/droits/importer/<uuid:pending>/abandonner/",
        import_views.give_up,
        name="give-up-rights-import",
    ),
    path("registres/droits/<uuid:asked>/", views.request_page, name="right"),
    path("registres/droits/<uuid:asked>/courrier/", views.letter_file, name="right-letter"),
    path("registres/droits/<uuid:asked>/identite/", views.check_identity, name="check-right"),
    path("registres/droits/<uuid:asked>/personne/", views.name_requester, name="name-right"),
    path("registres/droits/<uuid:asked>/commencer/", views.begin, name="begin-right"),
    path("registres/droits/<uuid:asked>/prolonger/", views.extend, name="extend-right"),
    path("registres/droits/<uuid:asked>/repondre/", views.answer, name="answer-right"),
    path("registres/droits/<uuid:asked>/refuser/", views.refuse, name="refuse-right"),
    path("registres/droits/<uuid:asked>/donnees/", views.stored, name="stored-right"),
]
