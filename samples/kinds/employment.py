"""Employment papers: shares, salary, tax, contracts, statements of insurance, skill look-ups."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples.case import Case, Options, close_letter, day, layout
from samples.seals import Stamp
from samples.sheet import A4, Cell, Sheet


def months_until(end: dt.date, count: int) -> list[str]:
    """The last ``count`` months up to a date, as YYYY-MM."""
    found = []
    year, m = end.year, end.month
    for _ in range(count):
        found.append(f"{year}-{m:02d}")
        year, m = (year - 1, 12) if m == 1 else (year, m - 1)
    return found[::-1]


@layout("equity_proof", "table")
def _equity(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.centre(130, "公司股权结构证明", 48, "songb")
    s.text(130, 250, f"企业名称：{c.employer.name}", 28)
    s.text(130, 305, f"统一社会信用代码：{c.employer.code}", 28)
    rows: list[tuple[float, list[Any]]] = [
        (64, ["序号", "股东名称", "出资额（万元）", "持股比例", "股东类型"])
    ]
    rows += [
        (64, [str(i + 1), p.name, str(share * 10), f"{share}%", "自然人"])
        for i, (p, share) in enumerate(zip(c.colleagues[:3], (60, 25, 15), strict=True))
    ]
    s.grid(130, 380, [100, 250, 230, 190, 200], rows, 27)
    s.para(130, 720, 960, "我公司为非公有制企业，以上股权结构属实，特此证明。", 29)
    close_letter(
        s, 900, c.employer.name, day(dt.date(c.year, 8, 6)), c.unit_stamp() if o.get("seal", True) else None
    )
    return s


@layout("salary_flow", "bank")
def _salary(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.centre(90, "澄江银行个人账户交易明细", 42, "heib")
    s.text(
        90,
        180,
        f"户名：{o.get('name', c.person.name)}    账号：6299 **** **** {rng.randrange(1000, 9999)}",
        25,
        "hei",
    )
    s.text(
        90,
        225,
        (
            f"查询区间：{o.get('from_month', f'{c.year}-02')} 至 {o.get('to_month', f'{c.year}-07')}"
            f"    打印日期：{c.year}-08-{rng.randrange(3, 15):02d}"
        ),
        25,
        "hei",
    )
    rows: list[tuple[float, list[Any]]] = [(52, ["交易日期", "摘要", "交易金额", "余额", "对方户名"])]
    balance = rng.randrange(4000, 20000)
    for m in o.get("month_list") or months_until(dt.date(c.year, 7, 1), o.get("months", 6)):
        pay = rng.randrange(7200, 9800)
        balance += pay
        rows.append(
            (
                52,
                [
                    f"{m}-15",
                    "代发工资",
                    f"+{pay}.00",
                    f"{balance}.00",
                    Cell(o.get("employer", c.employer.name), size=20),
                ],
            )
        )
        if rng.random() < 0.7:
            spent = rng.randrange(300, 4000)
            balance -= spent
            rows.append(
                (52, [f"{m}-{rng.randrange(16, 28)}", "消费", f"-{spent}.00", f"{balance}.00", "商户消费"])
            )
    s.grid(90, 280, [170, 150, 180, 180, 380], rows, 22, "hei", 1)
    if o.get("seal", True):
        s.stamp(
            Stamp("澄江银行股份有限公司望山支行", centre="业务专用章(3)"), 880, 340 + sum(h for h, _ in rows)
        )
    if o.get("sign"):
        s.text(100, 360 + sum(h for h, _ in rows), "本人签名：", 26)
        s.sign(c.person.name, 250, 375 + sum(h for h, _ in rows))
    s.fields.update(name=o.get("name", c.person.name), employer=o.get("employer", c.employer.name))
    return s


@layout("tax_proof", "record")
def _tax(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng, (255, 255, 255))
    s.centre(90, "中华人民共和国", 34, "song")
    s.centre(140, "个人所得税纳税记录", 50, "songb")
    s.text(90, 250, f"记录期间：{c.year}年1月至{c.year}年7月", 24)
    s.text(90, 300, f"纳税人名称：{c.person.name}    纳税人识别号：{c.person.number}", 24)
    rows: list[tuple[float, list[Any]]] = [
        (54, ["申报日期", "实缴（退）金额", "入（退）库日期", "所得项目", "税款所属期", "扣缴义务人"])
    ]
    rows += [
        (
            54,
            [
                f"{m}-12",
                f"{rng.uniform(20, 200):.2f}",
                f"{m}-14",
                "工资薪金所得",
                m,
                Cell(o.get("employer", c.employer.name), size=18),
            ],
        )
        for m in months_until(dt.date(c.year, 7, 1), 7)
    ]
    s.grid(80, 360, [160, 160, 170, 180, 150, 270], rows, 22, line=1)
    s.text(90, 860, "金额合计（大写）：柒佰叁拾贰元整", 24)
    if o.get("seal", True):
        s.stamp(Stamp(f"{c.city}税务局", centre="个人所得税业务章"), 920, 960)
    s.fields.update(name=c.person.name, employer=c.employer.name)
    return s


@layout("labour_contract", "cover")
def _contract_cover(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    s.text(800, 130, f"合同编号：{c.year - 4}-{rng.randrange(100, 999)}", 26)
    s.centre(400, "事 业 单 位 聘 用 合 同" if c.sector == "事业单位" else "劳  动  合  同  书", 66, "songb")
    for i, (label, value) in enumerate(
        (
            ("甲方（用人单位）", c.employer.name),
            ("乙方（劳动者）", c.person.name),
            ("身份证号码", c.person.number),
            ("签订日期", day(dt.date(c.year - 4, 1, 1))),
        )
    ):
        s.text(520, 780 + i * 110, f"{label}：", 31, anchor="r")
        s.text(540, 778 + i * 110, value, 31, "kai")
        s.line(535, 822 + i * 110, 1080, 822 + i * 110, width=1)
    s.centre(1480, "人力资源和社会保障部门监制", 28)
    s.fields.update(name=c.person.name, employer=c.employer.name)
    return s


@layout("labour_contract", "signing")
def _contract_signing(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet(A4, rng)
    y = 110.0
    for clause in (
        f"第十一条  合同期限自{c.year - 4}年1月1日起至{o.get('end_year', c.year + 1)}年12月31日止。",
        f"第十二条  乙方同意按照甲方工作需要，在{c.post}岗位从事{c.specialty}工作。",
        "第十三条  甲乙双方经协商一致，可以变更本合同的约定。变更应当采用书面形式。",
        "第十四条  甲方违反本合同约定的，应当依法承担违约责任；乙方解除合同应提前三十日书面通知甲方。",
        "第十五条  本合同未尽事宜，按国家和地方有关规定执行。",
        "第十六条  本合同一式三份，甲乙双方各执一份，存档一份，自双方签字盖章之日起生效。",
    ):
        y = s.para(120, y, 1000, clause, 28, leading=1.9)
    s.text(140, y + 120, "甲方（盖章）：", 28)
    s.text(140, y + 210, "法定代表人（签字）：", 28)
    s.text(720, y + 120, "乙方（签字）：", 28)
    if o.get("seal", True):
        s.stamp(c.unit_stamp(), 440, y + 150)
    s.sign(c.head, 420, y + 225, 44)
    if o.get("sign", True):
        s.sign(c.person.name, 920, y + 135, 46)
    s.text(140, y + 340, day(dt.date(c.year - 4, 1, 1)), 27)
    s.text(720, y + 340, day(dt.date(c.year - 4, 1, 1)), 27)
    return s


@layout("insurance_statement", "two_units")
def _insurance_statement(c: Case, o: Options, rng: random.Random) -> Sheet:
    other = o.get("second_unit", c.school)
    s = Sheet(A4, rng)
    s.centre(170, "关于社会保险异地缴纳的情况说明", 46, "songb")
    s.para(
        140,
        310,
        960,
        (
            f"{c.person.name}同志（身份证号{c.person.number}）系{c.employer.name}在职职"
            f"工，自{c.year - 3}年5月起，因项目派驻，其社会保险由{other.name}代为缴纳，"
            f"劳动关系及工资发放均在{c.employer.name}。情况属实，特此说明。"
        ),
        30,
        leading=1.9,
    )
    for x, unit, key in ((360, other, "second_seal"), (880, c.employer, "seal")):
        s.text(x, 860, unit.name, 26, anchor="m")
        s.text(x, 910, day(dt.date(c.year, 8, 10)), 26, anchor="m")
        if o.get(key, True):
            s.stamp(Stamp(unit.name, serial=unit.serial[:13]), x + 10, 890)
    if o.get("sign", True):
        s.text(140, 1120, "本人签名：", 28)
        s.sign(c.person.name, 300, 1135)
    s.fields.update(name=c.person.name, employer=c.employer.name)
    return s


@layout("skill_lookup_result", "web")
def _lookup(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1600, 900), rng, (255, 255, 255), dpi=110)
    s.draw.rectangle((0, 0, 1600, 100), fill=(30, 100, 180))
    s.text(60, 30, "技能人才评价证书全国联网查询（样例）", 36, "heib", fill=(255, 255, 255))
    s.text(60, 140, "查询结果", 30, "heib")
    s.grid(
        60,
        210,
        [300, 700],
        [
            (56, ["姓名", c.person.name]),
            (56, ["证件号码", c.person.number[:6] + "********" + c.person.number[-4:]]),
            (56, ["职业名称", "水工监测工"]),
            (56, ["技能等级", "一级/高级技师"]),
            (56, ["证书编号", f"S9999{c.year - 6}{rng.randrange(10**6, 10**7)}"]),
            (56, ["发证日期", f"{c.year - 6}-05-20"]),
            (56, ["证书状态", "有效"]),
        ],
        25,
        "hei",
        1,
    )
    s.fields.update(name=c.person.name)
    return s
