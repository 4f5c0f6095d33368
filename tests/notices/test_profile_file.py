from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanaudit.errors import DataError, OutputError, UsageError
from scanaudit.notices import Profile, Term, load_profile, parse_answer, save_profile
from scanaudit.notices.profile import choices, fact_type
from scanaudit.notices.questions import wordings


def written(tmp_path: Path, text: str, name: str = "applicant.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_chinese_words_are_understood(tmp_path: Path) -> None:
    text = """\
姓名: 张三
身份证号: 110101199001010011
单位性质: 事业单位
申报级别: 副高级
申报方式: 破格
转评: 否
有论文著作: 是
业绩类型: 发明专利、奖项
现职称取得日期: 2018年12月31日
任职周期: {开始: 2019-01-01, 结束: 2023年12月31日}
推荐专家: 李四，王五
毕业年份: 2008
"""
    assert load_profile(written(tmp_path, text)) == Profile(
        name="张三",
        id_number="110101199001010011",
        employer_type="public_institution",
        target_level="senior",
        route="exception",
        career_change=False,
        has_publication=True,
        achievement_kinds=("patent", "award"),
        prior_title_date=dt.date(2018, 12, 31),
        term=Term(start=dt.date(2019, 1, 1), end=dt.date(2023, 12, 31)),
        peer_experts=("李四", "王五"),
        graduation_year=2008,
    )


def test_json_is_read_too(tmp_path: Path) -> None:
    path = written(tmp_path, '{"name": "张三", "has_publication": false, "term": null}', "a.json")
    assert load_profile(path) == Profile(name="张三", has_publication=False)


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ("employr_type: private", "2:1", "Did you mean employer_type?"),
        ("employer_type: 事业", "2:1", "public_institution 事业单位"),
        ("单位性质: 事业", "2:1", "unknown value 事业"),
        ("转评: 也许", "2:1", "true or false expected, not 也许"),
        ("毕业年份: 二〇〇一", "2:1", "a whole number expected"),
        ("prior_title_date: 2018-13-01", "2:19", "there is no such day"),
        ("prior_title_date: 2018", "2:1", "a date (2019-12-31) expected, not 2018"),
        ("term: {start: 2019-01-01, ende: 2023-12-31}", "2:27", "Did you mean end?"),
        ("achievement_kinds: [patent, medal]", "2:1", "unknown value medal"),
        ("name: [a]", "2:1", "text (in quotes if need be) expected, not …"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, line: str, place: str, said: str) -> None:
    path = written(tmp_path, f"specialty: 机械\n{line}\n")
    with pytest.raises(DataError) as caught:
        load_profile(path)
    named = next(told for told in caught.value.text.en.splitlines() if said in told)
    assert named.startswith(f"{path}:{place}: ")


@pytest.mark.parametrize(
    "content",
    [
        "姓名: 张三\n单位性质：事业单位\n学历: 本科\n",
        "姓名: 张三\n单位性质:事业单位\n学历: 本科\n",
        "# 我\n姓名：张三\n",
    ],
)
def test_a_colon_of_full_width_is_named_by_its_line(tmp_path: Path, content: str) -> None:
    with pytest.raises(DataError) as caught:
        load_profile(written(tmp_path, content))
    assert "第 2 行的冒号请用英文半角“:”，并在后面空一格。" in caught.value.text.zh


@pytest.mark.parametrize(("key", "meant"), [("单位性只", "单位性质"), ("employr_type", "employer_type")])
def test_an_unknown_key_is_told_with_the_keys_in_the_language_of_the_run(
    tmp_path: Path, key: str, meant: str
) -> None:
    with pytest.raises(DataError) as caught:
        load_profile(written(tmp_path, f"{key}: 事业单位\n"))
    said = caught.value.text.zh
    assert f"是否想写 {meant}？" in said and "姓名" in said and "prior_title_date" not in said
    assert "prior_title_date" in caught.value.text.en


def test_an_identity_number_is_masked_in_errors(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load_profile(written(tmp_path, "graduation_year: 身份证110101199001010011\n"))
    assert "199001010011" not in str(caught.value)


def test_a_missing_profile_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load_profile(tmp_path / "none.yaml")
    assert "找不到这个文件" in caught.value.text.zh and "No such" not in caught.value.text.zh


def test_a_profile_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Cannot write"):
        save_profile(Profile(), tmp_path / "none" / "a.yaml")


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_what_is_saved_is_read_back(tmp_path: Path, name: str) -> None:
    profile = Profile(
        name="张三",
        id_number="110101199001010011",
        confirmed={"JY-30": True},
        achievement_kinds=("patent",),
        term=Term(start=dt.date(2019, 1, 1), end=dt.date(2023, 12, 31)),
        paper_achievements=True,
        entrusted=False,
    )
    save_profile(profile, tmp_path / name)
    assert load_profile(tmp_path / name) == profile


def test_every_choice_can_be_written_in_chinese() -> None:
    for fact in Profile.model_fields:
        for value in choices(fact):
            answer = parse_answer(fact, wordings()[fact].choices[value].label.zh)
            assert answer == ([value] if fact_type(fact) == "choices" else value)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)), st.sampled_from(["-", "/", "."]))
def test_dates_are_read_however_they_are_parted(date: dt.date, between: str) -> None:
    text = f"{date.year}{between}{date.month}{between}{date.day}"
    assert parse_answer("prior_title_date", text) == date


@given(st.text(max_size=20))
def test_no_answer_makes_it_stumble(answer: str) -> None:
    for fact in Profile.model_fields:
        parse_answer(fact, answer)


@pytest.mark.parametrize(
    "written_as",
    [
        "2019-2023", "2019年-2023年", "2019.1-2023.12", "2019年1月至2023年12月", "2019-01-01 至 2023-12-31",
        "2019/1/1—2023/12/31", "2019-01 ~ 2023-12", "{开始: 2019, 结束: 2023}", "{start: 2019-01-01, end: 2023-12}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["任职周期", "任期", "term"])
def test_a_term_is_read_as_people_write_it(tmp_path: Path, key: str, written_as: str) -> None:
    profile = load_profile(written(tmp_path, f"{key}: {written_as}\n"))
    assert profile.term == Term(start=dt.date(2019, 1, 1), end=dt.date(2023, 12, 31))


@pytest.mark.parametrize(
    ("written_as", "said"),
    [
        ("2019", "看不懂起止日期"), ("2019年至今", "看不懂起止日期"), ("2019-01-01 至 2023-02-30", "看不懂起止日期"),
        ("{开始: 2019-01-01}", "缺少 结束"), ("{开始: 上任, 结束: 2023-12-31}", "不是 上任"),
        ("2023-2019", "开始日期在结束日期之后"),
    ],
)  # fmt: skip
def test_a_term_that_is_none_is_told_with_the_form(tmp_path: Path, written_as: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        load_profile(written(tmp_path, f"姓名: 张三\n任职周期: {written_as}\n"))
    told = caught.value.text.zh
    assert (
        ":2:" in told
        and "任职周期：" in told
        and said in told
        and "2019-2023" in told
        and "结束: 2023" in told
    )


@pytest.mark.parametrize(
    ("content", "place", "hint"),
    [
        ("姓名: 张三\n推荐专家: [王五, 李四\n", "2:7", "这里的括号没有合上"),
        ('姓名: 张三\n工作单位: "某局\n学历: 本科\n', "2:7", "这里的引号没有合上"),
        ("姓名: 张三\n  学历: 本科\n", "2:5", "缩进"),
        ("姓名: 张三\n\t学历: 本科\n", "2:1", "制表符"),
        ("姓名: 张三\n姓名: 李四\n", "2:1", "“姓名”写了两次"),
    ],
)
def test_what_is_no_yaml_is_told_by_its_line_and_what_to_look_at(
    tmp_path: Path, content: str, place: str, hint: str
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(DataError) as caught:
        load_profile(path)
    told = caught.value.text.zh
    line = content.splitlines()[1].strip()
    assert told.startswith(f"{path}:{place}：第 2 行看不懂：“{line}”。") and hint in told, told
    before, _, own_words = told.partition("（YAML：")
    assert own_words and "expected" not in before


def test_mistakes_of_a_file_are_told_together(tmp_path: Path) -> None:
    content = "单位性只: 事业单位\n现职称取得日期: 2018年13月\n参加: 2001-02-30\n毕业年份: 二〇〇一\n"
    with pytest.raises(DataError) as caught:
        load_profile(written(tmp_path, content))
    told = caught.value.text.zh.splitlines()
    assert len(told) == 4 and "单位性质" in told[0] and "现职称取得日期：应为日期" in told[1]
    assert "没有这一天：2001-02-30" in told[2] and "毕业年份：应为整数" in told[3]


def test_what_is_confirmed_is_written_as_yes_and_no(tmp_path: Path) -> None:
    """The words of docs/profile.md and of S603's advice."""
    content = "已确认事项:\n  JY-30: 是\n  JX-10: true\n  JY-31: 否\n"
    assert load_profile(written(tmp_path, content)).confirmed == {
        "JY-30": True,
        "JX-10": True,
        "JY-31": False,
    }


def test_one_fact_under_two_names_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load_profile(written(tmp_path, "姓名: 张三\n学历: 本科\nname: 李四\n"))
    assert ":3:1：“name”和上面的一项是同一项" in caught.value.text.zh
