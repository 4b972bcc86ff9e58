from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "garant.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"
