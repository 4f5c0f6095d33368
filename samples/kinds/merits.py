"""Achievements: awards, patents, proofs of projects, standards, appraisals."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples import ornaments
from samples.case import Case, Options, close_letter, day, han_day, layout
from samples.seals import Stamp
from samples.sheet import A4, Cell, Sheet

GOLD = (176, 136, 50)


def owner_of(c: Case, o: Options) -> str:
    """Whom the project was made for."""
    return str(o.get("owner", f"{c.city}重点工程建设管理处"))


def grantor_of(c: Case, o: Options) -> str:
    """Who gave the award."""
    return str(o.get("grantor", f"{c.city}科学技术协会"))


def _award(c: Case, o: Options) -> tuple[str, str, str, dt.date]:
    """Winner, grantor, level, date."""
    return (
        o.get("name", c.person.name),
        grantor_of(c, o),
        o.get("award", "二等奖"),
        o.get("date", dt.date(c.year - 2, 11, 18)),
    )


@layout("award_certificate", "honour")
def _honour(c: Case, o: Options, rng: random.Random) -> Sheet:
    name, grantor, level, date = _award(c, o)
    s = Sheet((1480, 1040), rng, (253, 248, 236), dpi=120)
    ornaments.tint(s, (253, 247, 232))
    ornaments.frame(s, 44, GOLD, rng.choice(("double", "wave", "corner")))
    if rng.random() < 0.6:
        ornaments.ribbon(s, 250, 730, 62)
    s.centre(110, "荣 誉 证 书", 110, "kai", fill=(190, 24, 30), gap=10)
    s.text(200, 330, f"{name} 同志：", 42, "kai")
    s.para(
        200,
        420,
        1080,
        (
            f"您参与完成的《{o.get('project', c.project)}》荣获{date.year}年度"
            f"{o.get('prize', '省级工程勘察设计优秀成果')}"
            f"{level}，您排名第{o.get('rank', '二')}。特发此证，以资鼓励。"
        ),
        42,
        "kai",
        leading=1.8,
    )
    close_letter(s, 770, grantor, han_day(date), Stamp(grantor) if o.get("seal", True) else None, size=34)
    s.fields.update(name=name, grantor=grantor, award_level=level, issue_date=date.isoformat())
    return s


@layout("award_certificate", "science")
def _science(c: Case, o: Options, rng: random.Random) -> Sheet:
    name, grantor, level, date = _award(c, o)
    s = Sheet((1040, 1440), rng, (252, 250, 246), dpi=125)
    ornaments.frame(s, 50, (160, 30, 36), "double")
    ornaments.emblem(s, 520, 200, 80)
    s.centre(320, o.get("prize", "省科学技术进步奖"), 56, "songb", fill=(160, 24, 30))
    s.centre(420, "证    书", 70, "songb")
    s.para(
        150,
        560,
        740,
        "为表彰在推动科学技术进步、促进经济社会发展中做出突出贡献的集体和个人，特颁发此证书。",
        32,
        "kai",
    )
    for i, (label, value) in enumerate(
        (
            ("项目名称", o.get("project", c.project)),
            ("奖励等级", level),
            ("获 奖 者", f"{name}（第{o.get('rank', '二')}完成人）"),
            ("证 书 号", f"{date.year}-J-99-{rng.randrange(10, 99)}-R0{rng.randrange(1, 6)}"),
        )
    ):
        s.text(150, 780 + i * 76, f"{label}：", 32, "songb")
        for j, line in enumerate(s.wrap(value, 540, 31, "kai")):
            s.text(330, 780 + i * 76 + j * 38, line, 31, "kai")
    close_letter(
        s, 1150, grantor, day(date), Stamp(grantor) if o.get("seal", True) else None, size=30, x=0.66
    )
    s.fields.update(name=name, grantor=grantor, award_level=level, issue_date=date.isoformat())
    return s


@layout("award_certificate", "decision")
def _decision(c: Case, o: Options, rng: random.Random) -> Sheet:
    name, grantor, level, date = _award(c, o)
    s = Sheet((1300, 920), rng, dpi=120)
    s.draw.rectangle((0, 0, s.w, s.h), fill=(176, 28, 34))
    s.draw.rectangle((50, 50, s.w - 50, s.h - 50), fill=(255, 250, 238))
    s.centre(100, "获奖证书", 88, "songb", fill=(176, 28, 34), gap=20)
    s.para(150, 290, 1000, f"授予：{name}", 38, "kai", indent=0)
    s.para(
        150,
        380,
        1000,
        f"在{date.year}年{c.city}工程技术创新大赛中获得{level}，参赛项目：{c.project}。",
        38,
        "kai",
    )
    close_letter(s, 650, grantor, day(date), Stamp(grantor) if o.get("seal", True) else None, size=30)
    s.text(150, 780, f"编号：{date.year}{rng.randrange(100, 999)}", 26)
    s.fields.update(name=name, grantor=grantor, award_level=level, issue_date=date.isoformat())
    return s


def _patent_number(rng: random.Random, year: int, kind: str) -> str:
    body = f"{year}{kind}{rng.randrange(10**6, 10**7)}"
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    rest = sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11
    return f"ZL {body[:4]} {body[4]} {body[5:]}.{'0123456789X'[rest]}"


def _patent(c: Case, o: Options, rng: random.Random, name: str, w: int, h: int) -> Sheet:
    invention = o.get("invention", False)
    date = o.get("date", dt.date(c.year - 1, 3, 15))
    s = Sheet((w, h), rng, (254, 252, 246), dpi=130)
    ornaments.tint(s, (252, 250, 240))
    ornaments.frame(s, 46, (60, 90, 140) if not invention else GOLD, name)
    s.text(110, 120, f"证书号第{rng.randrange(3000000, 9000000)}号", 26)
    ornaments.emblem(s, w / 2, 190, 62)
    s.centre(290, "发明专利证书" if invention else "实用新型专利证书", 66, "songb", gap=10)
    number = _patent_number(rng, date.year - 1, "1" if invention else "2")
    inventors = o.get("inventors", [c.colleagues[0].name, c.person.name, c.colleagues[1].name])
    rows = (
        ("发明名称" if invention else "实用新型名称", o.get("patent", c.patent)),
        ("发 明 人", ";".join(inventors)),
        ("专 利 号", number),
        ("专利申请日", day(date - dt.timedelta(days=300))),
        ("专利权人", o.get("owner", c.employer.name)),
        ("授权公告日", day(date)),
        ("授权公告号", f"CN {rng.randrange(10**8, 2 * 10**8)} {'B' if invention else 'U'}"),
    )
    for i, (label, value) in enumerate(rows):
        s.text(120, 430 + i * 66, f"{label}：{value}", 29)
    y = s.para(
        120,
        930,
        w - 240,
        (
            f"国家知识产权局依照中华人民共和国专利法经过{'审查' if invention else '初步审查'}"
            f"，决定授予专利权，颁发{'发明' if invention else '实用新型'}专利证书并在专"
            f"利登记簿上予以登记。专利权自授权公告之日起生效。专利权期限为{'二十' if invention else '十'}"
            "年，自申请日起算。"
        ),
        25,
    )
    s.text(140, h - 280, "局长", 30)
    s.text(140, h - 220, c.head, 30, "kai")
    if o.get("stamp", True):
        s.stamp(Stamp("国家知识产权管理局（样）", size=42), w * 0.72, h - 270)
    s.text(w * 0.72, h - 170, day(date), 28, anchor="m")
    s.text(w / 2, h - 100, "第 1 页（共 2 页）", 22, anchor="m")
    assert y
    s.fields.update(patent_number=number, issue_date=date.isoformat())
    return s


@layout("patent_certificate", "a4")
def _patent_a4(c: Case, o: Options, rng: random.Random) -> Sheet:
    return _patent(c, o, rng, "double", 1100, 1540)


@layout("patent_certificate", "ornate")
def _patent_ornate(c: Case, o: Options, rng: random.Random) -> Sheet:
    return _patent(c, o, rng, "corner", 1100, 1560)


@layout("project_proof", "acceptance")
def _acceptance(c: Case, o: Options, rng: random.Random) -> Sheet:
    owner = owner_of(c, o)
    s = Sheet(A4, rng)
    s.centre(120, "工程竣工验收鉴定书" if rng.random() < 0.5 else "项目验收意见书", 48, "songb")
    date = o.get("date", dt.date(c.year - 2, 6, 20))
    rows: list[tuple[float, list[Any]]] = [
        (76, ["项目名称", Cell(c.project, 3)]),
        (76, ["建设单位", Cell(owner, 3)]),
        (76, ["承担单位", Cell(c.employer.name, 3)]),
        (76, ["项目负责人", c.colleagues[0].name, "专业负责人", c.person.name]),
        (
            360,
            [
                "验收意见",
                Cell(
                    f"{day(date)}，{owner}组织有关专家对本项目进行了验收。专家组听取了汇报，审阅了资料，认为设计方案合理，质量符合规范要求，同意通过验收。",
                    3,
                    align="t",
                ),
            ],
        ),
        (330, ["建设单位意见", Cell("同意验收。", 3, align="t")]),
    ]
    boxes = s.grid(120, 250, [200, 300, 200, 300], rows, 27)
    end = boxes[4][1][3]
    s.text(500, end - 60, "专家组组长：", 25)
    s.sign(c.colleagues[4].name, 660, end - 48, 40)
    if o.get("seal", True):
        s.stamp(Stamp(owner), 880, boxes[5][1][3] - 130)
    s.text(880, boxes[5][1][3] - 60, day(date + dt.timedelta(days=3)), 25, anchor="m")
    s.fields.update(issue_date=date.isoformat())
    return s


@layout("project_proof", "contract_page")
def _project_contract(c: Case, o: Options, rng: random.Random) -> Sheet:
    owner = owner_of(c, o)
    s = Sheet(A4, rng)
    s.centre(220, "建设工程设计合同", 58, "songb", gap=8)
    date = o.get("date", dt.date(c.year - 3, 3, 8))
    for i, (label, value) in enumerate(
        (
            ("工程名称", c.project),
            ("工程地点", c.city),
            ("发 包 人", owner),
            ("设 计 人", c.employer.name),
            ("签订日期", day(date)),
        )
    ):
        s.text(420, 480 + i * 100, f"{label}：", 32, anchor="r")
        s.text(440, 478 + i * 100, value, 32 if len(value) < 20 else 27, "kai")
        s.line(435, 522 + i * 100, 1090, 522 + i * 100, width=1)
    if o.get("seal", True):
        s.stamp(Stamp(owner, centre="合同专用章"), 380, 1240)
        s.stamp(Stamp(c.employer.name, centre="合同专用章"), 860, 1250)
    s.fields.update(issue_date=date.isoformat())
    return s


@layout("project_proof", "user_letter")
def _user_letter(c: Case, o: Options, rng: random.Random) -> Sheet:
    owner = owner_of(c, o)
    s = Sheet(A4, rng)
    date = o.get("date", dt.date(c.year - 1, 5, 6))
    s.centre(180, "项 目 业 绩 证 明", 50, "hei")
    s.para(
        140,
        330,
        960,
        f"兹证明“{c.project}”由{c.employer.name}承担，于{month_range(date)}实施完成，{c.person.name}同志担任该项目专业负责人，全程参与方案比选、施工图设计和现场服务，项目运行良好。特此证明。",
        30,
        leading=1.9,
    )
    close_letter(s, 820, owner, day(date), Stamp(owner) if o.get("seal", True) else None)
    s.fields.update(issue_date=date.isoformat())
    return s


def month_range(end: dt.date) -> str:
    """A span of about a year and a half up to a date, in words."""
    return f"{end.year - 2}年10月至{end.year}年{end.month}月"
