"""The addresses of pseudonymisation. None bears a word of a text, nor a key."""

from django.urls import path

from garant.redaction import views

app_name = "redaction"

urlpatterns = [
    path("", views.pseudonymise, name="pseudonymise"),
    path("restaurer/", views.restore, name="restore"),
]
