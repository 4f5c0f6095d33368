"""Standards and appraisal reports."""

from __future__ import annotations

import datetime as dt
import random

from samples.case import Case, Options, day, layout
from samples.seals import Stamp
from samples.sheet import A4, Sheet


@layout("standard_document", "cover")
def _standard(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.text(1110, 110, "DB99", 90, "heib", anchor="r")
    s.text(120, 140, "ICS 93.160", 24, "hei")
    s.text(120, 180, "CCS P 55", 24, "hei")
    s.centre(320, "地 方 标 准", 64, "songb", gap=16)
    s.text(1110, 440, f"DB99/T {rng.randrange(1000, 4000)}—{c.year - 1}", 30, "hei", anchor="r")
    s.line(120, 500, 1120, 500, width=3)
    s.centre(720, f"{c.specialty}技术规程", 60, "heib")
    s.centre(840, "Technical specification (sample)", 30)
    s.text(120, 1480, f"{c.year - 1}-06-30 发布", 28, "hei")
    s.text(1120, 1480, f"{c.year - 1}-09-30 实施", 28, "hei", anchor="r")
    s.line(120, 1540, 1120, 1540, width=3)
    s.centre(1570, f"{c.city}市场监督管理局  发布", 34, "hei")
    return s


@layout("standard_document", "foreword")
def _foreword(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.text(1110, 90, f"DB99/T {rng.randrange(1000, 4000)}—{c.year - 1}", 24, "hei", anchor="r")
    s.centre(200, "前    言", 46, "hei")
    y = 330.0
    for line in (
        "本文件按照GB/T 1.1—2020《标准化工作导则 第1部分：标准化文件的结构和起草规则》的规定起草。",
        "请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。",
        f"本文件起草单位：{c.employer.name}、{c.school.name}。",
        f"本文件主要起草人：{c.colleagues[0].name}、{c.person.name}、{c.colleagues[1].name}、{c.colleagues[2].name}。",
    ):
        y = s.para(130, y, 980, line, 28, leading=1.9) + 10
    s.centre(1640, "I", 24)
    return s


@layout("appraisal_report", "cover")
def _appraisal(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.text(760, 130, f"澄科鉴字〔{c.year - 1}〕第{rng.randrange(10, 99)}号", 28)
    s.centre(360, "科学技术成果鉴定证书", 62, "songb")
    date = dt.date(c.year - 1, 10, 12)
    for i, (label, value) in enumerate(
        (
            ("成果名称", c.project),
            ("完成单位", c.employer.name),
            ("主要完成人", f"{c.colleagues[0].name}、{c.person.name}"),
            ("鉴定形式", "会议鉴定"),
            ("组织鉴定单位", f"{c.city}科学技术局"),
            ("鉴定日期", day(date)),
        )
    ):
        s.text(430, 640 + i * 90, f"{label}：", 31, anchor="r")
        s.text(450, 638 + i * 90, value, 31 if len(value) < 20 else 26, "kai")
    if o.get("seal", True):
        s.stamp(Stamp(f"{c.city}科学技术局", centre="成果鉴定专用章"), 820, 1330)
    s.fields.update(issue_date=date.isoformat())
    return s
