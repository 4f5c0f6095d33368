"""Continuing education: the booklet's pages, completion certificates, the sheet that checks the total hours."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples import ornaments
from samples.case import Case, Options, close_letter, day, layout, month, sex
from samples.seals import Stamp
from samples.sheet import A4, Cell, Sheet

PAGE = (930, 1310)  # a booklet's page, A5 at about 160 dpi
GREEN = (20, 96, 70)


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


def _sign(s: Sheet, c: Case, o: Options, x: float, y: float, size: float = 40) -> None:
    if o.get("sign", True):
        s.sign(o.get("signer", c.person.name), x, y, size)


def _hours(s: Sheet, entries: list[dict[str, Any]]) -> None:
    s.fields["hours"] = [{k: e[k] for k in ("hours", "year", "category")} for e in entries]


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
    _sign(s, c, o, 320, 1085, 46)
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
    _sign(s, c, o, 240, 975, 44)
    s.text(90, 1060, "发证机关（盖章）", 28)
    if o.get("seal", True):
        s.stamp(Stamp(c.bureau, centre="继续教育专用章", size=36), 600, 1080)
    s.text(600, 1180, day(c.title_date + dt.timedelta(days=90)), 26)
    s.fields.update(name=name, employer=c.employer.name)
    return s


def _entries(c: Case, o: Options) -> list[dict[str, Any]]:
    found = o.get("entries")
    return found if found is not None else default_entries(c, o.get("years", [c.year - 2, c.year - 1]))


@layout("ce_registration_page", "columns")
def _registration(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(PAGE, rng, (248, 250, 244), dpi=160)
    s.centre(60, "继续教育登记", 40, "songb", gap=8)
    entries = _entries(c, o)
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
                    Cell(f"{c.city}专业技术人员继续教育基地", size=20),
                ],
            )
        )
    rows += [(80, ["", "", "", "", ""])] * max(0, 7 - len(entries))
    s.grid(50, 140, [170, 280, 90, 110, 180], rows, 24)
    y = 150 + sum(h for h, _ in rows)
    s.text(70, y + 40, "本人签名：", 27)
    _sign(s, c, o, 220, y + 55, 42)
    if o.get("registrar", rng.random() < 0.4):  # the clerk's name in the clerk's hand is not the applicant's
        s.text(520, y + 40, "登记人：", 27)
        s.sign(c.colleagues[2].name, 640, y + 55, 30)
    _hours(s, entries)
    return s


@layout("ce_registration_page", "by_year")
def _registration_year(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(PAGE, rng, (252, 250, 246), dpi=160)
    entries = _entries(c, o)
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
    _sign(s, c, o, 210, y + 46, 44)
    s.text(540, y + 30, f"填写日期 {max(e['year'] for e in entries)}.12.{rng.randrange(10, 28)}", 24)
    _hours(s, entries)
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
                    f"经审验，{year}年度公需科目{o.get('common', 30)}学时，专业科目{o.get('specialist', 60)}学时，验证合格。",
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
    _sign(s, c, o, 310, y + 55, 44)
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
            f"{year} 年度继续教育经审核验证合格，准予登记。公需科目 {o.get('common', 30)} 学时，专业科目 {o.get('specialist', 60)} 学时。",
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
    _sign(s, c, o, 230, 1175, 44)
    return s


def _training_body(c: Case) -> str:
    return f"{c.city}专业技术人员继续教育基地"


@layout("ce_completion_certificate", "landscape")
def _completion(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1300, 910), rng, (253, 251, 244), dpi=120)
    ornaments.frame(s, 36, (40, 110, 160), rng.choice(("double", "wave", "corner")))
    entries = _entries(c, {**o, "years": o.get("years", [c.year - 1])})
    name, year = o.get("name", c.person.name), entries[0]["year"]
    s.centre(110, "结 业 证 书", 72, "songb", fill=(30, 80, 130))
    s.text(1200, 220, f"编号：JX{year}{rng.randrange(10**5, 10**6)}", 24, "song", anchor="r")
    parts = "；".join(f"{e['course'].replace('：', '《')}》{e['hours']}学时" for e in entries)
    s.para(
        130,
        300,
        1040,
        f"{name}（身份证号：{c.person.number}）于{year}年{rng.randrange(3, 6)}月至{year}年{rng.randrange(9, 12)}月参加{year}年度专业技术人员继续教育培训，完成{parts}的学习，考核合格，准予结业。",
        32,
        "kai",
        leading=1.85,
    )
    close_letter(
        s,
        640,
        _training_body(c),
        f"{year}年11月{rng.randrange(12, 28)}日",
        Stamp(_training_body(c), centre="培训专用章", size=38) if o.get("seal", True) else None,
        size=28,
    )
    s.text(130, 740, "学员签名：", 26)
    _sign(s, c, o, 270, 755, 42)
    s.fields.update(name=name)
    _hours(s, entries)
    return s


@layout("ce_completion_certificate", "hours_proof")
def _hours_proof(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    entries = _entries(c, {**o, "years": o.get("years", [c.year - 1])})
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
        Stamp(_training_body(c), centre="学时专用章") if o.get("seal", True) else None,
        size=26,
    )
    s.text(120, y + 200, "本人签名：", 26)
    _sign(s, c, o, 270, y + 215, 46)
    ornaments.code_square(s, 120, y + 330, 150, f"https://jxjy.example/{year}")
    s.fields.update(name=name, id_number=c.person.number, employer=c.employer.name)
    _hours(s, entries)
    return s


@layout("ce_completion_certificate", "portrait")
def _completion_portrait(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1000, 1400), rng, (252, 252, 250), dpi=130)
    ornaments.frame(s, 44, (150, 40, 44), "double")
    entries = _entries(c, {**o, "years": o.get("years", [c.year - 1])})
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
        _training_body(c),
        f"{year}年{rng.randrange(8, 12)}月{rng.randrange(2, 28)}日",
        Stamp(_training_body(c), centre="培训专用章", size=38) if o.get("seal", True) else None,
        size=26,
        x=0.66,
    )
    s.text(120, 1230, "学员（签字）：", 26)
    _sign(s, c, o, 310, 1246, 44)
    s.fields.update(name=name)
    _hours(s, entries)
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
