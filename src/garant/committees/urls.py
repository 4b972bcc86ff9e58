from django.urls import path

from garant.committees import composing, sitting, views

app_name = "committees"

urlpatterns = [
    path("comites/", views.committees, name="committees"),
    path("comites/avis/", views.opinions, name="opinions"),
    path("comites/avis/<uuid:opinion>/", views.opinion, name="opinion"),
    path("comites/nouveau/", composing.new_committee, name="new-committee"),
    path("comites/<uuid:committee>/", views.committee, name="committee"),
    path("comites/<uuid:committee>/modifier/", composing.amend, name="amend-committee"),
    path("comites/<uuid:committee>/fin/", composing.end, name="end-committee"),
    path("comites/<uuid:committee>/membres/", composing.new_member, name="new-member"),
    path("comites/membres/<uuid:member>/fin/", composing.end_mandate, name="end-mandate"),
    path("comites/<uuid:committee>/affaires/", composing.new_case, name="new-case"),
    path("comites/affaires/<uuid:item>/retirer/", composing.withdraw, name="withdraw-case"),
    path("comites/<uuid:committee>/seances/", composing.new_session, name="new-session"),
    path("comites/seances/<uuid:sitting>/", views.session, name="session"),
    path("comites/seances/<uuid:sitting>/modifier/", composing.amend_session, name="amend-session"),
    path("comites/seances/<uuid:sitting>/ordre-du-jour/", composing.take_up, name="take-up"),
    path("comites/affaires/<uuid:item>/remettre/", composing.leave_out, name="leave-out"),
    path("comites/affaires/<uuid:item>/monter/", composing.move_up, name="move-up"),
    path("comites/seances/<uuid:sitting>/convoquer/", composing.convene, name="convene"),
    path("comites/seances/<uuid:sitting>/ouvrir/", sitting.open_session, name="open-session"),
    path("comites/seances/<uuid:sitting>/presences/", sitting.attendance, name="attendance"),
    path("comites/affaires/<uuid:item>/deport/", sitting.conflict, name="conflict"),
    path("comites/affaires/<uuid:item>/avis/", sitting.give_opinion, name="give-opinion"),
    path("comites/seances/<uuid:sitting>/clore/", sitting.close, name="close-session"),
    path("comites/seances/<uuid:sitting>/approuver/", sitting.approve, name="approve-minutes"),
    path("comites/seances/<uuid:sitting>/proces-verbal/", views.minutes, name="minutes"),
    path(
        "comites/seances/<uuid:sitting>/proces-verbal.<slug:form>",
        views.download_minutes,
        name="minutes-file",
    ),
]
