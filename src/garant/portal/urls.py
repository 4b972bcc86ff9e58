from django.urls import path

from garant.portal.views import administration, asking, files, pages

app_name = "portal"

# Other sites write these addresses down: they stay.
_HERE = "o/<slug:organisation>/"

urlpatterns = [
    path("administration/portail/", administration.settings, name="settings"),
    path(_HERE, pages.home, name="home"),
    path(f"{_HERE}systemes/", pages.systems, name="systems"),
    path(f"{_HERE}algorithmes/", pages.algorithms, name="algorithms"),
    path(f"{_HERE}algorithmes.csv", files.algorithms_csv, name="algorithms-csv"),
    path(f"{_HERE}algorithmes.json", files.algorithms_json, name="algorithms-json"),
    path(f"{_HERE}algorithmes.schema.json", files.algorithms_schema, name="algorithms-schema"),
    path(f"{_HERE}algorithmes/<int:number>/", pages.algorithm, name="algorithm"),
    path(f"{_HERE}decisions/", pages.treatments, name="treatments"),
    path(f"{_HERE}decisions/<int:number>/", pages.treatment, name="treatment"),
    path(f"{_HERE}demandes/", asking.asks, name="asks"),
    path(f"{_HERE}demandes/<slug:asked>/", asking.ask, name="ask"),
    path(f"{_HERE}suivi/", asking.follow, name="follow"),
    path(f"{_HERE}suivi/<str:number>/", asking.receipt, name="followed"),
    path(f"{_HERE}preuves/", pages.evidence, name="evidence"),
    path(f"{_HERE}journal/", pages.checkpoints, name="journal"),
    path(f"{_HERE}journal/points.json", files.points, name="points"),
    path(f"{_HERE}journal/point.txt", files.checkpoint, name="checkpoint"),
    path(f"{_HERE}journal/cle.txt", files.key, name="checkpoint-key"),
    path(f"{_HERE}accessibilite/", pages.accessibility, name="accessibility"),
    path(f"{_HERE}actualites.xml", files.feed, name="feed"),
    path(f"{_HERE}portail.jsonld", files.jsonld, name="jsonld"),
]
