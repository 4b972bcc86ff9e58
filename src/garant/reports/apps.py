from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "garant.reports"
    label = "reports"
    verbose_name = "Bilans et observatoire"
