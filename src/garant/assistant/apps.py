from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "garant.assistant"
    label = "assistant"
    verbose_name = "Assistant"
