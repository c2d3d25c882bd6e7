"""Whether a form that was sent has counted."""

from django.urls import path

from .views import once_used

urlpatterns = [path("<slug:token>/", once_used, name="once_used")]
