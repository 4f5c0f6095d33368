"""What a sentence asks of the material that it names: seals, signatures, colour, copies, hours, days, years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scanaudit.drafting.dictionary import Thing

_NUMBERS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_COPIES = re.compile(r"((?<![一二三四五六七八九十])[一二两三四五六七八九十]|\d+)\s*份")
# Who is named nearest before the word signs; nobody: the applicant.
_SIGNERS = re.compile(
    "(?P<applicant>本人|申报人|申请人)|(?P<employer>责任人|负责人)|(?P<verifier>(审核|验证|核对|经办)人)"
)
_SIGNERS_WITHIN = 12
_PARTIES = ((re.compile("主管部门"), "department"), (re.compile("单位|公章|本单位"), "employer"))


def demands_in(thing: Thing, text: str) -> list[dict[str, Any]]:
    """The demands that ``text`` adds to a thing's own, as the checklist writes them."""
    readers = {
        "seal": _seal, "signature": _signature, "colour": _colour, "portrait": _portrait, "days": _days,
        "hours": _hours, "assessed": _assessed, "worked": _worked,
    }  # fmt: skip
    return [demand for name in thing.reads if name in readers for demand in readers[name](text)]


def copies_in(text: str) -> int | None:
    """How many copies on paper the text asks for."""
    match = _COPIES.search(text)
    if match is None:
        return None
    number = match.group(1)
    return _NUMBERS.get(number) or int(number)


def ways_in(text: str) -> tuple[str, ...]:
    """Which ways of handing in the text names: U uploaded, P on paper, S exported from the system."""
    signs = {"S": "导出|系统.{0,4}(打印|下载)|下载.{0,8}打印", "U": "上传|网上提交", "P": "纸质|一式|份"}
    return tuple(way for way, form in signs.items() if re.search(form, text))


def _seal(text: str) -> Iterator[dict[str, Any]]:
    if re.search("盖章|公章|印章|加盖", text) and "如为复印件" not in text:
        party = next((name for form, name in _PARTIES if form.search(text)), "any")
        yield {"demand": "seal", "of": "employer" if "单位" in text or "公章" in text else party}


def _signature(text: str) -> Iterator[dict[str, Any]]:
    if match := re.search("签[字名]", text):
        before = text[max(0, match.start() - _SIGNERS_WITHIN) : match.start()]
        named = [sign.lastgroup for sign in _SIGNERS.finditer(before)]
        of = named[-1] if named else "applicant"
        yield {"demand": "signature", "of": of, "each": "page" if "每页" in text else "document"}


def _colour(text: str) -> Iterator[dict[str, Any]]:
    of = [name for word, name in (("彩色", "colour"), ("清晰|模糊", "sharp")) if re.search(word, text)]
    if of:
        yield {"demand": "capture", "of": of}


def _portrait(text: str) -> Iterator[dict[str, Any]]:
    if match := re.search(r"([红蓝白])底.{0,12}照.{0,4}?(\d)张", text):
        background = {"红": "red", "蓝": "blue", "白": "white"}[match.group(1)]
        yield {"demand": "portrait", "background": background, "count": int(match.group(2))}


def _days(text: str) -> Iterator[dict[str, Any]]:
    if match := re.search(r"(\d+)个工作日", text):
        yield {"demand": "publicity", "working_days": int(match.group(1))}


def _hours(text: str) -> Iterator[dict[str, Any]]:
    demand: dict[str, Any] = {"demand": "hours", "basis": "term_average"}
    for name, form in (
        ("common", r"公需.{0,12}?(\d+)"),
        ("specialist", r"专业(?:科目|课).{0,12}?(\d+)"),
        ("total", r"累计.{0,6}?(\d+)"),
    ):
        if match := re.search(form + r".{0,2}学时", text):
            demand[name] = int(match.group(1))
    if years := re.search(r"(20\d\d)\s*[-—–至]\s*(20\d\d)", text):
        span = range(int(years.group(1)), int(years.group(2)) + 1)
        demand |= {"basis": "years_total", "years": list(span)}
    if re.search("突击|集中在一年|一个年度内", text):
        demand["never_crammed"] = True
    yield demand


def _assessed(text: str) -> Iterator[dict[str, Any]]:
    if match := re.search(r"近(\d+)年.{0,8}考核", text):
        yield {"demand": "assessments", "years": int(match.group(1))}


def _worked(text: str) -> Iterator[dict[str, Any]]:
    if match := re.search(r"从事.{0,14}工作满(\d+)年", text):
        yield {"demand": "tenure", "since": "work_start", "required": {"any": int(match.group(1))}}
