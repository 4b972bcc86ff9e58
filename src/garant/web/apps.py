from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "garant.web"
    label = "web"
    verbose_name = "Garant"

    def ready(self) -> None:
        # What rooms below ask of those above them is made known here, once.
        from garant.assistant.stored import Conversations
        from garant.consultation.counting import consultations_on_charter
        from garant.consultation.stored import SignedContributions
        from garant.lifecycle.queries.measures import served_between
        from garant.portal.queries import parts_open
        from garant.publication.queries import add_publication, add_register
        from garant.registers.rights.stores import add_stores
        from garant.reports.queries import validated_count
        from garant.trials.usage import count_with

        add_stores(Conversations(), SignedContributions())
        count_with(served_between)
        add_register("consultations_on_charter", consultations_on_charter)
        add_register("reports", validated_count)
        add_publication("portal", parts_open)
