"""Forms that units and systems print: quota approval, exceptions, registration, assessments, rosters."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples import ornaments
from samples.case import Case, Options, day, layout, month, sex
from samples.seals import Stamp
from samples.sheet import A4, Cell, Sheet


def _basic(c: Case) -> list[tuple[float, list[Any]]]:
    return [
        (64, ["姓名", c.person.name, "性别", sex(c.person), "出生年月", month(c.person.birth)]),
        (64, ["工作单位", Cell(c.employer.name, 3), "学历", c.education]),
        (64, ["现任专业技术职务", c.title, "任职时间", month(c.title_date), "申报资格", c.target]),
    ]


WIDTHS: list[float] = [170, 190, 150, 190, 150, 170]


def opinion(
    s: Sheet, c: Case, o: Options, x: float, y: float, stamp: Stamp, date: dt.date, key: str = "seal"
) -> None:
    """The date and the seal below an opinion, about a point."""
    s.text(x, y, day(date), 25, anchor="m")
    if o.get(key, True):
        s.stamp(stamp, x - 30, y - 40)


@layout("post_approval_form", "system_export")
def _post_approval(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.centre(100, "事业单位专业技术人员岗位内申报资格核准表", 42, "songb")
    s.text(110, 190, f"填报单位：{c.employer.name}", 24)
    s.text(1130, 190, f"填报日期：{day(dt.date(c.year, 8, 28))}", 24, anchor="r")
    rows = [
        *_basic(c),
        (64.0, ["身份证号", Cell(c.person.number, 3), "现聘岗位等级", "专技九级"]),
        (74.0, ["核准高级岗位数", "12", "已聘高级岗位", "8", "空缺岗位数", "4"]),
        (74.0, ["本次拟申报人数", "3", "其中正高", "0", "其中副高", "3"]),
        (
            330.0,
            [
                "单位意见",
                Cell("经研究，该同志符合岗位内申报条件，同意在核定的岗位结构比例内申报。", 5, align="t"),
            ],
        ),
        (330.0, ["主管部门意见", Cell("同意申报。", 5, align="t")]),
        (300.0, ["人社部门核准意见", Cell("经核准，同意该单位使用空缺岗位组织申报。", 5, align="t")]),
    ]
    boxes = s.grid(110, 235, WIDTHS, rows, 25)
    for i, (stamp, key) in enumerate(
        (
            (c.unit_stamp(), "seal"),
            (
                Stamp(f"{c.city}水利局" if "水" in c.specialty else f"{c.city}住房和城乡建设局"),
                "department_seal",
            ),
            (Stamp(c.bureau, centre="岗位管理专用章"), "bureau_seal"),
        )
    ):
        opinion(s, c, o, 880, boxes[6 + i][1][3] - 70, stamp, dt.date(c.year, 8, 28 + i), key)
    s.fields.update(name=c.person.name, id_number=c.person.number)
    return s


@layout("post_approval_form", "unit_table")
def _post_table(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.centre(120, "事业单位岗位设置及申报人选核准表", 44, "hei")
    rows: list[tuple[float, list[Any]]] = [
        (80, ["单位名称", Cell(c.employer.name, 3)]),
        (80, ["专业技术岗位总数", "36", "本级别岗位核定数", "15"]),
        (80, ["已聘人数", "11", "空岗数", "4"]),
        (80, ["申报人", c.person.name, "申报职称", c.target]),
        (80, ["申报专业", c.specialty, "现聘岗位", c.post]),
        (330, ["单位申报意见", Cell("该同志在岗位职数内申报，同意推荐。", 3, align="t")]),
        (330, ["核准机关意见", Cell("同意。", 3, align="t")]),
    ]
    boxes = s.grid(120, 260, [240, 260, 240, 260], rows, 27)
    opinion(s, c, o, 880, boxes[5][1][3] - 70, c.unit_stamp(), dt.date(c.year, 8, 26))
    opinion(s, c, o, 880, boxes[6][1][3] - 70, Stamp(c.bureau), dt.date(c.year, 8, 30), "bureau_seal")
    s.fields.update(name=c.person.name)
    return s


def _two_opinions(kind: str, title: str, reason: str, first: str, second: str) -> None:
    @layout(kind, "form")
    def draw(c: Case, o: Options, rng: random.Random) -> Sheet:
        s = Sheet(A4, rng)
        s.centre(110, title, 44, "songb")
        rows = [
            *_basic(c),
            (
                300.0,
                [
                    "申请理由" if "破格" in title else "主要业绩",
                    Cell(reason.format(project=c.project, name=c.person.name), 5, align="t"),
                ],
            ),
            (340.0, [first, Cell("同意推荐。", 5, align="t")]),
            (340.0, [second, Cell("同意。", 5, align="t")]),
        ]
        boxes = s.grid(110, 220, WIDTHS, rows, 25)
        opinion(s, c, o, 880, boxes[4][1][3] - 70, c.unit_stamp(), dt.date(c.year, 8, 15))
        opinion(s, c, o, 880, boxes[5][1][3] - 70, Stamp(c.bureau), dt.date(c.year, 8, 25), "department_seal")
        for i, signer in enumerate(o.get("signers", ())):
            s.sign(signer, 320 + i * 250, boxes[4][1][3] - 190, 44)
        s.fields.update(name=c.person.name)
        return s


_two_opinions(
    "exception_form",
    "专业技术资格破格申报审批表",
    "该同志主持完成“{project}”，获省级科技进步奖，符合破格条件第二款。",
    "单位推荐意见",
    "主管部门审批意见",
)
_two_opinions(
    "recommendation_form",
    "专家推荐表",
    "{name}同志技术水平突出，我愿推荐其参加高级工程师资格评审。推荐专家（正高级工程师）签名：",
    "推荐专家及单位意见",
    "主管部门意见",
)
_two_opinions(
    "confirmation_form",
    "专业技术资格确认审核表",
    "原职称证书由外省评审取得，现工作调入本地，申请确认。",
    "单位审核意见",
    "人力资源社会保障部门确认意见",
)


@layout("exam_registration_form", "form")
def _exam(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.centre(110, f"{c.year}年度工程系列高级职称专业考试报名表", 42, "songb")
    s.grid(
        110,
        230,
        [180, 280, 180, 190, 170],
        [
            (80, ["姓名", c.person.name, "性别", sex(c.person), Cell("照片", rows=4)]),
            (80, ["身份证号", Cell(c.person.number, 3), None]),
            (80, ["工作单位", Cell(c.employer.name, 3), None]),
            (80, ["报考专业", c.specialty, "联系电话", "", None]),
            (80, ["学历及专业", Cell(c.education + " " + c.major, 4)]),
            (260, ["单位审核意见", Cell("情况属实，同意报名。", 4, align="t")]),
        ],
        26,
    )
    s.paste(ornaments.portrait(150, c.person.number, "blue"), 953, 290)
    opinion(s, c, o, 850, 830, c.unit_stamp(), dt.date(c.year, 9, 6))
    s.text(120, 960, "报名人签名：", 27)
    if o.get("sign", True):
        s.sign(c.person.name, 300, 975)
    s.fields.update(name=c.person.name, id_number=c.person.number)
    return s


@layout("roster", "table")
def _roster(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1754, 1240), rng)
    s.centre(90, f"{c.year}年度申报{c.target}任职资格人员名册", 42, "songb")
    s.text(90, 180, f"单位（盖章）：{c.employer.name}", 26)
    rows: list[tuple[float, list[Any]]] = [
        (
            70,
            [
                "序号",
                "姓名",
                "性别",
                "出生年月",
                "学历",
                "毕业证书编号",
                "学位证书编号",
                "现资格",
                "申报资格",
                "备注",
            ],
        )
    ]
    for i, p in enumerate([c.person, *c.colleagues[:4]]):
        rows.append(
            (
                64,
                [
                    str(i + 1),
                    p.name,
                    sex(p),
                    f"{p.birth:%Y.%m}",
                    "本科",
                    Cell(f"99017{c.graduated.year}05{rng.randrange(10**5, 10**6)}", size=19),
                    Cell(f"999017{rng.randrange(10**8, 10**9)}", size=19),
                    c.title,
                    c.target,
                    "",
                ],
            )
        )
    s.grid(80, 230, [70, 120, 70, 130, 100, 290, 290, 150, 190, 170], rows, 23, line=1)
    if o.get("seal", True):
        s.stamp(c.unit_stamp(), 420, 190)
    return s
