from django.urls import path

from garant.reports.views import house, observatory, public

app_name = "reports"

urlpatterns = [
    path("bilans/", house.reports, name="reports"),
    path("bilans/nouveau/", house.new_report, name="new-report"),
    path("bilans/<uuid:report>/", house.report, name="report"),
    path("bilans/<uuid:report>/textes/", house.words, name="words"),
    path("bilans/<uuid:report>/recalculer/", house.recompute, name="recompute"),
    path("bilans/<uuid:report>/valider/", house.validate, name="validate"),
    path("bilans/<uuid:report>/publier/", house.publish, name="publish"),
    path("bilans/<uuid:report>/retirer/", house.withdraw, name="withdraw"),
    path("bilans/<uuid:report>/bilan.<slug:suffix>", house.download, name="download"),
    path("observatoire/", observatory.observatory, name="observatory"),
    path("observatoire/observatoire.csv", observatory.download, name="observatory-csv"),
    path("o/<slug:organisation>/bilans/", public.reports, name="public-reports"),
    path("o/<slug:organisation>/bilans/<int:number>/", public.report, name="public-report"),
    path(
        "o/<slug:organisation>/bilans/<int:number>/bilan.<slug:suffix>",
        public.download,
        name="public-download",
    ),
]
