"""A partner answers by its link, without an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import Assessment
from networks.models import Mail, Organisation
from tests.cast import Cast
from tests.networks.mail.working import work

pytestmark = pytest.mark.django_db
QUESTION = "acuut-signalen"


def ask(client: Client, assessment: Assessment, name: str = "Politie Noord", **fields: str):
    """Let Anna ask one partner; return the answer to her form."""
    organisation = Organisation.objects.get(name=name)
    prefix = f"org{organisation.pk}-"
    themes = ["samenhang", "samen-op-in-acuut"]
    page = client.get(f"/zelfevaluaties/{assessment.pk}/partners/vragen/")
    token = re.search(r'name="token" value="([^"]+)"', page.content.decode())
    assert token
    keys = [theme.key for theme in assessment.indicator_set.themes.all() if theme.key in themes]
    posted = {
        "token": token[1],
        f"{prefix}chosen": "on",
        f"{prefix}function": "wijkagent",
        f"{prefix}email": "wijkagent@politie.example",
        "themes": keys or [t.key for t in assessment.indicator_set.themes.all()],
        "answer_by": (timezone.localdate() + timedelta(days=10)).isoformat(),
        "word": "Over de nacht weten wij te weinig.",
        "may_see_others": "on",
    } | {key.replace("org_", prefix): value for key, value in fields.items()}
    return client.post(f"/zelfevaluaties/{assessment.pk}/partners/vragen/", posted)


def address_in(mail: Mail) -> str:
    found = re.search(r"http://[^/\s]+(/inbreng/\S+)", mail.text)
    assert found
    return found[1]


@pytest.fixture
def asked(as_user, cast: Cast, assessment: Assessment) -> str:
    """The address of the link that the police of Noord got."""
    assert ask(as_user(cast.anna), assessment).status_code == 302
    return address_in(Mail.objects.get())


class TestAsking:
    def test_a_partner_gets_a_mail_with_a_link(
        self, as_user, cast: Cast, assessment: Assessment, mailoutbox
    ) -> None:
        """It says for whom it is, why, and until when; the link opens without logging in."""
        anna = as_user(cast.anna)
        assert ask(anna, assessment).status_code == 302
        work()
        (mail,) = mailoutbox
        assert mail.to == ["wijkagent@politie.example"]
        assert "Politie Noord, wijkagent" in mail.body
        assert "Over de nacht weten wij te weinig." in mail.body
        page = Client().get(re.search(r"(/inbreng/\S+)", mail.body)[1])
        assert page.status_code == 200
        assert "Politie Noord, wijkagent" in page.content.decode()
