from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    default_site = "loket_eval.admin.LoketAdminSite"

    def ready(self) -> None:
        super().ready()
        # Models aren't loaded yet when this module is imported, so the checks are imported here.
        from . import checks  # noqa: F401 - registers itself
