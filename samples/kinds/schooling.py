"""Diplomas, degrees, the electronic registration form, checks of education, postdoc stations."""

from __future__ import annotations

import datetime as dt
import random

from samples import ornaments
from samples.case import Case, Options, close_letter, day, han_day, layout, sex
from samples.seals import Stamp
from samples.sheet import A4, Cell, Sheet

WINE = (150, 30, 40)
LANDSCAPE = (1480, 1040)


def _number(c: Case, rng: random.Random, degree: bool = False) -> str:
    head = "99" + f"{c.graduated.year}" if not degree else "999902"
    fixed = random.Random(c.person.number + str(degree))
    return (
        ("" if degree else "99017")
        + (head[2:] if not degree else "9901742")
        + f"05{fixed.randrange(10**6, 10**7)}"
    )


def _school_stamp(c: Case) -> Stamp:
    return Stamp(c.school.name, size=42)


@layout("graduation_certificate", "landscape")
def _landscape(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(LANDSCAPE, rng, (252, 250, 244), dpi=130)
    ornaments.tint(s, (253, 250, 240))
    ornaments.frame(s, 46, WINE, rng.choice(("double", "wave")))
    s.text(s.w / 2 + 130, 110, "普通高等学校", 40, "kai", anchor="m", gap=10)
    s.text(s.w / 2 + 130, 180, "毕业证书", 84, "kai", anchor="m", gap=30, fill=WINE)
    s.paste(ornaments.portrait(200, c.person.number, "blue"), 130, 190)
    p, name = c.person, o.get("name", c.person.name)
    start = c.graduated.year - (4 if c.education == "本科" else 3)
    body = (
        f"学生 {name} 性别 {sex(p)}，{day(p.birth)}生，于 {start} 年 9 月至 {c.graduated.year}"
        f" 年 {c.graduated.month} 月在本校 "
        f"{c.major} 专业 {'四' if c.education == '本科' else '三'}年制{c.education}"
        "学习，修完教学计划规定的全部课程，成绩合格，准予毕业。"
    )
    s.para(400, 330, 940, body, 36, "kai", leading=1.9)
    s.text(130, 800, f"校    名：{c.school.name}", 32, "kai")
    s.text(850, 800, "校（院）长：", 32, "kai")
    if o.get("stamp", True):
        s.stamp(Stamp(o.get("dean", c.head), shape="square", size=19), 1120, 815)
        s.stamp(_school_stamp(c), 420, 810)
    number = _number(c, rng)
    s.text(130, 900, f"证书编号：{number}", 28, "kai")
    s.text(1330, 900, han_day(c.graduated), 30, "kai", anchor="r")
    s.fields.update(name=name, certificate_number=number, issuer=c.school.name)
    return s


@layout("graduation_certificate", "booklet")
def _booklet(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1500, 1030), rng, (247, 240, 232), dpi=130)
    s.draw.rectangle((0, 0, s.w, s.h), fill=(126, 26, 34))
    s.draw.rectangle((26, 26, s.w - 26, s.h - 26), fill=(252, 247, 238))
    s.line(s.w / 2, 26, s.w / 2, s.h - 26, fill=(222, 212, 200), width=3)
    name, number = o.get("name", c.person.name), _number(c, rng)
    s.paste(ornaments.portrait(210, c.person.number, "blue"), 270, 200)
    s.text(375, 560, "（照片钢印有效）", 22, "song", anchor="m", fill=(120, 110, 100))
    s.text(375, 690, f"{c.school.name}", 38, "kai", anchor="m", gap=6)
    s.text(375, 780, f"编号 {number}", 28, "song", anchor="m")
    s.text(1120, 110, "毕 业 证 书", 64, "songb", anchor="m", fill=WINE)
    body = (
        f"{name}，{sex(c.person)}，{c.city}人，{day(c.person.birth)}生。{c.graduated.year - 4}"
        f"年九月入我校{c.major}专业学习，"
        f"学制{'四' if c.education == '本科' else '三'}年，修业期满，成绩及格，准予毕业。"
    )
    s.para(840, 260, 560, body, 36, "kai", leading=1.9)
    s.text(980, 760, "校长", 34, "kai")
    if o.get("stamp", True):
        s.stamp(Stamp(c.head, shape="square", size=18), 1180, 775)
        s.stamp(_school_stamp(c), 1110, 850)
    s.text(1380, 900, han_day(c.graduated), 30, "kai", anchor="r")
    s.fields.update(name=name, certificate_number=number, issuer=c.school.name)
    return s


@layout("degree_certificate", "landscape")
def _degree(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(LANDSCAPE, rng, dpi=130)
    ornaments.tint(s, (246, 250, 252))
    ornaments.frame(s, 40, (40, 70, 130), rng.choice(("double", "corner")))
    field = "工学"
    s.text(
        s.w / 2 + 150,
        130,
        "学士学位证书" if c.education == "本科" else "硕士学位证书",
        76,
        "kai",
        anchor="m",
        gap=16,
        fill=(40, 60, 120),
    )
    s.paste(ornaments.portrait(190, c.person.number, "blue"), 150, 210)
    name, number = o.get("name", c.person.name), _number(c, rng, degree=True)
    body = (
        f"{name}，{sex(c.person)}，{day(c.person.birth)}生。"
        f"在{c.school.name}{c.major}专业完成了{c.education}学习计划，"
        f"业已毕业，经审核符合《中华人民共和国学位条例》的规定，"
        f"授予{field}{'学士' if c.education == '本科' else '硕士'}"
        "学位。"
    )
    s.para(430, 300, 900, body, 36, "kai", leading=1.95)
    s.text(150, 760, c.school.name, 34, "kai")
    s.text(820, 760, "学位评定委员会主席", 32, "kai")
    if o.get("stamp", True):
        s.stamp(_school_stamp(c), 330, 775)
        s.stamp(Stamp(c.head, shape="square", size=18), 1230, 772)
    s.text(150, 890, f"证书编号：{number}", 28, "kai")
    s.text(1330, 890, han_day(c.graduated), 30, "kai", anchor="r")
    s.text(1330, 940, "（普通高等教育本科毕业生）", 22, "kai", anchor="r")
    s.fields.update(name=name, certificate_number=number, issuer=c.school.name)
    return s


@layout("degree_certificate", "portrait")
def _degree_portrait(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1040, 1440), rng, (253, 251, 246), dpi=130)
    ornaments.frame(s, 50, (150, 116, 40), "double")
    ornaments.emblem(s, 520, 190, 76, (40, 80, 150))
    s.centre(310, "学 士 学 位 证 书" if c.education == "本科" else "硕 士 学 位 证 书", 62, "songb")
    name, number = o.get("name", c.person.name), _number(c, rng, degree=True)
    body = (
        f"{name}（{sex(c.person)}，{day(c.person.birth)}出生）在{c.school.name}{c.major}专业学习期满，成绩合格，达到学位授予标准，"
        f"特授予工学{'学士' if c.education == '本科' else '硕士'}学位。"
    )
    s.para(150, 470, 740, body, 36, "song", leading=2.0)
    if o.get("stamp", True):
        s.stamp(_school_stamp(c), 690, 1120)
        s.stamp(Stamp(c.head, shape="square", size=18), 300, 1120)
    s.text(690, 1100, c.school.name, 34, "kai", anchor="m")
    s.text(690, 1160, day(c.graduated), 30, "kai", anchor="m")
    s.centre(1310, f"学位证书编号 {number}", 26)
    s.fields.update(name=name, certificate_number=number, issuer=c.school.name)
    return s


def _register(c: Case, o: Options, rng: random.Random, title: str, grid: bool) -> Sheet:
    s = Sheet(A4, rng, (255, 255, 255))
    s.rect((60, 60, 1180, 210), outline=(30, 130, 110), width=3)
    s.centre(88, title, 50, "heib", fill=(20, 110, 96))
    s.text(1130, 225, f"更新日期：{c.year}年{o.get('month', 6)}月12日", 22, "hei", anchor="r")
    name, number = o.get("name", c.person.name), o.get("certificate_number", _number(c, rng))
    s.paste(ornaments.portrait(190, c.person.number, "blue"), 940, 300)
    level = {"本科": "本科", "专科": "专科"}.get(c.education, c.education)
    start = dt.date(c.graduated.year - 4, 9, 1)
    rows = [
        ("姓名", name),
        ("性别", sex(c.person)),
        ("出生日期", day(c.person.birth)),
        ("入学日期", day(start)),
        ("毕（结）业日期", day(c.graduated)),
        ("学校名称", c.school.name),
        ("专业", c.major),
        ("学制", "4 年" if level == "本科" else "3 年"),
        ("层次", level),
        ("学历类别", "普通高等教育"),
        ("学习形式", "普通全日制"),
        ("毕（结）业", "毕业"),
        ("证书编号", number),
        ("校（院）长姓名", c.head),
    ]
    if grid:
        s.grid(
            120,
            300,
            [220, 540],
            [(58, [label, Cell(value, align="l")]) for label, value in rows],
            25,
            "hei",
            1,
        )
    else:
        for i, (label, value) in enumerate(rows):
            s.text(130, 310 + i * 56, f"{label}：", 26, "hei", fill=(110, 110, 110))
            s.text(380, 310 + i * 56, value, 27, "hei")
    s.text(130, 1190, f"在线验证码  A{rng.randrange(10**10, 10**11)}K", 28, "hei")
    ornaments.code_square(s, 940, 1140, 180, f"https://xuexin.example/v?{number}")
    for i, note in enumerate(
        (
            "注意事项：",
            "1、备案表是学历证书电子注册备案的查询结果。",
            "2、备案表内容验证办法：扫描右侧二维码或输入在线验证码。",
            "3、备案表在验证有效期内免费验证，有效期可延长。",
        )
    ):
        s.text(130, 1360 + i * 46, note, 23, "hei", fill=(90, 90, 90))
    s.fields.update(name=name, certificate_number=number)
    return s


@layout("xuexin_record", "grid")
def _xuexin(c: Case, o: Options, rng: random.Random) -> Sheet:
    return _register(c, o, rng, "教育部学历证书电子注册备案表", grid=True)


@layout("xuexin_record", "lines")
def _xuexin_lines(c: Case, o: Options, rng: random.Random) -> Sheet:
    return _register(c, o, rng, "教育部学历证书电子注册备案表", grid=False)


@layout("education_verification", "letter")
def _check(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.centre(190, "学历核验情况说明", 48, "songb")
    y = s.para(
        150,
        340,
        950,
        f"我单位{c.person.name}同志（身份证号：{c.person.number}），{c.graduated.year}年毕业于{c.school.name}{c.major}专业，取得{c.education}学历。"
        "经我单位查阅本人人事档案中的毕业生登记表、成绩单，并向毕业学校函询，该同志学历情况属实，与所持毕业证书一致。",
        29,
    )
    s.para(150, y + 20, 950, "特此说明。", 29)
    s.text(150, 1000, "核验人（签字）：", 28)
    if o.get("sign", True):
        s.sign(c.colleagues[0].name, 400, 1015)
    close_letter(
        s, 1150, c.employer.name, day(dt.date(c.year, 7, 8)), c.unit_stamp() if o.get("seal", True) else None
    )
    return s


@layout("postdoc_certificate", "station")
def _postdoc(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(LANDSCAPE, rng, (253, 250, 242), dpi=130)
    ornaments.frame(s, 50, (170, 130, 50), "wave")
    s.centre(130, "博士后证书", 80, "kai", gap=24, fill=WINE)
    s.para(
        180,
        330,
        1120,
        f"{c.person.name}，{sex(c.person)}，{day(c.person.birth)}生，于{c.year - 3}"
        f"年9月至{c.year - 1}年10月在{c.employer.name}博士后科研工作站"
        f"从事{c.specialty}方向博士后研究工作，期满考核合格，准予出站。",
        38,
        "kai",
        leading=1.9,
    )
    close_letter(
        s,
        780,
        "全国博士后管理委员会（样）",
        han_day(dt.date(c.year - 1, 11, 20)),
        Stamp(f"{c.city}博士后工作管理办公室") if o.get("seal", True) else None,
    )
    s.text(180, 900, f"证书编号：99{rng.randrange(10**5, 10**6)}", 28)
    s.fields.update(name=c.person.name)
    return s
