from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "garant.registers"
    label = "registers"
    verbose_name = "Registres"
