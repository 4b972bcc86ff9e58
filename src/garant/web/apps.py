from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "garant.web"
    label = "web"
    verbose_name = "Garant"

    def ready(self) -> None:
        # The registers search and erase in every room; those above them are made known here, once.
        from garant.assistant.stored import Conversations
        from garant.registers.rights.stores import add_stores

        add_stores(Conversations())
