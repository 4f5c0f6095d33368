"""Whatever the OpenAPI description allows is answered as it says: no 5xx, no answer that it does not describe.

``SCANAUDIT_TEST_EXAMPLES``: examples tried of each operation.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from scanaudit.facts import PageFacts
from scanaudit.service.api import submissions
from scanaudit.service.app import make_app
from tests.audit.dossiers import COMPLETE, profile
from tests.service import conftest
from tests.service.conftest import NOTICE, Service, opened_service
from tests.service.scans import scan
from tests.service.test_safety import ROUTES

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
checks = pytest.importorskip("schemathesis.checks")
openapi_checks = pytest.importorskip("schemathesis.specs.openapi.checks")
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
]
GenerationMode = schemathesis.GenerationMode
EXAMPLES = int(os.environ.get("SCANAUDIT_TEST_EXAMPLES", "12"))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with opened_service(tmp_path_factory.mktemp("service"), self_check=False) as portal:
        portal.instant = conftest._instant(portal)
        portal.settings = portal.settings.model_copy(
            update={"private_webhooks": True, "requests_per_minute": 10**6}
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(submissions, "_LONGEST", 0.5)  # streams of events end soon
            with TestClient(make_app(portal), base_url="http://testserver") as http:
                yield Service(portal, http)


@pytest.fixture(scope="module")
def known(service: Service) -> dict[str, str]:
    """What is there: a submission with its report and copies, a file, a page, a webhook, a key."""
    owner = service.key("unit-a")
    service.http.headers.update(owner)
    values, pages = COMPLETE[NOTICE]()
    submission = service.new(**profile(values).model_dump(mode="json", exclude_defaults=True))
    for number, page in enumerate(pages[:3]):
        told: PageFacts = page.model_copy(update={"rotation": 90}) if number == 0 else page
        service.send(submission, f"{number}.png", scan(told, number))
    service.http.post(f"/v1/submissions/{submission}/close")
    service.work()
    base = f"/v1/submissions/{submission}"
    hook = {"url": "http://127.0.0.1:9/", "events": ["report.ready"]}
    return {
        "submission": submission,
        "file": service.http.get(f"{base}/files").json()[0]["id"],
        "upload": service.http.get(f"{base}/files").json()[0]["id"],
        "page": service.http.get(f"{base}/pages").json()[0]["id"],
        "webhook": service.http.post("/v1/webhooks", json=hook).json()["id"],
        "key": service.http.post("/v1/keys", json={"label": "k", "scopes": ["submit"]}).json()["id"],
        "notice": NOTICE,
        "authorization": owner["Authorization"],
    }


@pytest.fixture(scope="module")
def api(service: Service, known: dict[str, str]) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", service.http.app)


def _cases(operation: Any) -> Any:
    """Calls as they are described, and calls that break the description, where it can be broken."""
    good = operation.as_strategy()
    if not (operation.path_parameters or operation.query or operation.headers or operation.body):
        return good
    return good | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)


def _real(case: Any, known: dict[str, str]) -> None:
    """Let about half of the calls be about what is there: made-up ids come no further than the look-up."""
    made_up = zlib.crc32(repr((case.query, case.body, case.headers)).encode()) % 2
    if made_up or case.method == "DELETE":
        return
    for name in case.path_parameters or {}:
        case.path_parameters[name] = known[name]


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=[f"{method} {path}" for method, path in ROUTES])
def test_every_answer_is_one_that_is_described(
    api: Any, known: dict[str, str], method: str, path: str
) -> None:
    tried = []

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=_cases(api[path][method]))
    def calls(case: Any) -> None:
        _real(case, known)
        answer = case.call_and_validate(headers={"Authorization": known["authorization"]}, checks=CHECKS)
        tried.append(answer.status_code)

    calls()
    assert tried


def test_the_description_is_whole(service: Service) -> None:
    described = service.http.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert sum(len(operations) for operations in described["paths"].values()) >= 40
