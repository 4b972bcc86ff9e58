import logging

from django.apps import AppConfig

from garant.directory.links.logs import WithoutToken


class DirectoryConfig(AppConfig):
    name = "garant.directory"
    label = "directory"
    verbose_name = "Annuaire"

    def ready(self) -> None:
        for name in ("django.request", "django.security.csrf", "django.server"):
            logging.getLogger(name).addFilter(WithoutToken())
