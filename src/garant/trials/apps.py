from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "garant.trials"
    label = "trials"
    verbose_name = "Essais"
