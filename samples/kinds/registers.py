"""Excerpts of public registers: business licences, records of social insurance."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples import ornaments
from samples.case import Case, Options, close_letter, day, layout
from samples.kinds.employment import months_until
from samples.seals import Stamp
from samples.sheet import A4, Cell, Sheet


@layout("business_licence", "landscape")
def _licence(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1600, 1130), rng, dpi=130)
    ornaments.tint(s, (250, 248, 236))
    ornaments.frame(s, 40, (180, 140, 60), "wave")
    ornaments.emblem(s, 800, 150, 72)
    s.centre(240, "营 业 执 照", 92, "songb", gap=14)
    s.text(800, 370, "（副  本）", 36, anchor="m")
    code = o.get("credit_code", c.employer.code)
    s.text(100, 120, "统一社会信用代码", 28, "hei")
    s.text(100, 162, code, 32, "hei")
    ornaments.code_square(s, 1330, 100, 150, f"https://gsxt.example/{code}")
    left = (
        ("名    称", o.get("employer", c.employer.name)),
        ("类    型", "有限责任公司（自然人投资或控股）"),
        ("法定代表人", c.head),
        (
            "经营范围",
            f"{c.specialty}；工程勘察设计；技术咨询服务；机电设备安装。（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
        ),
    )
    for i, (label, value) in enumerate(left):
        s.text(100, 450 + i * 78, label, 27, "hei")
        for j, line in enumerate(s.wrap(value, 520, 27, "song")):
            s.text(280, 450 + i * 78 + j * 42, line, 27)
    right = (
        ("注册资本", f"{rng.choice(('伍佰', '壹仟', '贰仟'))}万元整"),
        ("成立日期", day(dt.date(2008, 4, 16))),
        ("营业期限", "长期"),
        ("住    所", f"{c.employer.place}望山路{rng.randrange(10, 400)}号"),
    )
    for i, (label, value) in enumerate(right):
        s.text(880, 450 + i * 78, label, 27, "hei")
        for j, line in enumerate(s.wrap(value, 440, 27, "song")):
            s.text(1050, 450 + i * 78 + j * 42, line, 27)
    s.text(960, 900, "登记机关", 30, "hei")
    if o.get("stamp", True):
        s.stamp(Stamp(f"{c.city}市场监督管理局"), 1240, 900)
    s.text(1240, 990, day(dt.date(c.year - 2, 3, 22)), 28, anchor="m")
    s.fields.update(credit_code=code, employer=c.employer.name)
    return s


@layout("business_licence", "portrait")
def _licence_portrait(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1130, 1560), rng, dpi=130)
    ornaments.tint(s, (252, 248, 238))
    ornaments.frame(s, 40, (186, 150, 80), "double")
    ornaments.emblem(s, 565, 180, 76)
    s.centre(300, "营 业 执 照", 84, "songb")
    code = o.get("credit_code", c.employer.code)
    s.centre(430, f"统一社会信用代码  {code}", 30, "hei")
    rows = (
        ("名    称", c.employer.name),
        ("类    型", "有限责任公司"),
        ("住    所", f"{c.employer.place}望山路{rng.randrange(10, 400)}号"),
        ("法定代表人", c.head),
        ("注册资本", "壹仟万元整"),
        ("成立日期", day(dt.date(2008, 4, 16))),
        ("营业期限", "2008年4月16日至长期"),
        ("经营范围", f"{c.specialty}；工程设计；技术服务。"),
    )
    for i, (label, value) in enumerate(rows):
        s.text(120, 540 + i * 76, label, 29, "hei")
        s.text(330, 540 + i * 76, value, 29)
    s.text(600, 1260, "登记机关", 30)
    if o.get("stamp", True):
        s.stamp(Stamp(f"{c.city}市场监督管理局"), 850, 1290)
    s.text(850, 1370, day(dt.date(c.year - 2, 3, 22)), 28, anchor="m")
    s.fields.update(credit_code=code, employer=c.employer.name)
    return s


@layout("social_insurance_record", "monthly")
def _insurance(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng, (255, 255, 255))
    s.centre(90, "社会保险个人参保缴费证明", 44, "heib")
    name, employer = o.get("name", c.person.name), o.get("employer", c.employer.name)
    s.grid(
        90,
        190,
        [170, 340, 170, 380],
        [
            (56, ["姓名", name, "身份证号码", c.person.number]),
            (56, ["参保地", o.get("place", c.employer.place), "参保状态", "正常参保"]),
            (56, ["现参保单位", Cell(employer, 3)]),
        ],
        24,
        "hei",
        1,
    )
    rows: list[tuple[float, list[Any]]] = [
        (50, ["缴费年月", "险种", "缴费基数", "单位缴费", "个人缴费", "缴费单位"])
    ]
    base = rng.randrange(5200, 9800)
    for m in months_until(dt.date(c.year, 7, 1), o.get("months", 12)):
        rows.append(
            (
                46,
                [
                    m,
                    "企业职工养老",
                    str(base),
                    f"{base * 0.16:.2f}",
                    f"{base * 0.08:.2f}",
                    Cell(employer, size=18),
                ],
            )
        )
    s.grid(90, 400, [140, 170, 130, 140, 140, 340], rows, 22, "hei", 1)
    y = 430 + sum(h for h, _ in rows)
    s.text(
        90,
        y,
        f"打印时间：{c.year}-08-{rng.randrange(10, 25)}    验证码：{rng.randrange(10**9, 10**10)}",
        22,
        "hei",
    )
    s.text(90, y + 40, "本证明加盖电子印章有效，可登录经办机构网站验证真伪。", 22, "hei")
    if o.get("seal", True):
        s.stamp(Stamp(o.get("office", f"{c.city}社会保险事业管理中心"), centre="业务专用章"), 930, y + 60, 0)
    ornaments.code_square(s, 100, y + 100, 140, f"https://si.example/{rng.randrange(10**9)}")
    s.fields.update(name=name, id_number=c.person.number, employer=employer)
    return s


@layout("social_insurance_record", "history")
def _insurance_history(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng, (255, 255, 255))
    name, employer = o.get("name", c.person.name), o.get("employer", c.employer.name)
    s.centre(110, f"{o.get('place', c.city)[:12]}基本养老保险历年参保证明（个人专用）", 38, "songb")
    s.text(100, 220, f"姓名：{name}", 26)
    s.text(520, 220, f"社会保障号码：{c.person.number}", 26)
    rows: list[tuple[float, list[Any]]] = [(54, ["起始年月", "截止年月", "缴费月数", "参保单位", "参保险种"])]
    for year in range(c.year - 4, c.year + 1):
        rows.append(
            (
                54,
                [
                    f"{year}01",
                    f"{year}{'07' if year == c.year else '12'}",
                    "7" if year == c.year else "12",
                    employer,
                    "养老 失业 工伤",
                ],
            )
        )
    s.grid(90, 280, [160, 160, 130, 400, 210], rows, 23, line=1)
    close_letter(
        s,
        900,
        o.get("office", f"{c.city}社会保险事业管理中心"),
        day(dt.date(c.year, 8, 16)),
        Stamp(o.get("office", f"{c.city}社会保险事业管理中心"), centre="参保证明专用章")
        if o.get("seal", True)
        else None,
        size=26,
    )
    s.fields.update(name=name, id_number=c.person.number, employer=employer)
    return s
