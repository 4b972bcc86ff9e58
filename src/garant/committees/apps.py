from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    name = "garant.committees"
    label = "committees"
    verbose_name = "Comités"
