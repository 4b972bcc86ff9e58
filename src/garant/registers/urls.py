from django.urls import path

from garant.registers import following_views, import_views, views
from garant.registers.desk.urls import urlpatterns as desk
from garant.registers.rights.urls import urlpatterns as rights
from garant.registers.shelf.urls import urlpatterns as shelves

app_name = "registers"

urlpatterns = [
    path("incidents/", views.incidents, name="incidents"),
    path("incidents/nouveau/", views.new_incident, name="new-incident"),
    path("incidents/<uuid:incident>/", views.incident, name="incident"),
    path("incidents/<uuid:incident>/prendre/", views.take, name="take-incident"),
    path("incidents/<uuid:incident>/clore/", views.close, name="close-incident"),
    path("incidents/export/", views.export, name="export-incidents"),
    path("incidents/importer/", import_views.new_import, name="new-incident-import"),
    path("incidents/importer/<uuid:pending>/", import_views.dry_run, name="incident-import"),
    path(
        "incidents/importer/<uuid:pending>/confirmer/", import_views.confirm, name="confirm-incident-import"
    ),
    path(
        "incidents/importer/<uuid:pending>/abandonner/", import_views.give_up, name="give-up-incident-import"
    ),
    path("incidents/<uuid:incident>/evaluer/", following_views.assess, name="assess-incident"),
    path("incidents/<uuid:incident>/demarche/", following_views.step, name="step-incident"),
    path("incidents/<uuid:incident>/analyser/", following_views.analyse, name="analyse-incident"),
    path("incidents/<uuid:incident>/suspendre/", following_views.suspend, name="suspend-incident"),
    *rights,
    *desk,
    *shelves,
]
