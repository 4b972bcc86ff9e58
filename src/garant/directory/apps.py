from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "garant.directory"
    label = "directory"
    verbose_name = "Annuaire"
