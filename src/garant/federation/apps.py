from django.apps import AppConfig


class FederationConfig(AppConfig):
    name = "garant.federation"
    label = "federation"
    verbose_name = "Réseau"
