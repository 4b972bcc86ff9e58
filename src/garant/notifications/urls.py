from django.urls import path

from garant.notifications import views

app_name = "notifications"

urlpatterns = [
    path("notifications/", views.notices, name="notices"),
    path("notifications/lues/", views.read_all, name="read-all"),
    path("notifications/courriel/", views.choose, name="choose"),
    path("notifications/<uuid:notice>/", views.open_notice, name="open"),
]
