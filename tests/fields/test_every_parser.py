"""Every parser has its property tests: what it writes it reads again, look-alikes and noise break nothing, and its time
grows no faster than its input. Numbers with check digits have theirs in ``test_numbers``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from growth import FACTOR, LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import SIZE, lines
from test_numbers import FINDERS, MODULES

from scanaudit.fields import (
    assessment,
    award,
    certificate_number,
    contract_term,
    dates,
    education,
    extract,
    hours_table,
    issue,
    issuer,
    names,
    numerals,
    period,
    qr_payload,
    title_level,
)
from scanaudit.kinds import catalogue

PARSERS: list[Callable[[str], object]] = [
    assessment.by_year, assessment.from_text, assessment.stated_years, award.level, certificate_number.clean,
    contract_term.find, education.level, issuer.is_body,
    period.valid_until, issue.short_issue, title_level.find_title, title_level.rank, title_level.skill_grade,
    dates.with_digits, hours_table.category, numerals.number, partial(qr_payload.agrees, printed="20161234"),
]  # fmt: skip
# Modules without a parser of text: the page that is read, which lines to read again, which letters look alike.
NO_PARSER = {"sheet", "extraction", "exact_lines", "misreading", "lookalikes", "checked", "persons_number"}
# Read from a page only; they are covered by the whole pages below.
OF_PAGES = {"cover", "employer", "hours", "hours_by_year", "journal", "publication"}
RESULTS = st.sampled_from(["优秀", "合格", "基本合格", "不合格", "称职"])


def module_of(parser: Callable[..., object]) -> str:
    named = parser.func if isinstance(parser, partial) else parser
    return named.__module__.rpartition(".")[2]


def test_no_parser_is_left_out() -> None:
    covered = {module_of(parser) for parser in (*PARSERS, *FINDERS)} | OF_PAGES | NO_PARSER
    assert covered >= {module for module in MODULES if not module.startswith("_")}


@pytest.mark.parametrize("parser", PARSERS, ids=module_of)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_without_error(parser: Callable[[str], object], text: str) -> None:
    parser(text)


@pytest.mark.parametrize("parser", PARSERS, ids=module_of)
@pytest.mark.parametrize(
    "unit", ["1", "2023年", "合格", "年度考核", "荣获为", "有效期至", "本科", "工程师", "一等", "局", "l|"]
)
def test_time_is_linear_on_long_input(parser: Callable[[str], object], unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert growth(lambda: parser(text[: len(text) // FACTOR]), lambda: parser(text)) < LIMIT


@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("kind", [kind.id for kind in catalogue().kinds])
@given(
    rows=st.lists(
        st.text(alphabet="姓名张三单位盖章年月日0123456789年度学时:|.-《》本科工程师局", max_size=30),
        max_size=14,
    )
)
def test_a_page_of_every_kind_is_read_without_error(kind: str, rows: list[str]) -> None:
    found = extract(kind, lines("\n".join(rows)), SIZE)
    assert all(0 <= e.confidence <= 1 for e in found.evidence.values())


@given(st.dictionaries(st.integers(1990, 2040), RESULTS, max_size=8))
def test_assessments_are_read_as_written(results: dict[int, str]) -> None:
    assert assessment.from_text(assessment.to_text(results)) == results
    assert assessment.by_year("".join(f"{y}年度考核{r};" for y, r in sorted(results.items()))) == results


@given(
    st.integers(2000, 2029), st.integers(1, 24), st.sampled_from(["{}年第{}期", "{}年{}期", "{}年第0{}期"])
)
def test_issues_are_read_as_written(year: int, number: int, form: str) -> None:
    written = form.format(year, number)
    if "0" in form and number > 9:
        return
    assert issue.issue(written) == f"{year}-{number:02d}"
    # letters that look like digits are read as such inside a year
    assert (
        issue.issue(written.replace(str(year), str(year)[:1] + "O" + str(year)[2:])) == f"{year}-{number:02d}"
    )


LETTERS = {"0": "OoDQ", "1": "lI|i!", "2": "Zz", "5": "Ss", "6": "b", "7": "T", "8": "B", "9": "gq"}


@settings(max_examples=400)
@given(st.dates(min_value=dates.dt.date(1990, 1, 1), max_value=dates.dt.date(2049, 12, 31)), st.data())
def test_a_date_with_letters_for_digits_is_the_same_or_less_but_no_other(
    day: dates.dt.date, data: st.DataObject
) -> None:
    forms = ("%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日", "%-Y年%-m月%-d日", "%Y.%-m.%-d")
    written = list(day.strftime(data.draw(st.sampled_from(forms))))
    places = [k for k, c in enumerate(written) if c in LETTERS]
    for at in data.draw(st.sets(st.sampled_from(places), min_size=1, max_size=4)):
        written[at] = data.draw(st.sampled_from(LETTERS[written[at]]))
    misread = "".join(written)
    read = dates.parse(misread)
    assert read is None or day.isoformat().startswith(read), misread


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-2b", "2026-12"), ("2026.12.2b", None), ("2047年1z月14日", "2047"), ("2021-10-1T", "2021-10"),
        ("2021-10-15Total", "2021-10-15"), ("2019.03.05签发", "2019-03-05"),
    ],
)  # fmt: skip
def test_a_letter_behind_a_digit_makes_it_no_whole_number(text: str, expected: str | None) -> None:
    assert dates.parse(text) == expected


@given(st.integers(1, 31), st.integers(1, 12))
def test_a_year_that_lost_its_ring_is_the_same_year(day: int, month: int) -> None:
    for year, written in ((2013, "二一三"), (2022, "二二二"), (2019, "二一九")):
        found = dates.parse(f"{written}年{month}月")
        assert found == f"{year}-{month:02d}"


def test_names_in_sentences_are_whole_or_none() -> None:
    for name in ("欧阳文", "司马相如", "李小龙"):
        assert names.in_text(f"兹证明{name}同志系我单位职工") in (name, None)
