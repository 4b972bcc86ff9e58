from django.urls import path

from garant.publication import network_views, views

app_name = "publication"

urlpatterns = [
    path("charte/", views.charter, name="charter"),
    path("charte/comparer/", views.compare, name="compare"),
    path("charte/versions/<int:number>/", views.version, name="version"),
    path("charte/telecharger/<str:form>/", views.download, name="download"),
    path(
        "charte/versions/<int:number>/telecharger/<str:form>/",
        views.version_download,
        name="version-download",
    ),
    path("charte/affiche/", views.poster_page, name="poster"),
    path("charte/affiche/<str:size>/", views.poster_download, name="poster-download"),
    path("preuves/", views.evidence, name="evidence"),
    path("reseau/chiffres/", network_views.figures, name="network-figures"),
    path("reseau/chiffres.csv", network_views.figures_file, name="network-file"),
    path("o/<slug:organisation>/charte/", views.public_charter, name="public-charter"),
    path("o/<slug:organisation>/charte/comparer/", views.public_compare, name="public-compare"),
    path("o/<slug:organisation>/charte/versions/<int:number>/", views.public_version, name="public-version"),
    path(
        "o/<slug:organisation>/charte/telecharger/<str:form>/", views.public_download, name="public-download"
    ),
    path(
        "o/<slug:organisation>/charte/versions/<int:number>/telecharger/<str:form>/",
        views.public_version_download,
        name="public-version-download",
    ),
]
