"""Certificates of language and computer examinations."""

from __future__ import annotations

import random

from samples import ornaments
from samples.case import Case, Options, close_letter, day, layout, month
from samples.seals import Stamp
from samples.sheet import Sheet


@layout("language_or_computer_certificate", "computer")
def _computer(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1240, 880), rng, (248, 252, 248), dpi=130)
    ornaments.frame(s, 36, (50, 120, 90), "double")
    s.centre(90, "全国专业技术人员计算机应用能力考试", 38, "song")
    s.centre(155, "合 格 证 书", 60, "songb")
    s.paste(ornaments.portrait(170, c.person.number, "blue"), 120, 280)
    rows = (
        ("姓    名", c.person.name),
        ("证件号码", c.person.number),
        (
            "科目名称",
            rng.choice(("中文 Windows XP 操作系统", "Word 2007 中文字处理", "AutoCAD 2004 制图软件")),
        ),
        ("合格日期", month(c.title_date)),
        ("管 理 号", f"99{rng.randrange(10**10, 10**11)}"),
    )
    for i, (label, value) in enumerate(rows):
        s.text(350, 290 + i * 74, f"{label}：{value}", 32, "song")
    close_letter(
        s,
        660,
        f"{c.city}人事考试中心",
        day(c.title_date),
        Stamp(f"{c.city}人事考试中心", centre="证书专用章"),
        x=0.76,
        size=24,
    )
    s.fields.update(name=c.person.name, id_number=c.person.number)
    return s


@layout("language_or_computer_certificate", "language")
def _language(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1040, 1440), rng, dpi=130)
    s.centre(150, "全国专业技术人员职称外语等级统一考试", 40, "song")
    s.centre(240, "成 绩 通 知 书", 56, "songb")
    s.grid(
        130,
        420,
        [260, 520],
        [
            (90, ["姓 名", c.person.name]),
            (90, ["准考证号", f"99{rng.randrange(10**8, 10**9)}"]),
            (90, ["语种级别", "英语（理工类）B级"]),
            (90, ["成绩", str(rng.randrange(60, 92))]),
            (90, ["合格情况", "合格"]),
        ],
        32,
    )
    close_letter(s, 1050, f"{c.city}人事考试中心", day(c.title_date), Stamp(f"{c.city}人事考试中心"))
    s.fields.update(name=c.person.name)
    return s
