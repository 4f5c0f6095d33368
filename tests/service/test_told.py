"""What the API says of a request that is wrong, of an address that nothing has, of a file without pages."""

from __future__ import annotations

import pytest

from tests.service.conftest import Service


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ({"notice": "nope", "applicant": {}}, "A406", "nope"),
        ({"applicant": {}}, "A422", "缺少这一项"),
        ({"notice": "anhui-2024-engineering", "applicant": {"姓名": "张三"}}, "A422", "没有这一项"),
    ],
)
def test_what_is_wrong_with_a_request_is_told_in_one_language(
    quick: Service, body: dict[str, object], code: str, said: str
) -> None:
    answer = quick.http.post("/v1/submissions", json=body).json()
    assert answer["code"] == code and said in answer["detail"]


def test_an_address_that_nothing_has_is_not_found(quick: Service) -> None:
    assert quick.http.get("/v1/submissions/zzz").json()["code"] == "A404"


def test_a_file_without_pages_says_why_among_the_pages(quick: Service) -> None:
    made = quick.new()
    quick.send(made, "聘书.docx", b"PK\x03\x04 no scan")
    quick.work()
    [page] = quick.http.get(f"/v1/submissions/{made}/pages").json()
    assert page["card"] is None and page["problem"]["code"].startswith("F")
