from django.urls import path

from garant.consultation.views import managing, public, reading, workshops

app_name = "consultation"

_INSIDE = "consultations/<uuid:consultation>/"
_OUTSIDE = "o/<slug:organisation>/consultations/"
_PUBLIC = f"{_OUTSIDE}<uuid:consultation>/"

urlpatterns = [
    path("consultations/", reading.consultations, name="consultations"),
    path("consultations/nouvelle/", managing.new, name="new"),
    path("consultations/ateliers/<uuid:workshop>/", workshops.workshop, name="workshop"),
    path("consultations/ateliers/<uuid:workshop>/participants/", workshops.recount, name="recount"),
    path("consultations/contributions/<uuid:contribution>/masquer/", managing.hide, name="hide"),
    path(_INSIDE, reading.consultation, name="consultation"),
    path(f"{_INSIDE}ensemble/", reading.whole, name="whole"),
    path(f"{_INSIDE}clauses/<slug:clause>/", reading.clause, name="clause"),
    path(f"{_INSIDE}reagir/", reading.react, name="react"),
    path(f"{_INSIDE}texte.yaml", reading.text, name="text"),
    path(f"{_INSIDE}contributions/<uuid:contribution>/retirer/", reading.withdraw, name="withdraw"),
    path(f"{_INSIDE}synthese/", reading.synthesis, name="synthesis"),
    path(f"{_INSIDE}synthese.<slug:suffix>", reading.synthesis_file, name="synthesis-file"),
    path(f"{_INSIDE}ateliers/nouveau/", workshops.new, name="new-workshop"),
    path(f"{_INSIDE}clore/", managing.close, name="close"),
    path(f"{_INSIDE}reponses/", managing.answer, name="answer"),
    path(f"{_INSIDE}reponses/<slug:clause>/", managing.answer, name="answer-clause"),
    path(f"{_INSIDE}publier/", managing.publish, name="publish"),
    path(_OUTSIDE, public.consultations, name="public-consultations"),
    path(_PUBLIC, public.consultation, name="public-consultation"),
    path(f"{_PUBLIC}ensemble/", public.whole, name="public-whole"),
    path(f"{_PUBLIC}clauses/<slug:clause>/", public.clause, name="public-clause"),
    path(f"{_PUBLIC}reagir/", public.react, name="public-react"),
    path(f"{_PUBLIC}texte.yaml", public.text, name="public-text"),
    path(f"{_PUBLIC}contributions/<uuid:contribution>/retirer/", public.withdraw, name="public-withdraw"),
    path(f"{_PUBLIC}synthese/", public.synthesis, name="public-synthesis"),
    path(f"{_PUBLIC}synthese.<slug:suffix>", public.synthesis_file, name="public-synthesis-file"),
]
