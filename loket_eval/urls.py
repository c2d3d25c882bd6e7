from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("beheer/", admin.site.urls),
    path("account/", include("networks.urls")),
    path("", include("assessments.urls")),
]
