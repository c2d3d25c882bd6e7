from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    default_site = "loket_eval.admin.LoketAdminSite"

    def ready(self) -> None:
        super().ready()
        from . import checks  # noqa: F401 - registers itself
