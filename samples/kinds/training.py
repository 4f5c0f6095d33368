"""Continuing education: completion certificates, and the sheet that checks the total hours."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples import ornaments
from samples.case import Case, Options, close_letter, day, layout, sex
from samples.seals import Stamp
from samples.sheet import A4, Cell, Sheet


def default_entries(c: Case, years: list[int]) -> list[dict[str, Any]]:
    """One common and one specialist course a year: 30 and 60 hours."""
    entries = []
    for year in years:
        entries.append(
            {
                "year": year,
                "category": "common",
                "hours": 30,
                "course": "公需科目：" + _COMMON[year % len(_COMMON)],
            }
        )
        entries.append(
            {
                "year": year,
                "category": "specialist",
                "hours": 60,
                "course": "专业科目：" + c.specialty + _SPECIAL[year % len(_SPECIAL)],
            }
        )
    return entries


_COMMON = (
    "数字经济发展与应用",
    "专业技术人员职业道德",
    "知识产权保护实务",
    "碳达峰碳中和概论",
    "创新能力培养",
    "人工智能与健康",
)
_SPECIAL = ("新技术应用", "规范与标准解读", "质量安全管理", "设计方法与案例", "监测与检测技术")


def sign_page(s: Sheet, c: Case, o: Options, x: float, y: float, size: float = 40) -> None:
    """The applicant's signature, unless it is left out."""
    if o.get("sign", True):
        s.sign(o.get("signer", c.person.name), x, y, size)


def note_hours(s: Sheet, entries: list[dict[str, Any]]) -> None:
    """Note the hours among the page's fields."""
    s.fields["hours"] = [{k: e[k] for k in ("hours", "year", "category")} for e in entries]


def entries_of(c: Case, o: Options) -> list[dict[str, Any]]:
    """The entries of hours that the options name, else the usual ones."""
    found = o.get("entries")
    return found if found is not None else default_entries(c, o.get("years", [c.year - 2, c.year - 1]))


def training_body(c: Case) -> str:
    """Who gives the courses."""
    return f"{c.city}专业技术人员继续教育基地"


@layout("ce_completion_certificate", "landscape")
def _completion(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1300, 910), rng, (253, 251, 244), dpi=120)
    ornaments.frame(s, 36, (40, 110, 160), rng.choice(("double", "wave", "corner")))
    entries = entries_of(c, {**o, "years": o.get("years", [c.year - 1])})
    name, year = o.get("name", c.person.name), entries[0]["year"]
    s.centre(110, "结 业 证 书", 72, "songb", fill=(30, 80, 130))
    s.text(1200, 220, f"编号：JX{year}{rng.randrange(10**5, 10**6)}", 24, "song", anchor="r")
    parts = "；".join(f"{e['course'].replace('：', '《')}》{e['hours']}学时" for e in entries)
    s.para(
        130,
        300,
        1040,
        (
            f"{name}（身份证号：{c.person.number}）于{year}年{rng.randrange(3, 6)}月至"
            f"{year}年{rng.randrange(9, 12)}月参加{year}年度专业技术人员继续教育培训，"
            f"完成{parts}的学习，考核合格，准予结业。"
        ),
        32,
        "kai",
        leading=1.85,
    )
    close_letter(
        s,
        640,
        training_body(c),
        f"{year}年11月{rng.randrange(12, 28)}日",
        Stamp(training_body(c), centre="培训专用章", size=38) if o.get("seal", True) else None,
        size=28,
    )
    s.text(130, 740, "学员签名：", 26)
    sign_page(s, c, o, 270, 755, 42)
    s.fields.update(name=name)
    note_hours(s, entries)
    return s


@layout("ce_completion_certificate", "hours_proof")
def _hours_proof(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    entries = entries_of(c, {**o, "years": o.get("years", [c.year - 1])})
    name, year = o.get("name", c.person.name), entries[0]["year"]
    s.centre(130, f"{year}年度专业技术人员继续教育学时证明", 44, "heib")
    s.text(120, 240, f"学时证明编号：{year}99{rng.randrange(10**7, 10**8)}", 24, "hei")
    s.grid(
        120,
        300,
        [180, 320, 180, 320],
        [
            (64, ["姓名", name, "性别", sex(c.person)]),
            (64, ["身份证号", c.person.number, "专业技术职务", c.title]),
            (64, ["工作单位", Cell(c.employer.name, 3)]),
        ],
        26,
        "hei",
        1,
    )
    rows: list[tuple[float, list[Any]]] = [(60, ["序号", "类别", "课程名称", "完成日期", "学时"])]
    rows += [
        (
            70,
            [
                str(i + 1),
                "公需" if e["category"] == "common" else "专业",
                Cell(e["course"].split("：")[-1], align="l"),
                f"{e['year']}-{rng.randrange(4, 12):02d}-{rng.randrange(1, 28):02d}",
                str(e["hours"]),
            ],
        )
        for i, e in enumerate(entries)
    ]
    rows.append((64, [Cell("合计学时", 4), str(sum(e["hours"] for e in entries))]))
    s.grid(120, 560, [90, 120, 480, 200, 110], rows, 25, "hei", 1)
    y = 600 + sum(h for h, _ in rows)
    s.para(120, y, 1000, "以上学时已按规定登记，特此证明。", 28, "hei")
    close_letter(
        s,
        y + 170,
        f"{c.city}继续教育网络学习平台",
        f"{year}年12月{rng.randrange(5, 28)}日",
        Stamp(training_body(c), centre="学时专用章") if o.get("seal", True) else None,
        size=26,
    )
    s.text(120, y + 200, "本人签名：", 26)
    sign_page(s, c, o, 270, y + 215, 46)
    ornaments.code_square(s, 120, y + 330, 150, f"https://jxjy.example/{year}")
    s.fields.update(name=name, id_number=c.person.number, employer=c.employer.name)
    note_hours(s, entries)
    return s


@layout("ce_completion_certificate", "portrait")
def _completion_portrait(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1000, 1400), rng, (252, 252, 250), dpi=130)
    ornaments.frame(s, 44, (150, 40, 44), "double")
    entries = entries_of(c, {**o, "years": o.get("years", [c.year - 1])})
    name, year = o.get("name", c.person.name), entries[0]["year"]
    s.centre(130, "继续教育学习合格证书", 54, "songb", fill=(140, 30, 36))
    s.paste(ornaments.portrait(160, c.person.number, "blue"), 420, 260)
    s.centre(520, name, 48, "kai")
    lines = "\n".join(f"　　{e['course']}，计{e['hours']}学时，成绩合格。" for e in entries)
    y = s.para(120, 620, 760, f"参加{year}年度继续教育，学习内容及学时如下：", 30, "song")
    y = s.para(120, y, 760, lines, 30, "kai", indent=0)
    y = s.para(120, y + 10, 760, "经考核合格，特发此证。", 30, "song")
    close_letter(
        s,
        1020,
        training_body(c),
        f"{year}年{rng.randrange(8, 12)}月{rng.randrange(2, 28)}日",
        Stamp(training_body(c), centre="培训专用章", size=38) if o.get("seal", True) else None,
        size=26,
        x=0.66,
    )
    s.text(120, 1230, "学员（签字）：", 26)
    sign_page(s, c, o, 310, 1246, 44)
    s.fields.update(name=name)
    note_hours(s, entries)
    return s


@layout("ce_hours_check", "table")
def _hours_check(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.centre(120, "专业技术人员继续教育总学时审核表", 46, "songb")
    years = o.get("years", list(range(c.year - 4, c.year)))
    rows: list[tuple[float, list[Any]]] = [
        (70, ["姓名", c.person.name, "身份证号", Cell(c.person.number, 2)]),
        (70, ["单位", Cell(c.employer.name, 2), "申报资格", c.target]),
        (70, ["年度", "公需科目学时", "专业科目学时", "合计", "备注"]),
    ]
    rows += [(64, [str(y), "30", "60", "90", ""]) for y in years]
    rows.append((64, ["总学时", str(30 * len(years)), str(60 * len(years)), str(90 * len(years)), ""]))
    rows.append((300, ["审核意见", Cell("经审核，以上学时属实，达到规定要求。", 4, align="t")]))
    s.grid(100, 250, [180, 240, 240, 220, 160], rows, 27)
    if o.get("seal", True):
        y = 250 + sum(h for h, _ in rows) - 130
        s.stamp(Stamp(c.bureau, centre="继续教育专用章"), 860, y)
        s.text(860, y + 70, day(dt.date(c.year, 9, 26)), 25, anchor="m")
    s.fields.update(name=c.person.name, id_number=c.person.number)
    s.fields["hours"] = [
        {"hours": h, "year": y, "category": k} for y in years for h, k in ((30, "common"), (60, "specialist"))
    ]
    return s
