from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "garant.decisions"
    label = "decisions"
    verbose_name = "Décisions individuelles"
