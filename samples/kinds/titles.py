"""Title certificates, skill and professional certificates, letters and notices of appointment."""

from __future__ import annotations

import datetime as dt
import random

from samples import ornaments
from samples.case import Case, Options, close_letter, day, han_day, layout, month, sex
from samples.seals import Stamp
from samples.sheet import A4, Sheet


def _holder(c: Case, o: Options) -> tuple[str, str, str, dt.date, str]:
    """Name, number, title, date and level on the certificate."""
    p = o.get("person", c.person)
    number = f"{c.title_date.year}99{random.Random(p.number).randrange(10**5, 10**6)}"
    return (
        o.get("name", p.name),
        o.get("certificate_number", number),
        o.get("title", c.title),
        o.get("date", c.title_date),
        o.get("level", c.title_level),
    )


def _title_stamp(c: Case) -> Stamp:
    return Stamp(c.bureau, centre="职称专用章")


@layout("title_certificate", "booklet")
def _booklet(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1360, 960), rng, (140, 30, 40), dpi=140)
    s.draw.rectangle((18, 18, s.w - 18, s.h - 18), fill=(250, 246, 236))
    s.line(s.w / 2, 18, s.w / 2, s.h - 18, fill=(216, 208, 196), width=3)
    name, number, title, date, level = _holder(c, o)
    p = o.get("person", c.person)
    s.paste(ornaments.portrait(200, p.number, rng.choice(("blue", "white"))), 240, 110)
    s.text(340, 470, "持证人签名：", 26, "song", anchor="m")
    s.text(110, 600, f"编    号：{number}", 28, "song")
    s.text(110, 670, f"身份证号：{o.get('id_number', p.number)}", 26, "song")
    s.text(110, 740, f"工作单位：{o.get('employer', c.employer.name)}"[:24], 26, "song")
    rows = (
        ("姓    名", name),
        ("性    别", sex(p)),
        ("出生年月", month(p.birth)),
        ("专业名称", c.specialty),
        ("资格名称", title),
        ("级    别", level),
        ("授予时间", day(date)),
    )
    for i, (label, value) in enumerate(rows):
        s.text(740, 90 + i * 78, f"{label}", 28, "song")
        s.text(890, 86 + i * 78, value, 31, "kai")
        s.line(880, 128 + i * 78, 1290, 128 + i * 78, width=1, fill=(150, 140, 130))
    s.text(740, 690, f"评审组织：{c.city}工程技术职务评审委员会", 25, "song")
    s.text(740, 760, "发证机关：", 28, "song")
    s.text(880, 830, han_day(date + dt.timedelta(days=40)), 28, "song")
    if o.get("stamp", True):
        s.stamp(_title_stamp(c), 1110, 800)
    s.fields.update(
        name=name, certificate_number=number, level=level, specialty=c.specialty, issue_date=date.isoformat()
    )
    return s


@layout("title_certificate", "e_certificate")
def _electronic(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng, (255, 255, 255))
    ornaments.tint(s, (250, 246, 236))
    ornaments.frame(s, 60, (176, 140, 70), rng.choice(("double", "corner")))
    name, number, title, date, level = _holder(c, o)
    p = o.get("person", c.person)
    s.centre(190, "专业技术资格证书", 74, "songb", fill=(140, 30, 34), gap=8)
    s.paste(ornaments.portrait(220, p.number, rng.choice(("blue", "white"))), 510, 340)
    rows = (
        ("姓名", name),
        ("性别", sex(p)),
        ("身份证号", o.get("id_number", p.number)),
        ("系列名称", "工程技术人员"),
        ("专业名称", c.specialty),
        ("资格名称", title),
        ("资格级别", level),
        ("取得时间", day(date)),
        ("评审组织", f"{c.city}工程系列{level}专业技术资格评审委员会"),
        ("证书编号", number),
    )
    for i, (label, value) in enumerate(rows):
        s.text(420, 720 + i * 66, f"{label}：", 29, "hei", anchor="r", fill=(90, 80, 70))
        s.text(440, 718 + i * 66, value, 30, "kai")
    if o.get("stamp", True):
        s.stamp(_title_stamp(c), 880, 1490, 0)
    s.text(880, 1480, c.bureau, 28, "song", anchor="m")
    ornaments.code_square(s, 170, 1430, 170, f"https://zc.example/{number}")
    s.text(255, 1610, "扫码验证", 22, "hei", anchor="m")
    s.fields.update(
        name=name, certificate_number=number, level=level, specialty=c.specialty, issue_date=date.isoformat()
    )
    return s


@layout("title_certificate", "card")
def _card(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1300, 900), rng, (244, 250, 246), dpi=140)
    ornaments.tint(s, (240, 248, 242))
    ornaments.frame(s, 30, (30, 110, 80), "double")
    name, number, title, date, level = _holder(c, o)
    p = o.get("person", c.person)
    s.centre(80, f"{c.city}专业技术职务任职资格证书", 46, "songb")
    s.paste(ornaments.portrait(190, p.number, "red" if rng.random() < 0.3 else "blue"), 110, 230)
    body = (
        f"{name}同志，{sex(p)}，{day(p.birth)}出生，经{c.city}工程技术{level}职务评"
        f"审委员会评审通过，于{day(date)}具备{c.specialty}专业{title}任职资格。特发"
        "此证。"
    )
    s.para(370, 230, 820, body, 35, "kai", leading=1.9)
    s.text(110, 620, f"证书号：{number}", 28, "song")
    s.text(110, 680, f"批准文号：澄人社职〔{date.year}〕{date.month * 3 + 11}号", 28, "song")
    close_letter(
        s, 650, c.bureau, day(date + dt.timedelta(days=35)), _title_stamp(c) if o.get("stamp", True) else None
    )
    s.fields.update(
        name=name, certificate_number=number, level=level, specialty=c.specialty, issue_date=date.isoformat()
    )
    return s


@layout("title_certificate", "inner_record")
def _inner(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1360, 960), rng, (250, 246, 238), dpi=140)
    name, number, title, date, _level = _holder(c, o)
    s.line(s.w / 2, 10, s.w / 2, s.h - 10, fill=(216, 208, 196), width=3)
    s.text(340, 90, "专业技术资格证书说明", 32, "songb", anchor="m")
    y = 180.0
    for i, rule in enumerate(
        (
            "本证书由人力资源社会保障部门统一印制，表明持证人具有相应的专业技术水平和任职资格。",
            "持证人应妥善保管本证书，不得涂改、转让，遗失须登报声明后申请补发。",
            "任职资格的取得以批准文件为准。",
        )
    ):
        y = s.para(90, y, 500, f"{i + 1}．{rule}", 27, "song", indent=0) + 16
    s.text(1020, 90, "资格变动记载", 32, "songb", anchor="m")
    s.grid(
        720,
        170,
        [150, 200, 240],
        [
            (70, ["时间", "资格名称", "批准机关"]),
            (110, [f"{date.year}.{date.month}", title, c.bureau]),
            (110, ["", "", ""]),
            (110, ["", "", ""]),
            (110, ["", "", ""]),
        ],
        25,
    )
    s.text(720, 730, f"持证人：{name}    证书编号：{number}", 25)
    if o.get("stamp", True):
        s.stamp(_title_stamp(c), 1180, 330)
    s.fields.update(name=name, certificate_number=number)
    return s


@layout("vocational_certificate", "skill")
def _skill(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1480, 1040), rng, dpi=130)
    ornaments.tint(s, (240, 246, 252))
    ornaments.frame(s, 40, (50, 90, 150), "double")
    s.centre(110, "职业技能等级证书", 72, "songb", gap=10)
    s.centre(205, "Certificate of Occupational Skill Level", 30, "hei")
    s.paste(ornaments.portrait(200, c.person.number, "white"), 150, 320)
    name, level = o.get("name", c.person.name), o.get("level", "一级/高级技师")
    date = o.get("date", dt.date(c.year - 6, 5, 20))
    rows = (
        ("姓  名 Name", name),
        ("证件号码 ID No.", c.person.number),
        ("职业名称 Occupation", o.get("trade", "水工监测工")),
        ("技能等级 Skill Level", level),
        ("证书编号 Certificate No.", f"S9999{date.year}{rng.randrange(10**6, 10**7)}"),
        ("发证日期 Issue Date", day(date)),
    )
    for i, (label, value) in enumerate(rows):
        s.text(420, 320 + i * 72, f"{label}：", 28, "song")
        s.text(800, 318 + i * 72, value, 30, "kai")
    close_letter(
        s,
        800,
        f"{c.city}职业技能鉴定指导中心",
        day(date),
        Stamp(f"{c.city}职业技能鉴定指导中心", centre="证书专用章"),
    )
    s.fields.update(name=name, id_number=c.person.number, level=level, issue_date=date.isoformat())
    return s


@layout("vocational_certificate", "qualification")
def _qualification(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1360, 960), rng, (252, 248, 240), dpi=140)
    s.draw.rectangle((0, 0, s.w, s.h), outline=(130, 24, 34), width=20)
    s.line(s.w / 2, 20, s.w / 2, s.h - 20, fill=(216, 208, 196), width=3)
    s.paste(ornaments.portrait(200, c.person.number, "blue"), 240, 130)
    date = o.get("date", dt.date(c.year - 4, 9, 10))
    s.text(340, 520, f"管理号：99{rng.randrange(10**12, 10**13)}", 26, anchor="m")
    s.text(340, 800, "中华人民共和国职业资格证书", 32, "songb", anchor="m")
    name = o.get("name", c.person.name)
    for i, (label, value) in enumerate(
        (
            ("姓    名", name),
            ("性    别", sex(c.person)),
            ("出生年月", month(c.person.birth)),
            ("专    业", c.specialty),
            ("资格名称", o.get("title", "注册土木工程师")),
            ("批准日期", day(date)),
        )
    ):
        s.text(750, 130 + i * 90, f"{label}：{value}", 32, "song")
    s.text(750, 720, "签发单位盖章", 28)
    s.stamp(Stamp(f"{c.city}人事考试院", centre="资格专用章"), 1100, 780)
    s.text(750, 860, f"签发日期：{day(date + dt.timedelta(days=60))}", 28)
    s.fields.update(name=name, issue_date=date.isoformat())
    return s
