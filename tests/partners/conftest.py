import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import Assessment
from networks.models import Mail, Organisation
from tests.cast import Cast

Ask = Callable[..., object]
QUESTION = "acuut-signalen"


def asking(assessment: Assessment) -> str:
    return f"/zelfevaluaties/{assessment.pk}/partners/vragen/"


def address_in(mail: Mail) -> str:
    """Return the link in a mail."""
    found = re.search(r"http://[^/\s]+(/inbreng/\S+)", mail.text)
    assert found
    return found[1]


@pytest.fixture
def ask(as_user, cast: Cast, assessment: Assessment) -> Ask:
    """Let Anna ask a partner of Noord; return the answer to her form."""

    def ask_one(
        organisation: str = "Politie Noord",
        function: str = "wijkagent",
        email: str = "wijkagent@politie.example",
        question: str = "",
        **more: object,
    ) -> object:
        prefix = f"org{Organisation.objects.get(name=organisation).pk}-"
        posted: dict[str, object] = {
            f"{prefix}chosen": "on",
            f"{prefix}function": function,
            f"{prefix}email": email,
            "themes": ["samen-op-in-acuut"],
            "answer_by": (timezone.localdate() + timedelta(days=10)).isoformat(),
            "word": "Over de nacht weten wij te weinig.",
            "may_see_others": "on",
        }
        if question:
            del posted["themes"]
        address = asking(assessment) + (f"?vraag={question}" if question else "")
        return as_user(cast.anna).post(address, posted | more)

    return ask_one


@pytest.fixture
def police(ask: Ask) -> str:
    """The address of the link that the police of Noord got."""
    ask()
    return address_in(Mail.objects.latest("pk"))


@pytest.fixture
def veilig_thuis(ask: Ask) -> str:
    """The same of Veilig Thuis."""
    ask("Veilig Thuis Noord", "teamleider", "team@vt.example")
    return address_in(Mail.objects.latest("pk"))


def answer(link: str, key: str = QUESTION, **fields: str) -> object:
    """Answer a question as a browser without scripts does; return the reply."""
    client = Client()
    address = f"{link}vraag/{key}/"
    page = client.get(address).content.decode()
    posted = dict(re.findall(r'name="(page|step|person)" value="([^"]*)"', page))
    served = re.search(rf'name="{key}-served" value="([^"]*)"', page)
    assert served
    posted[f"{key}-served"] = served[1]
    given = {"judgement": "improvement", "remark": "’s Nachts duurt het tot de ochtend."} | fields
    return client.post(address, posted | {f"{key}-{name}": text for name, text in given.items()})
