from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "garant.history"
    label = "history"
    verbose_name = "Historique"
