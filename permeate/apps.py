"""The one Django app, which owns all tables."""

from django.apps import AppConfig


class PermeateConfig(AppConfig):
    name = "permeate"
    verbose_name = "Permeate"
    default_auto_field = "django.db.models.BigAutoField"
