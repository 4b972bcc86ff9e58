"""Every address of the pages. French words, stable: a decision links to its clause for years."""

from django.urls import include, path

from garant.web import newcomers, views

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error

_web = (
    [
        path("", views.home, name="home"),
        path("creer/", newcomers.create, name="create-organisation"),
        path("apparence/", views.appearance, name="appearance"),
        path("accessibilite/", views.accessibility, name="accessibility"),
        path("etat/modele/", views.model_progress, name="model-progress"),
        path("robots.txt", views.robots),
        path("favicon.ico", views.favicon),
    ],
    "web",
)

urlpatterns = [
    path("", include(_web)),
    path("", include("garant.directory.urls")),
    path("", include("garant.federation.urls")),
    path("", include("garant.catalogue.urls")),
    path("", include("garant.protection.urls")),
    path("", include("garant.notifications.urls")),
    path("", include("garant.registers.urls")),
    path("", include("garant.procurement.urls")),
    path("", include("garant.committees.urls")),
    path("", include("garant.trials.urls")),
    path("", include("garant.decisions.urls")),
    path("", include("garant.lifecycle.urls")),
    path("", include("garant.publication.urls")),
    path("", include("garant.consultation.urls")),
    path("", include("garant.studio.urls")),
    path("", include("garant.reports.urls")),
    path("", include("garant.portal.urls")),
    path("assistant/", include("garant.assistant.urls")),
    path("pseudonymiser/", include("garant.redaction.urls")),
]
