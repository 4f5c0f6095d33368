"""Letters, commitments, statements and proofs on a plain sheet."""

from __future__ import annotations

import datetime as dt
import random

from samples.case import Case, Options, close_letter, day, layout
from samples.seals import Stamp
from samples.sheet import A4, Cell, Sheet


def _letter(
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


def _promise(c: Case, o: Options, s: Sheet, y: float, label: str) -> None:
    s.text(620, y, label, 29)
    width = s.width(label, 29)
    if o.get("sign", True):
        s.sign(o.get("signer", c.person.name), 640 + width, y + 14, 50)
    s.text(620, y + 80, day(o.get("date", dt.date(c.year, 8, 20))), 28)


@layout("commitment_letter", "numbered")
def _commit(c: Case, o: Options, rng: random.Random) -> Sheet:
    name = o.get("name", c.person.name)
    s = Sheet(A4, rng)
    s.centre(180, o.get("title", "诚信承诺书"), 54, "songb", gap=10)
    y = s.para(
        140,
        320,
        960,
        f"本人{name}，身份证号{c.person.number}，工作单位{c.employer.name}，申报{c.target}专业技术资格，现郑重承诺如下：",
        29,
        leading=1.9,
    )
    for i, line in enumerate(
        (
            "提交的学历、资历、业绩、论文等全部材料真实、准确、完整，无弄虚作假；",
            "所有成果均为本人完成或本人参与完成，不存在抄袭、剽窃等学术不端行为；",
            "遵守职称评审有关纪律规定，不以任何方式干扰评审工作；",
            "如有违反，自愿承担取消资格、记入诚信档案等相应后果。",
        )
    ):
        y = s.para(140, y, 960, f"{i + 1}．{line}", 29, leading=1.9)
    _promise(c, o, s, y + 120, "承诺人（签名）：")
    if o.get("unit_seal_too"):
        s.text(140, y + 330, "所在单位（盖章）：", 28)
        if o.get("seal", True):
            s.stamp(c.unit_stamp(), 480, y + 370)
    s.fields.update(name=name, id_number=c.person.number)
    return s


@layout("commitment_letter", "plain")
def _commit_plain(c: Case, o: Options, rng: random.Random) -> Sheet:
    name = o.get("name", c.person.name)
    s = Sheet(A4, rng)
    s.centre(200, f"{c.year}年度职称申报个人诚信声明", 46, "hei")
    y = s.para(
        140,
        360,
        960,
        "我已认真阅读职称评审有关文件，知晓并自愿遵守各项规定。我所填报的信息和上传的附件与原件一致，若有虚假，愿按规定接受处理，三年内不再申报。",
        30,
        "kai",
        leading=2.0,
    )
    y = s.para(140, y + 20, 960, "特此声明。", 30, "kai")
    s.text(140, y + 120, f"姓名：{name}", 29)
    s.text(140, y + 190, f"身份证号码：{c.person.number}", 29)
    _promise(c, o, s, y + 320, "本人签字：")
    if o.get("unit_seal_too"):
        s.text(140, y + 500, "单位审核意见：情况属实。", 28)
        if o.get("seal", True):
            s.stamp(c.unit_stamp(), 560, y + 560)
    s.fields.update(name=name, id_number=c.person.number)
    return s


@layout("commitment_letter", "boxed")
def _commit_boxed(c: Case, o: Options, rng: random.Random) -> Sheet:
    name = o.get("name", c.person.name)
    s = Sheet(A4, rng)
    s.centre(120, "专业技术资格申报承诺书", 46, "songb")
    s.grid(
        110,
        240,
        [180, 330, 180, 330],
        [
            (70, ["姓名", name, "申报资格", c.target]),
            (70, ["身份证号", Cell(c.person.number, 3)]),
            (70, ["工作单位", Cell(c.employer.name, 3)]),
        ],
        27,
    )
    s.rect((110, 450, 1130, 1250))
    y = s.para(
        140,
        490,
        960,
        "本人自愿申报上述专业技术资格，对本次申报提交的所有材料（含附件、证书、业绩证明、论文等）作出以下承诺：所填内容和提供的材料均真实有效，本人对其真实性负责。"
        "如提供虚假材料，一经查实，同意取消当年申报资格，已取得资格的予以撤销，并承担由此产生的一切责任。",
        29,
        leading=1.9,
    )
    _promise(c, o, s, y + 140, "承诺人：")
    if o.get("unit_seal_too"):
        s.text(140, 1300, "用人单位意见：", 28)
        if o.get("seal", True):
            s.stamp(c.unit_stamp(), 800, 1400)
    s.fields.update(name=name, id_number=c.person.number)
    return s


def _publicity(c: Case, o: Options) -> tuple[dt.date, dt.date]:
    return o.get("start", dt.date(c.year, 8, 5)), o.get("end", dt.date(c.year, 8, 12))


@layout("public_notice_proof", "result")
def _result(c: Case, o: Options, rng: random.Random) -> Sheet:
    start, end = _publicity(c, o)
    s, _ = _letter(
        c,
        o,
        rng,
        "职称申报公示情况证明",
        [
            f"根据{c.year}年度职称申报工作要求，我单位对{c.person.name}同志申报{c.target}（{c.specialty}专业）的材料进行了审核，并于{day(start)}至{day(end)}在单位公告栏和内部网站予以公示，公示内容包括个人基本情况、学历资历、业绩成果、年度考核等。",
            "公示期间未收到任何异议，同意推荐申报。",
            "特此证明。",
        ],
        address=f"{c.bureau}：",
        date=end + dt.timedelta(days=1),
    )
    s.fields.update(period_start=start.isoformat(), period_end=end.isoformat())
    return s


@layout("public_notice_proof", "notice")
def _notice(c: Case, o: Options, rng: random.Random) -> Sheet:
    start, end = _publicity(c, o)
    s, y = _letter(
        c,
        o,
        rng,
        "公    示",
        [
            f"经个人申报、单位考核推荐，拟推荐{c.person.name}同志参加{c.year}年度{c.target}职务任职资格评审，现将有关情况予以公示，接受群众监督。",
            f"公示时间：{start.year}年{start.month}月{start.day}日—{end.month}月{end.day}日（不少于5个工作日）。",
            f"如有异议，请于公示期内以书面形式向单位人事部门反映。联系电话：099-{rng.randrange(6000000, 6999999)}。",
        ],
        date=start,
    )
    s.grid(
        140,
        y + 60,
        [140, 100, 200, 260, 260],
        [
            (60, ["姓名", "性别", "学历", "现职称", "拟申报职称"]),
            (66, [c.person.name, "男" if c.person.male else "女", c.education, c.title, c.target]),
        ],
        26,
    )
    s.para(140, y + 240, 960, "公示结果：公示期满，无异议。", 29)
    s.fields.update(period_start=start.isoformat(), period_end=end.isoformat())
    return s


@layout("public_notice_proof", "table")
def _publicity_table(c: Case, o: Options, rng: random.Random) -> Sheet:
    start, end = _publicity(c, o)
    s = Sheet(A4, rng)
    s.centre(140, "单位公示证明", 52, "songb", gap=8)
    s.grid(
        120,
        280,
        [230, 770],
        [
            (80, ["申报人", c.person.name]),
            (80, ["申报职称及专业", f"{c.target}（{c.specialty}）"]),
            (80, ["公示方式", "单位公示栏张榜、办公网"]),
            (80, ["公示起止时间", f"{start:%Y.%m.%d} - {end:%Y.%m.%d}"]),
            (80, ["公示天数", f"{o.get('days', 6)}个工作日"]),
            (160, ["群众反映情况", "公示期内未接到任何形式的异议。"]),
            (300, ["单位意见", Cell("情况属实，同意上报。", align="t")]),
        ],
        29,
    )
    close_letter(
        s,
        980,
        c.employer.name,
        day(end + dt.timedelta(days=1)),
        c.unit_stamp() if o.get("seal", True) else None,
        size=25,
    )
    s.fields.update(period_start=start.isoformat(), period_end=end.isoformat())
    return s


@layout("unit_statement", "statement")
def _statement(c: Case, o: Options, rng: random.Random) -> Sheet:
    body = o.get(
        "body",
        f"兹有我单位职工{c.person.name}（身份证号{c.person.number}），自{c.title_date.year}年起在我单位从事{c.specialty}相关工作，岗位为{c.post}。该同志工作认真负责，专业能力较强。以上情况属实，特此说明。",
    )
    s, y = _letter(
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
    s, _ = _letter(
        c,
        o,
        rng,
        "业绩成果个人贡献证明",
        [
            f"“{c.project}”项目由我单位承担，主要完成人为{c.colleagues[0].name}、{c.person.name}、{c.colleagues[1].name}等{rng.randrange(4, 7)}人。",
            f"其中{c.person.name}同志担任专业负责人，排名第{'一二三四五'[rank - 1]}，主要承担结构计算、施工图设计及现场技术服务等工作，独立完成设计文件约{rng.randrange(3, 8)}万字。",
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
        s, y = _letter(
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
    s, _ = _letter(
        c,
        o,
        rng,
        "经济效益证明",
        [
            f"我单位采用{c.person.name}同志主持完成的“{c.project}”成果，自{c.year - 2}年1月至{c.year - 1}年12月累计新增产值{amount * 9}万元，新增利润{amount}万元，缴纳税金{amount // 6}万元。",
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
        f"{c.person.name}同志自{c.graduated.year}年7月起在我单位工作，现任{c.post}，从事{c.specialty}工作已满{c.year - c.graduated.year}年。特此说明。",
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
