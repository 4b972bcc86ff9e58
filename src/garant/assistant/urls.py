"""The addresses of the assistant. None bears a word of a conversation."""

from django.urls import path

from garant.assistant import sending, views

app_name = "assistant"

urlpatterns = [
    path("", views.home, name="home"),
    path("envoyer/", sending.send, name="send"),
    path("apercu/", views.preview, name="preview"),
    path("conversations/supprimer/", views.delete_all, name="delete-all"),
    path("conversations/<uuid:conversation>/", views.conversation, name="conversation"),
    path("conversations/<uuid:conversation>/renommer/", views.rename, name="rename"),
    path("conversations/<uuid:conversation>/supprimer/", views.delete, name="delete"),
    path("conversations/<uuid:conversation>/questions/", views.see_questions, name="see-questions"),
    path("messages/<uuid:message>/renvoyer/", sending.send_again, name="send-again"),
    path("messages/<uuid:message>/copier/", views.copy, name="copy"),
    path("messages/<uuid:message>/signaler/", views.report, name="report"),
]
