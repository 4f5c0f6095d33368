"""Blank sheets, and pages that are none of the asked kinds: the hard negatives."""

from __future__ import annotations

import datetime as dt
import random

from samples import ornaments
from samples.case import Case, Options, close_letter, day, layout
from samples.sheet import A4, Sheet


@layout("blank", "empty")
def _empty(c: Case, o: Options, rng: random.Random) -> Sheet:
    return Sheet(A4, rng)


@layout("blank", "show_through")
def _show_through(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    for i in range(rng.randrange(6, 16)):
        s.draw.line((200, 300 + i * 60, 1000, 300 + i * 60), (249, 249, 248), 14)
    s.conditions["show_through"] = True
    return s


@layout("other", "red_head_no_seal")
def _red_head(c: Case, o: Options, rng: random.Random) -> Sheet:
    """A red-headed circular: red letters, a red rule with a star, and no seal."""
    s = Sheet(A4, rng)
    s.centre(150, f"{c.city}人民政府办公室文件", 66, "songb", fill=(210, 20, 26))
    s.line(120, 360, 560, 360, fill=(210, 20, 26), width=5)
    s.line(680, 360, 1120, 360, fill=(210, 20, 26), width=5)
    s.text(620, 335, "★", 44, "hei", fill=(210, 20, 26), anchor="m")
    s.centre(440, "关于做好汛期安全生产工作的通知", 40, "songb")
    y = 560.0
    for line in (
        "各乡镇人民政府、街道办事处，市直各单位：",
        "当前正值主汛期，为切实做好安全生产工作，现将有关事项通知如下。",
        "一、压实责任。各单位主要负责人要亲自部署，落实值班值守制度。",
        "二、排查隐患。对水库、堤防、在建工程等重点部位开展拉网式检查，发现问题立即整改。",
        "三、加强宣传。利用多种形式普及防汛知识，提高群众自救能力。",
    ):
        y = s.para(130, y, 980, line, 30, "fang", leading=1.9)
    close_letter(s, y + 120, f"{c.city}人民政府办公室", day(dt.date(c.year, 6, 12)), None)
    return s


@layout("other", "invoice")
def _invoice(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1240, 820), rng)
    s.centre(40, "增值税电子普通发票", 46, "song", fill=(150, 60, 40))
    s.grid(
        60,
        150,
        [140, 560, 120, 300],
        [
            (60, ["购买方", c.employer.name, "发票号码", f"99{rng.randrange(10**6, 10**7)}"]),
            (60, ["项目名称", "*办公用品*打印纸", "数量", "20"]),
            (60, ["金额", f"{rng.randrange(200, 900)}.00", "税率", "13%"]),
            (60, ["价税合计", "陆佰柒拾捌元整", "备注", "无"]),
        ],
        26,
        colour=(150, 60, 40),
    )
    return s


@layout("other", "portrait_page")
def _portrait(c: Case, o: Options, rng: random.Random) -> Sheet:
    """A sheet of portraits on red: the red is no seal."""
    s = Sheet((1240, 880), rng)
    for i in range(4):
        for j in range(2):
            s.paste(
                ornaments.portrait(210, rng.choice(c.colleagues).number, "red"), 120 + i * 260, 90 + j * 350
            )
    return s


@layout("other", "timetable_circled")
def _timetable(c: Case, o: Options, rng: random.Random) -> Sheet:
    """A timetable with cells ringed in red pencil, and a red stripe: none is a seal."""
    s = Sheet(A4, rng)
    s.centre(110, f"{c.year}年第三季度值班安排表", 44, "hei")
    s.grid(
        110,
        230,
        [170] * 6,
        [(80, ["日期", "周一", "周二", "周三", "周四", "周五"])]
        + [(90, [f"第{w}周"] + [rng.choice(c.colleagues).name for _ in range(5)]) for w in range(1, 9)],
        26,
        colour=(200, 40, 40) if rng.random() < 0.5 else (26, 26, 28),
    )
    for _ in range(3):
        x, y = 280 + rng.randrange(0, 4) * 170, 320 + rng.randrange(0, 7) * 90
        s.draw.ellipse((x - 8, y, x + 160, y + 74), outline=(214, 40, 40), width=5)
    return s


@layout("other", "essay")
def _essay(c: Case, o: Options, rng: random.Random) -> Sheet:
    """A plain personal summary that names many materials, so that key words alone mislead."""
    s = Sheet(A4, rng)
    s.centre(120, "个人专业技术工作总结", 44, "songb")
    y = 230.0
    for line in (
        f"本人{c.person.name}，{c.graduated.year}年毕业于{c.school.name}，取得毕业证书和学位证书，现任{c.title}，先后获得荣誉证书三项、实用新型专利证书一项，按规定完成继续教育登记，历年年度考核合格。",
        f"任现职以来，主持或参加了“{c.project}”等工程的设计，撰写论文{len(c.papers)}篇，均在具有国际标准刊号的期刊上公开发表。",
        "在今后的工作中，我将继续加强学习，严格要求自己，遵守诚信承诺，以更加饱满的热情投入到专业技术工作中去。",
    ):
        y = s.para(130, y, 980, line, 30, leading=1.9)
    s.text(800, y + 80, c.person.name, 30, "kai")
    s.text(800, y + 140, day(dt.date(c.year, 7, 30)), 28)
    return s


@layout("other", "drawing")
def _drawing(c: Case, o: Options, rng: random.Random) -> Sheet:
    """An engineering drawing with red dimension lines and a printed round north arrow."""
    s = Sheet((1754, 1240), rng)
    s.rect((40, 40, 1714, 1200), width=4)
    for _ in range(12):
        x, y = rng.randrange(120, 1200), rng.randrange(120, 900)
        s.rect((x, y, x + rng.randrange(60, 400), y + rng.randrange(40, 250)), width=2)
        s.line(x, y - 24, x + 200, y - 24, fill=(210, 40, 40), width=2)
    s.draw.ellipse((1500, 90, 1620, 210), outline=(30, 30, 30), width=3)
    s.draw.polygon(((1560, 96), (1585, 200), (1560, 175), (1535, 200)), fill=(30, 30, 30))
    s.grid(
        1280,
        1000,
        [140, 290],
        [(50, ["图名", "水闸平面布置图"]), (50, ["设计", c.person.name]), (50, ["比例", "1:200"])],
        24,
    )
    return s
