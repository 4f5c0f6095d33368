"""Yearly assessments: registration form, notice of the result, sheet of several years."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples.case import Case, Options, close_letter, day, layout, month, sex
from samples.kinds.forms import WIDTHS, opinion
from samples.sheet import A4, Cell, Sheet


def _result(o: Options) -> str:
    return str(o.get("result", "合格"))


@layout("annual_assessment", "form")
def _assessment(c: Case, o: Options, rng: random.Random) -> Sheet:
    year = o.get("assessed", c.year - 1)
    s = Sheet(A4, rng)
    s.centre(
        110, f"{'事业单位工作人员' if c.sector == '事业单位' else '专业技术人员'}年度考核登记表", 44, "songb"
    )
    s.centre(185, f"（ {year} 年度）", 30)
    rows: list[tuple[float, list[Any]]] = [
        (
            64,
            ["姓名", o.get("name", c.person.name), "性别", sex(c.person), "出生年月", month(c.person.birth)],
        ),
        (64, ["单位及职务", Cell(f"{c.employer.name} {c.post}", 5)]),
        (
            430,
            [
                "本人总结",
                Cell(
                    f"一年来，本人认真履行{c.post}岗位职责，参加“{c.project}”等项目的设计和技术服务，按时完成各项任务。坚持业务学习，完成继续教育规定学时，遵守各项规章制度，服从安排，团结同志。",
                    5,
                    align="t",
                ),
            ],
        ),
        (230, ["主管领导评语", Cell(f"该同志工作踏实，业务熟练，建议评为{_result(o)}。", 5, align="t")]),
        (240, ["单位考核意见", Cell(f"考核等次：{_result(o)}", 5, align="t")]),
        (150, ["本人意见", Cell("同意。", 5, align="t")]),
    ]
    boxes = s.grid(110, 240, WIDTHS, rows, 25)
    opinion(s, c, o, 860, boxes[4][1][3] - 60, c.unit_stamp(), dt.date(year, 12, 28))
    s.text(520, boxes[3][1][3] - 50, "签名：", 24)
    if o.get("leader_sign", True):
        s.sign(c.head, 610, boxes[3][1][3] - 40, 36)
    s.text(520, boxes[5][1][3] - 50, "签名：", 24)
    if o.get("sign", True):
        s.sign(c.person.name, 610, boxes[5][1][3] - 40, 36)
    s.fields.update(name=o.get("name", c.person.name), assessment=f"{year} {_result(o)}")
    return s


@layout("annual_assessment", "summary")
def _assessment_summary(c: Case, o: Options, rng: random.Random) -> Sheet:
    years = o.get("years", list(range(c.year - 5, c.year)))
    results = o.get("results", {})
    s = Sheet(A4, rng)
    s.centre(150, "历年年度考核结果证明", 48, "songb")
    y = s.para(
        130,
        270,
        980,
        (
            f"我单位{o.get('name', c.person.name)}同志（身份证号{c.person.number}）任现"
            "职以来各年度考核结果如下："
        ),
        29,
    )
    rows: list[tuple[float, list[Any]]] = [(64, ["年度", "考核等次", "职务", "备注"])]
    rows += [
        (64, [f"{year}年", results.get(year, "优秀" if year % 4 == 1 else "合格"), c.post, ""])
        for year in years
    ]
    s.grid(130, y + 20, [200, 240, 320, 220], rows, 28)
    y += 60 + sum(h for h, _ in rows)
    s.para(130, y, 980, "以上情况属实，特此证明。", 29)
    close_letter(
        s,
        y + 150,
        c.employer.name,
        day(dt.date(c.year, 7, 12)),
        c.unit_stamp() if o.get("seal", True) else None,
    )
    s.fields.update(name=o.get("name", c.person.name))
    return s


@layout("annual_assessment", "notice")
def _assessment_notice(c: Case, o: Options, rng: random.Random) -> Sheet:
    year = o.get("assessed", c.year - 1)
    s = Sheet((1100, 1500), rng, dpi=140)
    s.centre(140, "年度考核结果通知书", 46, "hei")
    s.text(130, 300, f"{o.get('name', c.person.name)}同志：", 30)
    s.para(
        130,
        370,
        840,
        f"根据年度考核有关规定，经考核委员会审定，你{year}年度考核结果为{_result(o)}等次。如对考核结果有异议，可在接到通知之日起三十日内申请复核。",
        30,
        leading=1.9,
    )
    close_letter(
        s,
        760,
        c.employer.name,
        day(dt.date(year + 1, 1, 15)),
        c.unit_stamp() if o.get("seal", True) else None,
    )
    s.text(130, 1180, "被考核人签收：", 27)
    if o.get("sign", True):
        s.sign(c.person.name, 340, 1195, 44)
    s.fields.update(name=o.get("name", c.person.name), assessment=f"{year} {_result(o)}")
    return s
