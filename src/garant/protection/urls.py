from django.urls import path

from garant.protection import views

app_name = "protection"

urlpatterns = [
    path("administration/detection/", views.lists, name="lists"),
    path("administration/detection/numero/", views.pattern, name="pattern"),
    path("administration/detection/<uuid:entry>/retirer/", views.withdraw, name="withdraw"),
]
