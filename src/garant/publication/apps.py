from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "garant.publication"
    label = "publication"
    verbose_name = "Publication"
