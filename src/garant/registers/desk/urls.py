from django.urls import path

from garant.registers.desk import views

urlpatterns = [
    path("guichet/", views.desk, name="desk"),
    path("guichet/nouvelle/", views.ask, name="ask-desk"),
    path("guichet/publier/", views.publish, name="publish-entry"),
    path("guichet/reponses/<uuid:entry>/", views.entry, name="desk-entry"),
    path("guichet/reponses/<uuid:entry>/modifier/", views.amend, name="amend-entry"),
    path("guichet/reponses/<uuid:entry>/retirer/", views.withdraw, name="withdraw-entry"),
    path("guichet/<uuid:question>/", views.question, name="desk-question"),
    path("guichet/<uuid:question>/repondre/", views.answer, name="answer-desk"),
    path("guichet/<uuid:question>/publier/", views.publish, name="publish-question"),
]
