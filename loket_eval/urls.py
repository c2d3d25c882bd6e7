from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("beheer/", admin.site.urls),
    path("api/", include("assessments.api.urls")),
    path("account/", include("networks.urls")),
    path("indicatorensets/", include("indicators.urls")),
    path("", include("assessments.urls")),
]

handler400 = "loket_eval.errors.bad_request"
handler403 = "loket_eval.errors.forbidden"
handler404 = "loket_eval.errors.not_found"
