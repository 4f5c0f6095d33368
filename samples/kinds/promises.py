"""Commitments to honesty, and the proof of the unit's publicity."""

from __future__ import annotations

import datetime as dt
import random

from samples.case import Case, Options, close_letter, day, layout
from samples.kinds.letters import letter
from samples.sheet import A4, Cell, Sheet


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
    s, _ = letter(
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
    s, y = letter(
        c,
        o,
        rng,
        "公    示",
        [
            f"经个人申报、单位考核推荐，拟推荐{c.person.name}同志参加{c.year}年度{c.target}职务任职资格评审，现将有关情况予以公示，接受群众监督。",
            f"公示时间：{start.year}年{start.month}月{start.day}日—{end.month}月{end.day}日（不少于5个工作日）。",
            (
                f"如有异议，请于公示期内以书面形式向单位人事部门反映。"
                f"联系电话：099-{rng.randrange(6000000, 6999999)}"
                "。"
            ),
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
