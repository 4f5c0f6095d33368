"""Letters, notices and certificates of appointment."""

from __future__ import annotations

import datetime as dt
import random

from samples import ornaments
from samples.case import Case, Options, close_letter, day, layout, month, sex
from samples.sheet import A4, Cell, Sheet


@layout("appointment_letter", "honour")
def _honour(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1480, 1040), rng, (252, 246, 238), dpi=130)
    ornaments.frame(s, 40, (170, 30, 36), rng.choice(("double", "wave", "corner")))
    s.centre(140, "聘 书", 130, "kai", fill=(176, 28, 34), gap=30)
    start, end = o.get("start", dt.date(c.year - 5, 1, 1)), o.get("end", dt.date(c.year, 12, 31))
    name = o.get("name", c.person.name)
    s.text(200, 360, f"{name} 同志：", 40, "kai")
    s.para(
        200,
        440,
        1080,
        f"兹聘任您担任我单位{c.specialty}专业{o.get('title', c.title)}职务，聘期自{day(start)}至{day(end)}。",
        40,
        "kai",
        leading=1.9,
    )
    s.para(200, 620, 1080, "此聘。", 40, "kai")
    close_letter(
        s, 760, c.employer.name, day(start), c.unit_stamp() if o.get("seal", True) else None, size=34
    )
    s.fields.update(
        name=name, period_start=start.isoformat(), period_end=end.isoformat(), employer=c.employer.name
    )
    return s


@layout("appointment_letter", "red_head")
def _notice(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    head = o.get("issuer", c.employer.name)
    size = min(72, int(960 / len(head + "文件")))
    s.centre(150, head + "文件", size, "songb", fill=(206, 20, 26), gap=4)
    start, end = o.get("start", dt.date(c.year - 5, 1, 1)), o.get("end", dt.date(c.year, 12, 31))
    s.centre(310, f"院人〔{start.year}〕{rng.randrange(2, 40)}号", 28, "fang")
    s.line(140, 370, 1100, 370, fill=(206, 20, 26), width=4)
    s.centre(440, o.get("subject", f"关于聘任{c.colleagues[0].name}等同志专业技术职务的通知"), 38, "songb")
    s.text(140, 560, "各处室、各分院：", 30, "fang")
    names = "、".join([c.colleagues[1].name, o.get("name", c.person.name), c.colleagues[0].name])
    y = s.para(
        140,
        620,
        960,
        o.get(
            "body",
            f"根据岗位设置管理有关规定，经{start.year}年第{rng.randrange(2, 9)}次院务会"
            f"研究并公示无异议，决定聘任{names}同志为{c.title}（{c.specialty}专业），"
            f"聘期自{day(start)}至{day(end)}，试用期满按规定考核。",
        ),
        30,
        "fang",
        leading=1.9,
    )
    s.para(140, y + 10, 960, "特此通知。", 30, "fang")
    close_letter(
        s,
        1120,
        head,
        day(start),
        (o.get("issuer_stamp") or c.unit_stamp()) if o.get("seal", True) else None,
        size=30,
    )
    s.line(140, 1540, 1100, 1540)
    s.text(150, 1556, f"{head}办公室", 24, "fang")
    s.text(1090, 1556, f"{day(start)}印发", 24, "fang", anchor="r")
    s.fields.update(period_start=start.isoformat(), period_end=end.isoformat())
    return s


@layout("appointment_letter", "certificate")
def _appointment_table(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1040, 1440), rng, (253, 252, 248), dpi=130)
    s.centre(130, "专业技术职务聘任证书", 56, "songb")
    start, end = o.get("start", dt.date(c.year - 5, 1, 1)), o.get("end", dt.date(c.year, 12, 31))
    name = o.get("name", c.person.name)
    s.grid(
        120,
        300,
        [200, 200, 180, 220],
        [
            (84, ["姓名", name, "性别", sex(c.person)]),
            (84, ["出生年月", month(c.person.birth), "学历", c.education]),
            (84, ["工作单位", Cell(c.employer.name, 3)]),
            (84, ["聘任职务", Cell(o.get("title", c.title), 3)]),
            (84, ["聘任岗位", Cell(c.post, 3)]),
            (84, ["聘任期限", Cell(f"{day(start)}至{day(end)}", 3)]),
            (240, ["聘任单位意见", Cell("经考核，同意聘任。", 3, align="t")]),
            (120, ["备注", Cell("", 3)]),
        ],
        29,
    )
    close_letter(
        s, 850, c.employer.name, day(start), c.unit_stamp() if o.get("seal", True) else None, size=25
    )
    s.fields.update(name=name, period_start=start.isoformat(), period_end=end.isoformat())
    return s
