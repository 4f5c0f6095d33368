"""The continuing-education booklet: name page, registration pages, verification pages."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples import ornaments
from samples.case import Case, Options, day, layout, month, sex
from samples.kinds.training import entries_of, note_hours, sign_page, training_body
from samples.seals import Stamp
from samples.sheet import Cell, Sheet

PAGE = (930, 1310)  # a booklet's page, A5 at about 160 dpi


GREEN = (20, 96, 70)


@layout("ce_name_page", "booklet")
def _name(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(PAGE, rng, (248, 250, 244), dpi=160)
    s.centre(90, "专业技术人员继续教育证书", 44, "songb")
    s.paste(ornaments.portrait(190, c.person.number, rng.choice(("red", "blue"))), 370, 190)
    name = o.get("name", c.person.name)
    rows = (
        ("姓    名", name),
        ("性    别", sex(c.person)),
        ("出生年月", month(c.person.birth)),
        ("工作单位", c.employer.name),
        ("专业技术职务", c.title),
        ("从事专业", c.specialty),
        ("证书编号", f"99{c.title_date.year}{rng.randrange(10000, 99999)}"),
    )
    for i, (label, value) in enumerate(rows):
        s.text(130, 500 + i * 76, label, 28)
        s.text(340, 496 + i * 76, value, 29, "kai")
        s.line(330, 536 + i * 76, 810, 536 + i * 76, width=1)
    s.text(130, 1070, "持证人签名：", 28)
    sign_page(s, c, o, 320, 1085, 46)
    s.text(130, 1160, f"发证日期：{day(c.title_date + dt.timedelta(days=90))}", 26)
    if o.get("seal", True):
        s.stamp(Stamp(c.bureau, centre="继续教育专用章", size=36), 700, 1120)
    s.fields.update(name=name, employer=c.employer.name)
    return s


@layout("ce_name_page", "table")
def _name_table(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(PAGE, rng, (252, 250, 244), dpi=160)
    s.centre(70, "继续教育登记证书", 42, "hei")
    name = o.get("name", c.person.name)
    s.grid(
        80,
        180,
        [160, 230, 150, 230],
        [
            (80, ["姓名", name, "性别", sex(c.person)]),
            (80, ["出生年月", month(c.person.birth), "文化程度", c.education]),
            (80, ["工作单位", Cell(c.employer.name, 3)]),
            (80, ["专业技术职务", c.title, "任职时间", month(c.title_date)]),
            (80, ["身份证号码", Cell(c.person.number, 3)]),
            (300, ["照片", Cell("", 3)]),
        ],
        27,
    )
    s.paste(ornaments.portrait(170, c.person.number, "blue"), 440, 600)
    s.text(90, 960, "本人签名", 28)
    sign_page(s, c, o, 240, 975, 44)
    s.text(90, 1060, "发证机关（盖章）", 28)
    if o.get("seal", True):
        s.stamp(Stamp(c.bureau, centre="继续教育专用章", size=36), 600, 1080)
    s.text(600, 1180, day(c.title_date + dt.timedelta(days=90)), 26)
    s.fields.update(name=name, employer=c.employer.name)
    return s


@layout("ce_registration_page", "columns")
def _registration(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(PAGE, rng, (248, 250, 244), dpi=160)
    s.centre(60, "继续教育登记", 40, "songb", gap=8)
    entries = entries_of(c, o)
    rows: list[tuple[float, list[Any]]] = [(64, ["起止时间", "学习内容", "学时", "考核结果", "主办单位"])]
    for e in entries:
        start = dt.date(e["year"], 4 if e["category"] == "common" else 9, rng.randrange(2, 12))
        span = f"{start:%Y.%m.%d}至{start + dt.timedelta(days=12):%Y.%m.%d}"
        rows.append(
            (
                118,
                [
                    Cell(span, size=21),
                    Cell(e["course"], size=23),
                    str(e["hours"]),
                    "合格",
                    Cell(training_body(c), size=20),
                ],
            )
        )
    rows += [(80, ["", "", "", "", ""])] * max(0, 7 - len(entries))
    s.grid(50, 140, [170, 280, 90, 110, 180], rows, 24)
    y = 150 + sum(h for h, _ in rows)
    s.text(70, y + 40, "本人签名：", 27)
    sign_page(s, c, o, 220, y + 55, 42)
    if o.get("registrar", rng.random() < 0.4):  # the clerk's name in the clerk's hand is not the applicant's
        s.text(520, y + 40, "登记人：", 27)
        s.sign(c.colleagues[2].name, 640, y + 55, 30)
    note_hours(s, entries)
    return s


@layout("ce_registration_page", "by_year")
def _registration_year(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(PAGE, rng, (252, 250, 246), dpi=160)
    entries = entries_of(c, o)
    s.text(60, 60, "专业技术人员继续教育学习登记页", 36, "hei")
    y = 150.0
    for year in sorted({e["year"] for e in entries}):
        s.text(60, y, f"{year} 年度", 30, "heib")
        rows: list[tuple[float, list[Any]]] = [(56, ["类别", "课程名称", "学时", "成绩"])]
        for e in (e for e in entries if e["year"] == year):
            rows.append(
                (
                    86,
                    [
                        "公需科目" if e["category"] == "common" else "专业科目",
                        Cell(e["course"].split("：")[-1], align="l"),
                        str(e["hours"]),
                        "合格",
                    ],
                )
            )
        rows.append(
            (62, [Cell("年度合计", 2), str(sum(e["hours"] for e in entries if e["year"] == year)), ""])
        )
        s.grid(60, y + 50, [170, 420, 110, 110], rows, 25)
        y += 90 + sum(h for h, _ in rows)
    s.text(60, y + 30, "学员签字", 27)
    sign_page(s, c, o, 210, y + 46, 44)
    s.text(540, y + 30, f"填写日期 {max(e['year'] for e in entries)}.12.{rng.randrange(10, 28)}", 24)
    note_hours(s, entries)
    return s


@layout("ce_verification_page", "years")
def _verification(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(PAGE, rng, (248, 250, 244), dpi=160)
    s.centre(60, "继续教育验证登记", 40, "songb", gap=8)
    years = o.get("years", [c.year - 3, c.year - 2, c.year - 1])
    rows: list[tuple[float, list[Any]]] = [(60, ["年度", "验证情况", "验证机关（盖章）"])]
    rows += [
        (
            240,
            [
                str(year),
                Cell(
                    (
                        f"经审验，{year}年度公需科目{o.get('common', 30)}学时，"
                        f"专业科目{o.get('specialist', 60)}"
                        "学时，验证合格。"
                    ),
                    align="l",
                ),
                "",
            ],
        )
        for year in years
    ]
    boxes = s.grid(60, 140, [110, 350, 350], rows, 25)
    for i, row in enumerate(boxes[1:]):
        x0, y0, x1, y1 = row[2]
        if o.get("seal", True) and i not in o.get("unsealed", ()):
            stamp = Stamp(o.get("verifier", c.bureau), centre="继续教育验证章", size=32)
            s.stamp(stamp, (x0 + x1) / 2 + rng.uniform(-20, 20), (y0 + y1) / 2 + rng.uniform(-8, 8))
    y = 150 + sum(h for h, _ in rows)
    s.text(70, y + 40, "持证人（签名）：", 27)
    sign_page(s, c, o, 310, y + 55, 44)
    return s


@layout("ce_verification_page", "single")
def _verification_lines(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(PAGE, rng, (252, 250, 246), dpi=160)
    s.text(s.w / 2, 70, "验 证 登 记", 44, "hei", anchor="m")
    years = o.get("years", [c.year - 2, c.year - 1])
    for i, year in enumerate(years):
        top = 180 + i * 300
        s.rect((70, top, 860, top + 280), width=2)
        s.para(
            90,
            top + 20,
            440,
            (
                f"{year} 年度继续教育经审核验证合格，准予登记。公需科目 {o.get('common', 30)}"
                f" 学时，专业科目 {o.get('specialist', 60)} 学时。"
            ),
            26,
            indent=1,
        )
        s.text(100, top + 230, f"验证日期：{year + 1}年1月{rng.randrange(5, 25)}日", 24)
        if o.get("seal", True) and i not in o.get("unsealed", ()):
            s.stamp(
                Stamp(o.get("verifier", c.bureau), centre="继续教育验证章", size=34),
                690 + rng.uniform(-25, 25),
                top + 140,
            )
    s.text(90, 1160, "本人签名", 27)
    sign_page(s, c, o, 230, 1175, 44)
    return s
