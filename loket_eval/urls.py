"""The addresses of the portal; each package lists its own."""

from django.contrib import admin
from django.urls import include, path

from .security_txt import security_txt

urlpatterns = [
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("beheer/", admin.site.urls),
    path("hulp/", include("loket_eval.guides.urls")),
    path("api/", include("research.api.urls")),
    path("eenmalig/", include("networks.once_urls")),
    path("account/", include("networks.urls")),
    path("", include("networks.mail.urls")),
    path("", include("networks.people_urls")),
    path("indicatorensets/", include("indicators.urls")),
    path("", include("assessments.urls")),
    path("", include("partners.urls")),
    path("", include("reports.urls")),
    path("", include("documents.urls")),
    path("", include("national.urls")),
    path("", include("research.urls")),
]

handler400 = "loket_eval.errors.bad_request"
handler403 = "loket_eval.errors.forbidden"
handler404 = "loket_eval.errors.not_found"
