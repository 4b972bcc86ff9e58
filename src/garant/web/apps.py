from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "garant.web"
    label = "web"
    verbose_name = "Garant"
