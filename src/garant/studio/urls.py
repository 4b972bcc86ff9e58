from django.urls import path

from garant.studio.views import consulting, drafts, file, proposing, rules, table, writing

app_name = "studio"

urlpatterns = [
    path("studio/", drafts.drafts, name="drafts"),
    path("studio/nouveau/", drafts.new, name="new-draft"),
    path("studio/<uuid:draft>/", drafts.draft, name="draft"),
    path("studio/<uuid:draft>/ecarter/", drafts.set_aside, name="set-aside"),
    path("studio/<uuid:draft>/blancs/", writing.fill, name="blanks"),
    path("studio/<uuid:draft>/nouvelle-clause/", writing.new_clause, name="new-clause"),
    path("studio/<uuid:draft>/clauses/<slug:clause>/", writing.clause, name="clause"),
    path("studio/<uuid:draft>/clauses/<slug:clause>/verifier/", writing.check_clause, name="check-clause"),
    path("studio/<uuid:draft>/clauses/<slug:clause>/retirer/", writing.remove_clause, name="remove-clause"),
    path("studio/<uuid:draft>/clauses/<slug:clause>/regles/nouvelle/", rules.new_rule, name="new-rule"),
    path("studio/<uuid:draft>/clauses/<slug:clause>/regles/<int:rank>/", rules.rule, name="rule"),
    path(
        "studio/<uuid:draft>/clauses/<slug:clause>/regles/<int:rank>/retirer/",
        rules.remove_rule,
        name="remove-rule",
    ),
    path("studio/<uuid:draft>/tableau/", table.table, name="table"),
    path("studio/<uuid:draft>/fichier/", file.file, name="file"),
    path("studio/<uuid:draft>/fichier/telecharger/", file.download, name="download"),
    path("studio/<uuid:draft>/fichier/importer/", file.bring_back, name="import"),
    path("studio/<uuid:draft>/changements/", proposing.changes, name="changes"),
    path("studio/<uuid:draft>/consultation/", consulting.consult, name="consult"),
    path("studio/<uuid:draft>/revisions/", drafts.revisions, name="revisions"),
    path("studio/<uuid:draft>/revisions/<int:number>/", drafts.revision, name="revision"),
    path("studio/<uuid:draft>/revisions/<int:number>/reprendre/", drafts.restore, name="restore"),
    path("studio/<uuid:draft>/en-vigueur/", proposing.propose, name="propose"),
]
