from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "loket_eval.running"
