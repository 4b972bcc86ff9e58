from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "garant.portal"
    label = "portal"
    verbose_name = "Portail public"
