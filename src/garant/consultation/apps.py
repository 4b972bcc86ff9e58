from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "garant.consultation"
    label = "consultation"
    verbose_name = "Consultations"
