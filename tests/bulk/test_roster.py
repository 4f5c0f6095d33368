"""Rosters as offices write them, and every mistake in one told by its cell."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import openpyxl
import pytest

from scanaudit.bulk.applicants import find_applicants, stray_scans
from scanaudit.bulk.cells import letter
from scanaudit.bulk.roster import read_roster
from scanaudit.errors import DataError, NoInputError, UsageError

NUMBER = "990101198503120010"
JIANYANG, QIAOCHENG = "jianyang-2020-engineering", "qiaocheng-2023-junior"


def _xlsx(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_columns_are_known_by_their_usual_headings(tmp_path: Path) -> None:
    heads = "序号,姓 名,身份证号码,工作单位（全称）,单位性质,申报级别,评审通知,现职称取得时间,任期,备注"
    day = dt.datetime(2018, 12, 20)
    term = "2019-01-01 至 2023-12-31"
    rows: list[list[object]] = [
        ["2024年度申报人员名册"],
        list(heads.split(",")),
        [1, "郑晓舟", NUMBER, "某某院", "事业单位", "副高级", "anhui-2024-engineering", day, term, "x"],
        [None, "", None],
        [2, "李四", None, None, None, "中级"],
    ]
    path = _xlsx(tmp_path / "名册.xlsx", rows)
    first, second = read_roster(path)
    assert first.notice == "anhui-2024-engineering" and str(first.cell("name")) == "B3"
    assert first.profile.id_number == NUMBER
    assert first.profile.employer_type == "public_institution" and first.profile.target_level == "senior"
    assert first.profile.prior_title_date == dt.date(2018, 12, 20)
    assert first.profile.term is not None and first.profile.term.end == dt.date(2023, 12, 31)
    assert second.profile.name == "李四" and second.profile.target_level == "intermediate"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_csv_in_any_usual_encoding(tmp_path: Path, encoding: str, comma: str) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(f"姓名{comma}单位\n张三{comma}某局\n".encode(encoding))
    (row,) = read_roster(path)
    assert (row.profile.name, row.profile.employer) == ("张三", "某局")


@pytest.mark.parametrize("comma", [",", ";", "\t"])
@pytest.mark.parametrize(
    "title", ["2024年度申报人名册", "2024年度申报人名册,共1人;初稿,待核,勿传", '"名册\n第二行"']
)
def test_a_title_stands_above_the_headings_of_a_csv(tmp_path: Path, comma: str, title: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f"{title}\n姓名{comma}单位\n张三{comma}甲公司\n", encoding="utf-8")
    (row,) = read_roster(path)
    assert (row.profile.name, row.profile.employer) == ("张三", "甲公司")


def test_commas_within_the_cells_of_a_csv_part_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("姓名;单位\n张三;甲公司, 乙部, 丙组\n李四;丁, 戊, 己\n", encoding="utf-8")
    assert [row.profile.employer for row in read_roster(path)] == ["甲公司, 乙部, 丙组", "丁, 戊, 己"]


@pytest.mark.parametrize(
    ("heads", "zh", "en"),
    [
        (
            ["姓名", "单位", "name"],
            "单元格 C1：“姓名”（A1）和“name”（C1）是同一项，只能留一列。",
            "cell C1: “姓名” (A1) and “name” (C1) mean the same; keep one of the two columns.",
        ),
        (["序号", "姓名", "申报人"], "“姓名”（B1）和“申报人”（C1）", "“姓名” (B1) and “申报人” (C1)"),
        (["姓名", "姓名"], "“姓名”（A1）和“姓名”（B1）", "“姓名” (A1) and “姓名” (B1)"),
    ],
)
def test_columns_that_mean_the_same_are_told_by_both_their_cells(
    tmp_path: Path, heads: list[object], zh: str, en: str
) -> None:
    with pytest.raises(DataError) as caught:
        read_roster(_xlsx(tmp_path / "r.xlsx", [heads, ["张三", "张三", "张三"]]))
    assert zh in caught.value.text.zh and en in caught.value.text.en


def test_every_mistake_is_told_by_its_cell(tmp_path: Path) -> None:
    path = _xlsx(
        tmp_path / "r.xlsx",
        [
            ["姓名", "身份证号", "通知", "申报级别", "现职称取得时间"],
            ["张三", 990101198503120010, "anhui-2024-enginering", "高高级", "去年"],
            [None, "990101198503120011", None, "中级", None],
            ["王五", NUMBER, None, "中级", "二〇二〇年"],
        ],
    )
    with pytest.raises(DataError) as caught:
        read_roster(path)
    told = caught.value.text.en
    for cell in ("B2", "C2", "D2", "A3", "B3", "E4"):
        assert f"cell {cell}:" in told, told
    assert "anhui-2024-engineering" in told and "as text" in told
    assert "19850312" not in told


@pytest.mark.parametrize("term", ["2019-2023", "2019.1-2023.12", "2019年1月至2023年12月"])
def test_a_term_is_read_as_people_write_it(tmp_path: Path, term: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f"姓名,任期\n张三,{term}\n", encoding="utf-8")
    (row,) = read_roster(path)
    assert row.profile.term is not None
    assert (row.profile.term.start, row.profile.term.end) == (dt.date(2019, 1, 1), dt.date(2023, 12, 31))


def test_headings_that_are_not_known_or_twice(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"C1.*“颜色”.*\n.*D1"):
        read_roster(_xlsx(tmp_path / "r.xlsx", [["姓名", "单位", "颜色", "工作单位"], ["张三"]]))
    with pytest.raises(DataError, match="姓名"):
        read_roster(_xlsx(tmp_path / "s.xlsx", [["甲", "乙"], ["张三"]]))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b'"a\n', b"\xff\xfe\x00"])
def test_what_is_no_table_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(content)
    with pytest.raises(DataError):
        read_roster(path)
    with pytest.raises(UsageError):
        read_roster(tmp_path / "none.csv")


def _folders(root: Path, *names: str) -> None:
    for name in names:
        (root / name).mkdir(parents=True)


def test_people_find_their_folders(tmp_path: Path) -> None:
    root = tmp_path / "root"
    _folders(root, "01-张三", "张三丰", "李四_990101198503120010", "赵六", "另存")
    roster = tmp_path / "r.csv"
    lines = ["姓名,身份证号,材料", "张三,,", f"李四,{NUMBER},", "王五,,", "钱七,,赵六"]
    roster.write_text("\n".join(lines), encoding="utf-8")
    found = find_applicants(str(root), "anhui-2024-engineering", roster)
    told = {one.name: (Path(one.place).name if one.place else None, one.listed) for one in found}
    assert told == {
        "张三": ("01-张三", True),
        "李四": (f"李四_{NUMBER}", True),
        "王五": (None, True),
        "钱七": ("赵六", True),
        "另存": ("另存", False),
        "张三丰": ("张三丰", False),
    }
    assert all("990101198503120010" not in one.key for one in found)


def test_names_that_fit_several_folders_are_a_mistake(tmp_path: Path) -> None:
    root = tmp_path / "root"
    _folders(root, "张三1", "张三2")
    roster = tmp_path / "r.csv"
    roster.write_text("姓名,文件夹\n张三,\n李四,没有\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        find_applicants(str(root), "anhui-2024-engineering", roster)
    assert "cell A2" in caught.value.text.en and "cell B3" in caught.value.text.en


OTHER = "990101198503120029"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([f"姜华,{NUMBER},,", f"姜华,{NUMBER},,"], ["A3"]),
        ([f"姜华,{NUMBER},,", f"江华,{NUMBER},,"], ["A3"]),
        (["姜华,,姜华,", "李四,,李四,", "姜华,,姜华,"], ["A4"]),
        (["王五,,,", "王五,,,"], ["A3"]),
        ([f"姜华,{NUMBER},姜华,", f"姜华,{OTHER},李四,"], []),
        ([f"姜华,{NUMBER},姜华,{JIANYANG}", f"姜华,{NUMBER},姜华,{QIAOCHENG}"], []),
    ],
)
def test_a_row_that_stands_twice_is_a_mistake(tmp_path: Path, rows: list[str], told: list[str]) -> None:
    root = tmp_path / "root"
    _folders(root, "姜华", "李四")
    roster = tmp_path / "r.csv"
    roster.write_text("\n".join(["姓名,身份证号,文件夹,通知", *rows]), encoding="utf-8")
    try:
        find_applicants(str(root), JIANYANG, roster)
        said = ""
    except DataError as error:
        said = error.text.zh
    assert re.findall(r"单元格 (\w+)：“\w+”在第 2 行已有一次", said) == told


def test_without_a_roster_every_folder_and_zip_is_an_applicant(tmp_path: Path) -> None:
    root = tmp_path / "root"
    _folders(root, "10号", "2号", ".hidden")
    (root / "3号.ZIP").write_bytes(b"PK")
    (root / "readme.txt").touch()
    (root / "2号" / "申报人信息.yaml").write_text("姓名: 张三\n", encoding="utf-8")
    found = find_applicants(str(root), "anhui-2024-engineering", None)
    assert [one.key for one in found] == ["2号", "3号", "10号"]
    assert found[0].profile.name == "张三"
    with pytest.raises(UsageError, match="no notice"):
        find_applicants(str(root), None, None)
    with pytest.raises(UsageError):
        find_applicants(str(root / "nowhere"), "anhui-2024-engineering", None)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoInputError):
        find_applicants(str(tmp_path / "empty"), "anhui-2024-engineering", None)


def test_scans_that_are_nobody_s_are_told(tmp_path: Path) -> None:
    root = tmp_path / "root"
    _folders(root, "张三")
    for name in ("李四.jpg", "王五10.PDF", "王五2.pdf", "名册.xlsx", "._a.jpg"):
        (root / name).touch()
    assert stray_scans(str(root), []) == ["李四.jpg", "王五2.pdf", "王五10.PDF"]
    roster = tmp_path / "r.csv"
    roster.write_text("姓名,文件夹\n李四,李四.jpg\n", encoding="utf-8")
    found = find_applicants(str(root), "anhui-2024-engineering", roster)
    assert stray_scans(str(root), found) == ["王五2.pdf", "王五10.PDF"]


def test_columns_have_the_names_of_a_spreadsheet() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]
