"""Letters, commitments, statements and proofs on a plain sheet."""

from __future__ import annotations

import datetime as dt
import random

from samples.case import Case, Options, close_letter, day, layout
from samples.seals import Stamp
from samples.sheet import A4, Cell, Sheet


def letter(
    c: Case,
    o: Options,
    rng: random.Random,
    title: str,
    paragraphs: list[str],
    *,
    address: str = "",
    date: dt.date | None = None,
    stamp: bool = True,
    size: int = 30,
    kind_date: bool = True,
) -> tuple[Sheet, float]:
    """Title, address, paragraphs, the unit's name, date and seal; returns the sheet and the y below."""
    s = Sheet(A4, rng)
    role = rng.choice(("song", "fang"))
    s.centre(170, title, 50, rng.choice(("songb", "hei")), gap=4)
    y = 310.0
    if address:
        s.text(140, y, address, size, role)
        y += size * 2
    for paragraph in paragraphs:
        y = s.para(140, y, 960, paragraph, size, role, leading=1.85)
    when = date or dt.date(c.year, 8, 12)
    if kind_date:
        y = close_letter(
            s,
            y + 110,
            o.get("from", c.employer.name),
            day(when),
            (o.get("stamp_by") or c.unit_stamp()) if stamp and o.get("seal", True) else None,
        )
    return s, y


@layout("unit_statement", "statement")
def _statement(c: Case, o: Options, rng: random.Random) -> Sheet:
    body = o.get(
        "body",
        f"兹有我单位职工{c.person.name}（身份证号{c.person.number}），自{c.title_date.year}年起在我单位从事{c.specialty}相关工作，岗位为{c.post}。该同志工作认真负责，专业能力较强。以上情况属实，特此说明。",
    )
    s, y = letter(
        c,
        o,
        rng,
        o.get("title", rng.choice(("情况说明", "证    明"))),
        [body, "特此说明。"] if "特此" not in body else [body],
    )
    second = o.get("second_unit")
    if second:
        s.text(360, y - 30, second.name, 28, anchor="m")
        if o.get("second_seal", True):
            s.stamp(Stamp(second.name, serial=second.serial[:13]), 360, y + 30)
    s.fields.update(employer=c.employer.name)
    return s


@layout("work_role_proof", "letter")
def _role(c: Case, o: Options, rng: random.Random) -> Sheet:
    others = "、".join(p.name for p in c.colleagues[:2])
    rank = o.get("rank", 2)
    s, _ = letter(
        c,
        o,
        rng,
        "业绩成果个人贡献证明",
        [
            (
                f"“{c.project}”项目由我单位承担，主要完成人为{c.colleagues[0].name}、{c.person.name}"
                f"、{c.colleagues[1].name}等{rng.randrange(4, 7)}人。"
            ),
            (
                f"其中{c.person.name}同志担任专业负责人，排名第{'一二三四五'[rank - 1]}，主"
                f"要承担结构计算、施工图设计及现场技术服务等工作，独立完成设计文件约{rng.randrange(3, 8)}"
                "万字。"
            ),
            f"其他参加人员为{others}等，各自分工明确，无争议。",
            "特此证明。",
        ],
    )
    s.fields.update(name=c.person.name)
    return s


@layout("work_role_proof", "table")
def _role_table(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.centre(140, "多人合作项目本人承担工作情况表", 44, "songb")
    rows = [(70.0, ["排名", "姓名", "角色", "承担的主要工作"])]
    people = [c.colleagues[0], c.person, c.colleagues[1]]
    for i, (p, role) in enumerate(zip(people, ("项目负责人", "专业负责人", "设计人"), strict=True)):
        rows.append(
            (
                110.0,
                [
                    f"第{i + 1}",
                    p.name,
                    role,
                    ("总体方案、审定", "结构计算、图纸设计、现场服务", "数据整理、绘图")[i],
                ],
            )
        )
    s.text(120, 250, f"项目名称：{c.project}", 28)
    s.grid(120, 310, [120, 200, 220, 460], rows, 28)
    s.text(120, 800, "本人签名：", 28)
    if o.get("sign", True):
        s.sign(c.person.name, 280, 815)
    close_letter(
        s, 940, c.employer.name, day(dt.date(c.year, 7, 30)), c.unit_stamp() if o.get("seal", True) else None
    )
    return s


def _simple(kind: str, title: str, paragraphs: list[str], office: str = "") -> None:
    @layout(kind, "letter")
    def draw(c: Case, o: Options, rng: random.Random) -> Sheet:
        facts = {
            "name": c.person.name,
            "unit": c.employer.name,
            "target": c.target,
            "spec": c.specialty,
            "year": str(c.year),
            "city": c.city,
            "id": c.person.number,
            "project": c.project,
            "post": c.post,
            "head": c.head,
        }
        office_name = office.format(**facts)
        options = {"from": office_name, "stamp_by": Stamp(office_name), **o} if office else o
        s, y = letter(
            c,
            options,
            rng,
            title,
            [p.format(**facts) for p in paragraphs],
            address="" if kind != "entrust_letter" else f"{c.city}工程技术高级职务评审委员会：",
        )
        if o.get("signers"):
            for i, signer in enumerate(o["signers"]):
                s.sign(signer, 180 + i * 300, y + 120, 46)
        return s


_simple(
    "entrust_letter",
    "委托评审函",
    [
        "我市{unit}等单位{name}等同志申报{year}年度{spec}专业{target}资格，经审核，符合申报条件。因我市未设立相应评审委员会，现委托贵委员会代为评审，请予办理为盼。",
        "附：委托评审人员名单一份",
    ],
    "{city}人力资源和社会保障局",
)
_simple(
    "authorisation_letter",
    "授权委托书",
    [
        "委托单位：{unit}，法定代表人：{head}。",
        "受委托人：{name}，身份证号：{id}。",
        "现授权上述受委托人作为我单位经办人，办理单位在专业技术职务任职资格评审平台的首次登录、账号开通及信息维护等事宜，其在授权范围内签署的文件和办理的事务，我单位均予以承认。",
        "委托期限：自本委托书签发之日起一年。",
    ],
)
_simple(
    "file_custody_proof",
    "人事档案存档证明",
    ["兹证明{name}（身份证号{id}）的人事档案现由我中心保管，档案材料齐全。特此证明。"],
    "{city}人才交流服务中心",
)
_simple(
    "guidance_proof",
    "指导青年技术人员证明",
    [
        "{name}同志任现职以来，先后指导我单位助理工程师三名开展{spec}工作，制定培养计划，指导编写技术方案五份，被指导人员均已能独立承担项目设计任务。特此证明。"
    ],
)
_simple(
    "peer_report",
    "同行专家推荐报告",
    [
        "我们熟悉{name}同志的专业技术工作。该同志长期从事{spec}工作，在“{project}”中解决了关键技术难题，成果居于同行前列，破格申报{target}理由充分，同意推荐。",
        "推荐人（签名，均具有副高级以上职称）：",
    ],
)


@layout("benefit_proof", "letter")
def _benefit(c: Case, o: Options, rng: random.Random) -> Sheet:
    amount = rng.randrange(120, 980)
    s, _ = letter(
        c,
        o,
        rng,
        "经济效益证明",
        [
            (
                f"我单位采用{c.person.name}同志主持完成的“{c.project}”成果，自{c.year - 2}"
                f"年1月至{c.year - 1}年12月累计新增产值{amount * 9}万元，新增利润{amount}万"
                f"元，缴纳税金{amount // 6}万元。"
            ),
            "以上数据由我单位财务部门核算，情况属实。",
            "特此证明。",
        ],
    )
    return s


@layout("benefit_proof", "tax_voucher")
def _tax_voucher(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1240, 880), rng, (252, 250, 244), dpi=150)
    s.centre(60, "税 收 完 税 证 明", 48, "songb")
    s.text(900, 150, f"No. 999{rng.randrange(10**14, 10**15)}", 24)
    s.text(80, 150, f"填发日期：{c.year - 1}年12月28日", 24)
    rows = [
        (56.0, ["纳税人名称", Cell(c.employer.name, 2), "纳税人识别号", Cell(c.employer.code, size=20)]),
        (50.0, ["税种", "品目名称", "税款所属时期", "入（退）库日期", "实缴（退）金额"]),
    ]
    for tax in ("增值税", "企业所得税", "城市维护建设税"):
        rows.append(
            (
                56.0,
                [
                    tax,
                    "工程技术服务",
                    f"{c.year - 1}-10至{c.year - 1}-12",
                    f"{c.year - 1}-12-20",
                    f"{rng.randrange(20000, 400000):,}.00",
                ],
            )
        )
    s.grid(70, 200, [180, 230, 260, 220, 220], rows, 23, line=1)
    if o.get("seal", True):
        s.stamp(
            Stamp(f"{c.city}税务局第二税务所", centre="征税专用章", shape="oval", size=44, star=False),
            900,
            690,
        )
    s.text(90, 640, "妥善保管  手写无效", 24)
    return s


@layout("unit_statement", "letterhead")
def _letterhead(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.centre(
        90, c.employer.name, min(60, int(900 / len(c.employer.name))), "songb", fill=(200, 24, 30), gap=6
    )
    s.line(110, 190, 1130, 190, fill=(200, 24, 30), width=5)
    s.centre(270, o.get("title", "关于工作经历的说明"), 42, "songb")
    body = o.get(
        "body",
        (
            f"{c.person.name}同志自{c.graduated.year}年7月起在我单位工作，现任{c.post}"
            f"，从事{c.specialty}工作已满{c.year - c.graduated.year}年。特此说明。"
        ),
    )
    y = s.para(140, 380, 960, body, 30, leading=1.9)
    close_letter(
        s,
        y + 160,
        c.employer.name,
        day(dt.date(c.year, 8, 1)),
        c.unit_stamp() if o.get("seal", True) else None,
    )
    second = o.get("second_unit")
    if second:
        s.text(360, y + 160, second.name, 28, anchor="m")
        if o.get("second_seal", True):
            s.stamp(Stamp(second.name, serial=second.serial[:13]), 360, y + 220)
    return s
