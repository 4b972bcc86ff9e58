import logging

from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    name = "garant.procurement"
    label = "procurement"
    verbose_name = "Commande publique"

    def ready(self) -> None:
        from garant.procurement.links import WithoutToken  # models are not loaded before

        for name in ("django.request", "django.security.csrf", "django.server"):
            logging.getLogger(name).addFilter(WithoutToken())
