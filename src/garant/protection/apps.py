from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "garant.protection"
    label = "protection"
    verbose_name = "Protection"
