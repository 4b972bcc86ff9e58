from django.urls import path

from garant.registers import views

app_name = "registers"

urlpatterns = [
    path("incidents/", views.incidents, name="incidents"),
    path("incidents/nouveau/", views.new_incident, name="new-incident"),
    path("incidents/<uuid:incident>/", views.incident, name="incident"),
    path("incidents/<uuid:incident>/prendre/", views.take, name="take-incident"),
    path("incidents/<uuid:incident>/clore/", views.close, name="close-incident"),
]
