from django.urls import path

from . import views

urlpatterns = [
    path("", views.guides, name="guides"),
    path("contact/", views.about, {"name": "contact"}, name="contact"),
    path("privacy/", views.about, {"name": "privacy"}, name="privacy"),
    path("toegankelijkheid/", views.about, {"name": "accessibility"}, name="accessibility"),
    path("plaatjes/<slug:name>.png", views.guide_picture, name="guide_picture"),
    path("<slug:name>/", views.guide, name="guide"),
]
