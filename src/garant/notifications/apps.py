from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "garant.notifications"
    label = "notifications"
    verbose_name = "Notifications"
