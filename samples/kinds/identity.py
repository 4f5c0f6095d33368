"""Identity cards and foreigners' permits."""

from __future__ import annotations

import datetime as dt
import random

from samples import ornaments
from samples.case import Case, Options, layout, sex
from samples.rendered import Rendered
from samples.sheet import A4, Sheet

GREY = (70, 110, 150)


def _front(c: Case, o: Options, rng: random.Random) -> Rendered:
    s = Sheet((1012, 638), rng, (238, 244, 246), dpi=300)
    ornaments.tint(s, (234, 242, 246))
    p = o.get("person", c.person)
    name, number = o.get("name", p.name), o.get("id_number", p.number)
    rows = ((60, "姓名", name, 44), (142, "性别", sex(p), 36))
    for y, label, value, size in rows:
        s.text(64, y + 6, label, 28, "hei", fill=GREY)
        s.text(180, y, value, size, "hei")
    s.text(330, 148, "民族", 28, "hei", fill=GREY)
    s.text(430, 142, "汉", 36, "hei")
    s.text(64, 224, "出生", 28, "hei", fill=GREY)
    for x, value, label, lx in (
        (180, str(p.birth.year), "年", 280),
        (340, str(p.birth.month), "月", 400),
        (452, str(p.birth.day), "日", 512),
    ):
        s.text(x, 218, value, 34, "hei")
        s.text(lx, 224, label, 28, "hei", fill=GREY)
    s.text(64, 304, "住址", 28, "hei", fill=GREY)
    for i, line in enumerate(
        s.wrap(
            f"{c.city}清河区望山路{o.get('house', 18)}号{rng.randrange(1, 30)}栋{rng.randrange(101, 999)}室",
            400,
            34,
            "hei",
        )
    ):
        s.text(180, 298 + i * 50, line, 34, "hei")
    s.text(64, 528, "公民身份号码", 28, "hei", fill=GREY)
    s.text(330, 516, number, 44, "hei", gap=4)
    s.paste(ornaments.portrait(236, c.person.number, "white"), 706, 96)
    s.fields.update(name=name, id_number=number)
    return s.done("id_card", "front")


def _back(c: Case, o: Options, rng: random.Random) -> Rendered:
    s = Sheet((1012, 638), rng, (238, 244, 246), dpi=300)
    ornaments.tint(s, (236, 240, 240))
    ornaments.emblem(s, 160, 150, 92)
    s.text(300, 92, "中华人民共和国", 60, "song")
    s.text(300, 184, "居民身份证", 84, "songb", gap=12)
    start = dt.date(c.year - rng.randrange(2, 9), rng.randrange(1, 13), rng.randrange(1, 28))
    end = o.get("end", start.replace(year=start.year + 20))
    s.text(180, 438, "签发机关", 30, "hei", fill=GREY)
    s.text(360, 434, f"{c.city}公安局清河分局", 36, "hei")
    s.text(180, 530, "有效期限", 30, "hei", fill=GREY)
    s.text(360, 526, f"{start:%Y.%m.%d}-{end:%Y.%m.%d}", 36, "hei")
    return s.done("id_card", "back")


def _both(c: Case, o: Options, rng: random.Random, x: float, tops: tuple[int, int], scale: float) -> Sheet:
    s = Sheet(A4, rng)
    front, back = _front(c, o, rng), _back(c, o, rng)
    s.embed(front, x, tops[0], scale)
    s.embed(back, x, tops[1], scale)
    return s


@layout("id_card", "a4_both_sides")
def _a4(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = _both(c, o, rng, 320, (260, 760), 0.6)
    if o.get("note", rng.random() < 0.5):
        s.text(330, 1200, "仅供职称申报使用，他用无效", 26, "hei")
    return s


@layout("id_card", "a4_large")
def _a4_large(c: Case, o: Options, rng: random.Random) -> Sheet:
    return _both(c, o, rng, 215, (150, 760), 0.8)


@layout("id_card", "front_photo")
def _front_photo(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1120, 746), rng, (206, 198, 186), dpi=220)
    s.embed(_front(c, o, rng), 54, 52, 1.0)
    return s


@layout("residence_permit", "permanent")
def _permanent(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1012, 638), rng, (226, 238, 240), dpi=300)
    ornaments.tint(s, (222, 236, 238))
    ornaments.emblem(s, 90, 84, 52)
    s.text(170, 34, "中华人民共和国外国人永久居留身份证", 40, "songb")
    s.text(170, 92, "FOREIGN PERMANENT RESIDENT ID CARD", 26, "hei")
    until = f"{c.year + 6}.05.16"
    rows = (
        ("姓名/Name", o.get("name", "HOLM, ERIK ANDERS")),
        ("性别/Sex", "男 / M"),
        ("出生日期/Date of Birth", "1980.02.30"),
        ("国籍/Nationality", "挪威 / NOR"),
        ("有效期限/Period of Validity", f"{c.year - 4}.05.17-{until}"),
        ("证件号码/ID No.", "NOR990080023012"),
    )
    for i, (label, value) in enumerate(rows):
        s.text(60, 156 + i * 78, label, 22, "hei", fill=GREY)
        s.text(60, 184 + i * 78, value, 32, "hei")
    s.paste(ornaments.portrait(236, c.person.number, "white"), 716, 170)
    s.fields.update(name=o.get("name", "HOLM, ERIK ANDERS"))
    return s


@layout("residence_permit", "work_permit")
def _work_permit(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1012, 638), rng, (240, 236, 224), dpi=300)
    ornaments.tint(s, (242, 236, 222))
    s.text(506, 40, "外国人工作许可证", 54, "songb", anchor="m", gap=8)
    s.text(506, 112, "Foreigner's Work Permit", 30, "hei", anchor="m")
    s.paste(ornaments.portrait(220, c.person.number, "white"), 70, 190)
    rows = (
        ("姓名 Name", o.get("name", "HOLM ERIK ANDERS")),
        ("国籍 Nationality", "挪威 Norway"),
        ("工作单位 Employer", c.employer.name),
        ("许可证号 Permit No.", "99990080023012"),
        ("有效期 Valid until", f"{c.year + 1}-11-30"),
        ("签发机关 Issued by", f"{c.city}外国专家局"),
    )
    for i, (label, value) in enumerate(rows):
        s.text(330, 176 + i * 72, label, 22, "hei", fill=GREY)
        s.text(330, 204 + i * 72, value, 30, "hei")
    s.fields.update(name=o.get("name", "HOLM ERIK ANDERS"), employer=c.employer.name)
    return s
