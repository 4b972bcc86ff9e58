from django.urls import path

from garant.lifecycle.views import arbitration, calls, exports, feeding, roadmap, sheet, use

app_name = "lifecycle"

urlpatterns = [
    path("usages/", roadmap.uses, name="uses"),
    path("usages/nouveau/", roadmap.new_need, name="new-need"),
    path("usages/semblables/", roadmap.similar, name="similar"),
    path("usages/exports/", exports.exports, name="exports"),
    path("usages/exports/<slug:form>/", exports.export, name="export"),
    path("usages/<uuid:use>/", use.use, name="use"),
    path("usages/<uuid:use>/exports/<slug:form>/", exports.export_use, name="export-use"),
    path("usages/<uuid:use>/pia/", exports.import_pia, name="import-pia"),
    path("usages/<uuid:use>/passer/", use.move, name="move"),
    path("usages/<uuid:use>/besoin/", use.need, name="need"),
    path("usages/<uuid:use>/dossier/", use.folder, name="folder"),
    path("usages/<uuid:use>/dossier/systemes/", use.systems, name="systems"),
    path("usages/<uuid:use>/dossier/rediger/", use.draft, name="draft"),
    path("usages/<uuid:use>/dossier/comite/", use.ask_committee, name="ask-committee"),
    path("usages/<uuid:use>/personnes/", use.participants, name="participants"),
    path("usages/<uuid:use>/personnes/<uuid:person>/formee/", use.trained, name="trained"),
    path("usages/<uuid:use>/personnes/<uuid:person>/retirer/", use.remove, name="remove"),
    path("usages/<uuid:use>/cles/", use.new_key, name="new-key"),
    path("usages/<uuid:use>/cles/<uuid:key>/fermer/", use.revoke_key, name="revoke-key"),
    path("usages/<uuid:use>/fiche/", sheet.sheet, name="sheet"),
    path("usages/<uuid:use>/fiche/viser/", sheet.sign, name="sign"),
    path("usages/<uuid:use>/fiche/<slug:axis>/", sheet.axis, name="axis"),
    path("arbitrages/", arbitration.sessions, name="sessions"),
    path("arbitrages/nouveau/", arbitration.new_session, name="new-session"),
    path("arbitrages/<uuid:session>/", arbitration.session, name="session"),
    path("arbitrages/<uuid:session>/clore/", arbitration.close, name="close-session"),
    path("arbitrages/<uuid:session>/proces-verbal.<slug:suffix>", arbitration.minutes, name="minutes"),
    path("arbitrages/<uuid:session>/<uuid:use>/", arbitration.decide, name="decide"),
    path("arbitrages/<uuid:session>/<uuid:use>/inscrire/", arbitration.put, name="put-before"),
    path("arbitrages/<uuid:session>/<uuid:use>/monter/", arbitration.earlier, name="earlier"),
    path("marches/<uuid:consultation>/preparer/<slug:what>/", feeding.feed, name="feed"),
    path("appels/", calls.calls, name="calls"),
    path("appels/nouveau/", calls.new_call, name="new-call"),
    path("appels/<uuid:call>/", calls.call, name="call"),
    path("appels/<uuid:call>/resultats/", calls.results, name="results"),
    path("appels/<uuid:call>/<uuid:use>/noter/", calls.mark, name="mark"),
]
