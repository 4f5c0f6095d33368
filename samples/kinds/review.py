"""The review form 评审表, page by page; option ``part``: cover, basic, work, opinions."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples import ornaments
from samples.case import Case, Options, day, layout, month, sex
from samples.seals import Stamp
from samples.sheet import A4, Cell, Sheet


def _sheet(o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    if o.get("watermark"):
        ornaments.watermark(s, o["watermark"])
    return s


def _cover(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = _sheet(o, rng)
    s.text(800, 120, f"编号：{c.year}99{rng.randrange(1000, 9999)}", 26)
    s.centre(340, o.get("form_title", "专业技术职务任职资格评审表"), 62, "songb", gap=4)
    for i, (label, value) in enumerate(
        (
            ("单    位", c.employer.name),
            ("姓    名", c.person.name),
            ("现任专业技术职务", c.title),
            ("申报专业", c.specialty),
            ("申报资格", c.target),
        )
    ):
        s.text(520, 640 + i * 100, label, 32, anchor="r")
        s.text(560, 636 + i * 100, value, 32, "kai")
        s.line(550, 684 + i * 100, 1030, 684 + i * 100, width=1)
    s.centre(1300, f"填表时间：{day(dt.date(c.year, 8, 18))}", 30)
    s.centre(1480, "人力资源和社会保障厅制", 30, "song")
    s.fields.update(name=c.person.name)
    return s


def _basic(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = _sheet(o, rng)
    s.centre(80, "基  本  情  况", 40, "songb")
    rows: list[tuple[float, list[Any]]] = [
        (72, ["姓名", c.person.name, "性别", sex(c.person), Cell("", rows=4)]),
        (72, ["出生年月", month(c.person.birth), "政治面貌", "群众", None]),
        (72, ["身份证号", Cell(c.person.number, 3), None]),
        (72, ["参加工作时间", month(c.graduated), "健康状况", "良好", None]),
        (72, ["毕业院校", Cell(c.school.name, 2), "专业及学历", f"{c.major} {c.education}"]),
        (72, ["毕业时间", month(c.graduated), "学位", Cell("工学学士", 2)]),
        (72, ["现资格及取得时间", Cell(f"{c.title} {month(c.title_date)}", 2), "审批机关", c.bureau]),
        (72, ["懂何种外语", "英语", "何种学术团体任职", Cell("无", 2)]),
    ]
    s.grid(110, 160, [170, 230, 170, 200, 250], rows, 25)
    red = o.get("portrait", "red")
    if red:
        s.paste(ornaments.portrait(185, c.person.number, red), 942, 172)
    s.centre(770, "主 要 工 作 经 历", 34, "songb")
    starts = [c.graduated.year, c.title_date.year, c.year - 2]
    work: list[tuple[float, list[Any]]] = [(60, ["起止时间", "单位", "从事何专业技术工作", "职务"])]
    for i, start in enumerate(starts):
        end = f"{starts[i + 1]}.6" if i + 1 < len(starts) else "至今"
        work.append((84, [f"{start}.7-{end}", c.employer.name, c.specialty, ("技术员", c.title, c.post)[i]]))
    s.grid(110, 840, [210, 360, 280, 170], work, 24)
    s.text(120, 1250, "本人签名：", 28)
    if o.get("sign", True):
        s.sign(c.person.name, 280, 1265)
    if o.get("second_portrait"):
        s.paste(ornaments.portrait(185, c.person.number, "red"), 900, 1280)
        s.text(992, 1555, "（备用照片）", 22, anchor="m")
    s.fields.update(name=c.person.name, id_number=c.person.number)
    return s


def _work(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = _sheet(o, rng)
    years = list(range(c.year - 5, c.year))
    rows: list[tuple[float, list[Any]]] = [
        (330, ["个人承诺", Cell("本人承诺所填内容和提交材料真实，如有不实，愿承担相应责任。", 3, align="t")])
    ]
    rows.append((60, ["年度", "主要工作及完成情况", "考核等次", "备注"]))
    rows += [
        (
            110,
            [
                str(year),
                Cell(f"参加{c.project}等项目，完成设计与技术服务工作。", align="l"),
                o.get("results", {}).get(year, "合格"),
                "无",
            ],
        )
        for year in years
    ]
    rows.append(
        (
            380,
            [
                "任现职以来主要业绩",
                Cell(
                    f"1．{c.project}，专业负责人，已通过验收；2．获授权专利“{c.patent}”；3．公开发表论文{len(c.papers)}篇。",
                    3,
                    align="t",
                ),
            ],
        )
    )
    boxes = s.grid(110, 100, [170, 550, 150, 150], rows, 25)
    s.text(640, 350, "承诺人：", 27)
    if o.get("sign", True):
        s.sign(c.person.name, 760, 365)
    s.text(640, 395, day(dt.date(c.year, 8, 18)), 25)
    assert boxes
    return s


def _opinions(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = _sheet(o, rng)
    rows: list[tuple[float, list[Any]]] = [
        (
            440,
            [
                "同行专家推荐意见",
                Cell("该同志专业基础扎实，工作业绩突出，达到申报条件，同意推荐。", align="t"),
            ],
        ),
        (480, ["单位推荐意见", Cell("经考核并在单位公示，该同志德才兼备，同意推荐申报。", align="t")]),
        (480, ["主管部门审核意见", Cell("" if o.get("empty") else "材料齐全，同意上报。", align="t")]),
    ]
    s.grid(110, 110, [170, 850], rows, 27)
    s.text(480, 470, "专家签名：", 27)
    for i, peer in enumerate(o.get("peers", [p.name for p in c.colleagues[3:5]])):
        if o.get("peer_sign", True):
            s.sign(peer, 640 + i * 200, 485, 44)
    s.text(480, 890, "负责人签名：", 27)
    if o.get("head_sign", True):
        s.sign(c.head, 660, 905, 44)
    s.text(980, 970, day(dt.date(c.year, 8, 20)), 25, anchor="m")
    if o.get("seal", True):
        s.stamp(c.unit_stamp(), 960, 880)
    if o.get("department_seal"):
        s.stamp(Stamp(c.bureau), 960, 1400)
        s.text(980, 1460, day(dt.date(c.year, 8, 30)), 25, anchor="m")
    return s


@layout("review_form", "national")
def _national(c: Case, o: Options, rng: random.Random) -> Sheet:
    part = o.get("part") or rng.choice(("cover", "basic", "work", "opinions"))
    return {"cover": _cover, "basic": _basic, "work": _work, "opinions": _opinions}[part](c, o, rng)


@layout("review_form", "platform")
def _platform(c: Case, o: Options, rng: random.Random) -> Sheet:
    code = f"ZC{c.year}99{rng.randrange(10**5, 10**6)}"
    options = {
        **o,
        "watermark": o.get("watermark", f"职称评审平台 {c.year}"),
        "form_title": "工程技术人员专业技术资格评审表",
    }
    s = _national(c, options, rng)
    s.text(110, 1690, f"表单编码：{code}    平台打印", 21, "hei")
    ornaments.code_square(s, 1040, 1610, 110, code)
    return s
