from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "garant.procurement"
    label = "procurement"
    verbose_name = "Commande publique"
