"""The API itself: how a view becomes an address of it, and what it answers to a wrong request."""

import inspect
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.renderers import JSONRenderer

from loket_eval.problem_details import problem

from . import VERSION, schemas
from .authentication import Key

V = TypeVar("V", bound=Callable[..., Any])


class ReadableJSONRenderer(JSONRenderer):
    """JSON that contains Dutch letters as they are, without escapes."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Loket Evaluatie",
    version=VERSION,
    description=(
        "Lees vastgestelde evaluaties van netwerken zorg en straf, voor onderzoek. Alleen "
        "lezen. "
        "Een sleutel maakt u in het portaal, onder uw naam bij “Uw API-sleutels”."
    ),
    urls_namespace="api",
    renderer=ReadableJSONRenderer(),
    # The documentation page of django-ninja loads scripts from another site.
    docs_url=None,
    openapi_url=None,
)


def resource(path: str, answer: Any, *, tag: str, summary: str) -> Callable[[V], V]:
    """Register a view. Its arguments, apart from those in the path, are the allowed parameters."""

    def register(view: V) -> V:
        in_path = set(re.findall(r"{(?:\w+:)?(\w+)}", path))
        known = set(inspect.signature(view).parameters) - {"request"} - in_path

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            # django-ninja ignores unknown parameters, but a mistyped filter would return too much.
            unknown = [name for name in request.GET if name not in known]
            if unknown:
                raise ValidationError(
                    [{"loc": ("query", name), "type": "unknown"} for name in unknown]
                )
            return view(request, *args, **kwargs)

        # Described in the OpenAPI document; authentication.py gives most of them.
        refusals = [400, 401, 404, 406, 429, 500]
        responses = {200: answer} | dict.fromkeys(refusals, schemas.Problem)
        name = view.__name__
        # A GET only: api_view turns HEAD into one, and refuses the rest.
        api.get(
            path,
            auth=Key(),
            response=responses,
            tags=[tag],
            summary=summary,
            operation_id=name,
            url_name=name,
        )(checked)
        return view

    return register


@api.exception_handler(ValidationError)
def refuse_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [
        {
            "name": str(invalid["loc"][-1])[:80],
            "code": invalid["type"],
            "detail": _detail(invalid["type"]),
        }
        for invalid in error.errors[:20]
    ]
    return problem(400, _("Een parameter in dit adres klopt niet."), errors=errors)


@api.exception_handler(AuthenticationError)
def refuse_person(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, _("Stuur een geldige API-sleutel mee: “Authorization: Bearer …”."))


@api.exception_handler(Http404)
@api.exception_handler(Exception)
def pass_on(request: HttpRequest, error: Exception) -> HttpResponse:
    """Leave the rest to api_view (authentication.py)."""
    raise error


def _detail(code: str) -> str:
    if code == "unknown":
        return _("Deze parameter is hier niet bekend.")
    return _("Deze waarde is hier niet geldig.")
