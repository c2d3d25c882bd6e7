"""The addresses of the people in a network, and of the links in their invitations."""

from django.urls import path, re_path

from . import invitation_views, people_views
from .links import LENGTH
from .trail.views import trail_page

IN = "netwerken/<slug:slug>/mensen/"

urlpatterns = [
    path(IN, people_views.people_page, name="people"),
    path(f"{IN}wie-deed-wat/", trail_page, name="trail"),
    path(f"{IN}overdragen/", people_views.hand_over_page, name="hand_over"),
    path("netwerken/<slug:slug>/meekijken/", people_views.look_inside_page, name="look_inside"),
    path(f"{IN}tweede-stap/", people_views.second_factor_choice, name="network_second_factor"),
    path(f"{IN}<int:pk>/", people_views.role_page, name="role"),
    path(f"{IN}<int:pk>/beeindigen/", people_views.end_role_page, name="end_role"),
    path(
        f"{IN}uitnodigingen/<int:pk>/opnieuw/",
        people_views.send_again_page,
        name="send_invitation_again",
    ),
    path(
        f"{IN}uitnodigingen/<int:pk>/intrekken/",
        people_views.withdraw_page,
        name="withdraw_invitation",
    ),
    # A link that lost its end in somebody's mail program gets the same explanation as an old one.
    re_path(
        rf"^uitnodiging/(?P<secret>[A-Za-z0-9_-]{{1,{LENGTH}}})/?$",
        invitation_views.invitation_page,
        name="invitation",
    ),
]
