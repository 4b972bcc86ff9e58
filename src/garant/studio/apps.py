from django.apps import AppConfig


class StudioConfig(AppConfig):
    name = "garant.studio"
    label = "studio"
    verbose_name = "Studio de la charte"
