from django.urls import path

from garant.federation import views

app_name = "federation"

urlpatterns = [
    path("reseau/", views.network, name="network"),
    path("reseau/inviter/", views.invite, name="invite"),
    path("reseau/invitations/<uuid:invitation>/reprendre/", views.take_back, name="take-back"),
    path("reseau/rejoindre/", views.join, name="join"),
    path("reseau/rattachements/<uuid:membership>/fin/", views.end, name="end"),
]
