from django.urls import path

from garant.catalogue import views

app_name = "catalogue"

urlpatterns = [
    path("systemes/", views.systems, name="list"),
    path("systemes.json", views.systems_json, name="json"),
    path("systemes.csv", views.systems_csv, name="csv"),
    path("systemes/<slug:slug>/", views.system, name="system"),
    path("administration/systemes/nouveau/", views.new_system, name="new"),
    path("administration/systemes/<slug:slug>/", views.amend_system, name="amend"),
]
