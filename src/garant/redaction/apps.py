from django.apps import AppConfig


class RedactionConfig(AppConfig):
    name = "garant.redaction"
    label = "redaction"
    verbose_name = "Pseudonymisation"
