"""What the API says of a request that is wrong, of an address that nothing has, of a file without pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scanaudit.service.patterns import WORDS, asked_by
from scanaudit.service.problems import rows
from tests.service.conftest import Service


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ({"notice": "nope", "applicant": {}}, "A406", "nope"),
        ({"applicant": {}}, "A422", "缺少这一项"),
        ({"notice": "anhui-2024-engineering", "applicant": {"姓名": "张三"}}, "A422", "没有这一项"),
        (
            {"notice": "anhui-2024-engineering", "applicant": {"education": "博士后"}},
            "A422",
            "applicant.education：不是可选的值（可选：'doctor', 'master', 'bachelor', 'college', 'secondary'）",
        ),
    ],
)
def test_what_is_wrong_with_a_request_is_told_in_one_language(
    quick: Service, body: dict[str, object], code: str, said: str
) -> None:
    answer = quick.http.post("/v1/submissions", json=body).json()
    assert answer["code"] == code and said in answer["detail"]


KEYS, MADE = "/v1/keys", "/v1/submissions"


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        (KEYS, '{"label": "k", "scopes": []}', "scopes：太少（至少 1 项）"),
        (
            KEYS,
            '{"label": "k", "scopes": ["all"]}',
            "scopes.0：不是可选的值（可选：'submit', 'inspect', 'review', 'admin'）",
        ),
        (KEYS, '{"label": "", "scopes": ["submit"]}', "label：太短（至少 1 个字符）"),
        (KEYS, f'{{"label": "{"k" * 101}", "scopes": ["submit"]}}', "label：太长（至多 100 个字符）"),
        (KEYS, '{"label": "k", "scopes": ["submit"], "days": 0}', "days：太小（应大于 0）"),
        (KEYS, '{"label": "k", "scopes": ["submit"], "days": 9999}', "days：太大（至多 3650）"),
        (KEYS, '{"label": "k", "scopes": ["submit"], "days": NaN}', "days：应是有限的数字"),
        (KEYS, '{"label": "k", "scopes": ["submit"], "days": "x"}', "days：应是数字"),
        (KEYS, '{"label": "k", "scopes": "submit"}', "scopes：应是数组"),
        (MADE, '{"notice": "A or B"}', "notice：应只有小写字母、数字和连字符，如 anhui-2024-engineering"),
        (MADE, '{"notice": "a", "applicant": 5}', "applicant：应是 JSON 对象"),
        (
            MADE,
            '{"notice": "a", "applicant": {"graduation_year": 2018.5}}',
            "applicant.graduation_year：应是整数",
        ),
        (MADE, '{"notice": "a", "applicant": {"term": 5}}', "applicant.term：应是 JSON 对象"),
        (
            MADE,
            '{"notice": "a", "applicant": {"work_start_date": "2018-12-20T10:00:00"}}',
            "applicant.work_start_date：应是日期，如 2018-12-20",
        ),
        (f"{MADE}?after=nan", None, "query.after：应是有限的数字"),
        (f"{MADE}?after=1e13", None, "query.after：太大（至多 1000000000000）"),
        (f"{MADE}?limit=0", None, "query.limit：太小（至少 1）"),
    ],
)
def test_bounds_are_told_by_what_they_bound(quick: Service, path: str, body: str | None, said: str) -> None:
    method, headers = ("POST" if body else "GET"), {"Content-Type": "application/json"}
    answer = quick.http.request(method, path, content=body, headers=headers)
    assert (answer.status_code, answer.json()["detail"]) == (422, f"请求的内容不对：{said}。")


@pytest.mark.parametrize(
    ("lang", "reason"), [("zh", "…：没有这一项。"), ("en", "…: Extra inputs are not permitted.")]
)
def test_a_long_place_is_cut_and_its_reason_is_not(quick: Service, lang: str, reason: str) -> None:
    body = {"notice": "anhui-2024-engineering", "applicant": {"x" * 290: 1}}
    answer = quick.http.post(MADE, json=body, params={"lang": lang}).json()
    assert "applicant.xxx" in answer["detail"] and answer["detail"].endswith(reason)
    assert len(answer["detail"]) < 200


def patterns(schema: object) -> Iterator[str]:
    """Every pattern of a description."""
    if isinstance(schema, dict):
        if isinstance(found := schema.get("pattern"), str):
            yield found
        for one in schema.values():
            yield from patterns(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from patterns(one)


def test_what_a_pattern_asks_is_told_in_words_and_never_as_a_pattern(quick: Service) -> None:
    assert set(patterns(quick.http.get("/openapi.json").json())) <= set(WORDS)
    body = {"notice": "A or B"}
    told = quick.http.post(MADE, json=body, params={"lang": "en"}).json()
    assert told["code"] == "A422" and "lower-case letters, digits and hyphens only" in told["detail"]
    assert not any("^[" in said for said in (told["detail"], told["errors"][0]["detail"]))
    assert "/openapi.json" in asked_by("^another$").zh


def test_a_body_that_is_no_json_is_called_the_body(quick: Service) -> None:
    answer = quick.http.post(
        "/v1/submissions", content=b"notice=x", headers={"Content-Type": "application/json"}
    ).json()
    assert (answer["code"], answer["detail"]) == ("A422", "请求的内容不对：body：不是有效的 JSON。")


@pytest.mark.parametrize(
    "body",
    [
        '{"notice": "anhui-2024-engineering", "applicant": {"name": "张三"}}'.encode("gbk"),
        b"[" * 100_000,
        b'{"notice": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_body_that_no_json_can_be_read_from_says_what_to_send(quick: Service, body: bytes) -> None:
    answer = quick.http.post("/v1/submissions", content=body, headers={"Content-Type": "application/json"})
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (400, 400, "A400")
    assert told["detail"] == "请求体里读不出 JSON。" and "UTF-8" in told["advice"]


def test_the_status_of_a_refusal_is_that_of_its_answer(quick: Service) -> None:
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    broken = quick.http.post("/sign-in", content=b"--x\r\nno form", headers=form)
    assert broken.status_code == broken.json()["status"] == 400
    for method, path in (("PUT", "/v1/notices"), ("GET", "/v1/nowhere"), ("GET", "/static/%2e%2e/x")):
        answer = quick.http.request(method, path)
        assert answer.status_code == answer.json()["status"]
    assert quick.http.put("/v1/notices").headers["allow"] == "GET"


def test_a_key_that_was_used_for_another_notice_is_to_be_another(quick: Service) -> None:
    key = {"Idempotency-Key": "once"}
    quick.http.post("/v1/submissions", json={"notice": "anhui-2024-engineering"}, headers=key)
    answer = quick.http.post("/v1/submissions", json={"notice": "qiaocheng-2023-junior"}, headers=key).json()
    said = "这个 Idempotency-Key 已用于另一份申报，通知或申报人信息与这次的不同。"
    assert (answer["code"], answer["detail"]) == ("A409", said)


def test_a_code_stands_for_one_thing() -> None:
    codes = [row.code for row in rows().values()]
    assert len(set(codes)) == len(codes)


def test_a_key_that_has_ended_says_that_it_has(quick: Service) -> None:
    made = quick.http.post("/v1/keys", json={"label": "portal", "scopes": ["submit"]}).json()["id"]
    quick.http.delete(f"/v1/keys/{made}")
    answer = quick.http.post(f"/v1/keys/{made}/rotate", params={"lang": "en"})
    assert answer.status_code == 409
    assert {name: answer.json()[name] for name in ("code", "detail", "advice")} == {
        "code": "A411",
        "detail": "This key has ended: it was revoked, or its time is over.",
        "advice": "Make a new key with POST /v1/keys.",
    }


def test_an_address_that_nothing_has_is_not_found(quick: Service) -> None:
    assert quick.http.get("/v1/submissions/zzz").json()["code"] == "A404"


def test_a_file_without_pages_says_why_among_the_pages(quick: Service) -> None:
    made = quick.new()
    quick.send(made, "聘书.docx", b"PK\x03\x04 no scan")
    quick.work()
    [page] = quick.http.get(f"/v1/submissions/{made}/pages").json()
    assert page["card"] is None and page["problem"]["code"].startswith("F")


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}])
def test_json_that_is_not_called_json_is_told_so(quick: Service, headers: dict[str, str]) -> None:
    answer = quick.http.post(MADE, content=b'{"notice": "anhui-2024-engineering"}', headers=headers).json()
    said = "请求的内容不对：body：没有 Content-Type: application/json 头，请求体没有当作 JSON 来读，请加上这个头。"
    assert (answer["code"], answer["detail"]) == ("A422", said)


def test_json_that_is_no_object_is_not_told_to_be_called_json(quick: Service) -> None:
    answer = quick.http.post(MADE, json=["notice"]).json()
    assert answer["detail"] == "请求的内容不对：body：应是 JSON 对象。"


@pytest.mark.parametrize("call", ["/v1/notices", MADE, f"{MADE}/{'a' * 26}/applicant"])
def test_an_unknown_language_is_refused(quick: Service, call: str) -> None:
    answer = quick.http.get(call, params={"lang": "xx"})
    assert (answer.status_code, answer.json()["code"]) == (422, "A422")
    assert answer.json()["detail"] == "请求的内容不对：query.lang：不是可选的值（可选：'zh', 'en'）。"


def test_the_language_is_described_for_every_call(quick: Service) -> None:
    assert "There is no such thing" in quick.http.get("/v1/nowhere?lang=en-GB").text
    assert quick.http.get("/v1/notices?lang=zh-CN").status_code == 200
    for path, calls in quick.http.get("/openapi.json").json()["paths"].items():
        for method, call in calls.items():
            named = {(one["name"], one["in"]) for one in call.get("parameters", ())}
            assert ("lang", "query") in named, (method, path)


def test_a_refusals_title_is_its_statuss_phrase(quick: Service) -> None:
    told = quick.http.get("/v1/nowhere").json()
    assert (told["type"], told["title"], told["code"]) == ("about:blank", "Not Found", "A404")


def test_what_is_made_once_is_found_the_next_time(quick: Service) -> None:
    key, body = {"Idempotency-Key": "twice"}, {"notice": "anhui-2024-engineering"}
    answers = [quick.http.post(MADE, json=body, headers=key).status_code for _ in range(2)]
    assert answers == [201, 200]
