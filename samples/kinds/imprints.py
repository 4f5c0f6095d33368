"""The pages with the numbers of journals and books: ISSN and CN, ISBN."""

from __future__ import annotations

import random

from samples import ornaments
from samples.case import Case, Options, layout
from samples.cast import Paper, isbn
from samples.kinds.papers import TOPICS, note_issue, paper_of
from samples.sheet import A4, Sheet


def _masthead(p: Paper, rng: random.Random) -> list[tuple[str, str]]:
    return [
        ("主管单位", p.host.replace("学会", "科学技术协会")),
        ("主办单位", p.host),
        ("编辑出版", f"《{p.journal}》编辑部"),
        ("主    编", rng.choice("王李张刘陈") + "文远"),
        ("地    址", "皖澄市望山路118号"),
        ("邮政编码", f"99{rng.randrange(1000, 9999)}"),
        ("电    话", f"099-{rng.randrange(6000000, 6999999)}"),
        ("印    刷", "澄江印务有限公司"),
        ("发行范围", "国内外公开发行"),
        ("国际标准连续出版物号", f"ISSN {p.issn}"),
        ("国内统一连续出版物号", f"CN {p.cn}"),
        ("定    价", "15.00元"),
    ]


@layout("paper_copyright_page", "masthead")
def _copyright(c: Case, o: Options, rng: random.Random) -> Sheet:
    p = paper_of(c, o)
    s = Sheet(A4, rng)
    s.centre(180, p.journal, 80, "songb", gap=10)
    s.centre(300, p.english, 30)
    s.centre(350, f"（{p.year - rng.randrange(20, 40)}年创刊）", 26)
    s.centre(430, f"{p.year}年第{p.issue}期  {p.year}年{p.issue}月15日出版", 30)
    for i, (label, value) in enumerate(_masthead(p, rng)):
        s.text(560, 560 + i * 66, label, 28, "hei", anchor="r")
        s.text(600, 560 + i * 66, value, 28)
    s.para(
        150,
        1420,
        940,
        "版权声明：凡投稿本刊的文章，视为同意本刊及合作数据库使用，作者著作权使用费与稿酬一次性付清。本刊所载文章未经许可不得转载。",
        24,
    )
    note_issue(s, p)
    s.fields.update(issn=p.issn, cn="CN " + p.cn)
    return s


@layout("paper_copyright_page", "frame")
def _copyright_frame(c: Case, o: Options, rng: random.Random) -> Sheet:
    p = paper_of(c, o)
    s = Sheet(A4, rng)
    s.rect((90, 90, 470, 1660), width=2)
    y = 130.0
    for label, value in _masthead(p, rng):
        s.text(110, y, label.replace(" ", "") + "：", 24, "heib")
        for line in s.wrap(value, 330, 24, "song"):
            y += 38
            s.text(120, y, line, 24)
        y += 54
    s.text(530, 120, "编 辑 委 员 会", 34, "heib")
    for i in range(8):
        s.text(
            530,
            190 + i * 48,
            "　".join(
                rng.choice("王李张刘陈杨赵黄周吴") + rng.choice(("建国", "志明", "文", "海", "晓东"))
                for _ in range(5)
            ),
            24,
        )
    s.text(530, 650, "本期要目", 32, "heib")
    for i, topic in enumerate([p.title, *rng.sample(TOPICS, 9)]):
        s.text(530, 720 + i * 70, topic[:22], 25)
    ornaments.bars(s, 560, 1480, 320, 110)
    s.text(560, 1600, f"ISSN {p.issn}", 26, "hei")
    note_issue(s, p)
    s.fields.update(issn=p.issn, cn="CN " + p.cn)
    return s


@layout("paper_copyright_page", "back_cover")
def _back_cover(c: Case, o: Options, rng: random.Random) -> Sheet:
    p = paper_of(c, o)
    s = Sheet((1120, 1580), rng, (246, 248, 250), dpi=135)
    ornaments.photo_scene(s, (0, 0, 1120, 800), rng)
    s.centre(860, "欢迎订阅  欢迎投稿", 44, "heib")
    s.text(100, 1010, f"《{p.journal}》  {p.year}年第{p.issue}期", 30, "hei")
    s.text(100, 1080, f"主办：{p.host}", 26, "hei")
    s.text(100, 1130, f"刊号：ISSN {p.issn}   CN {p.cn}", 28, "hei")
    s.text(100, 1190, f"邮发代号：99-{rng.randrange(100, 400)}    定价：15.00元", 26, "hei")
    ornaments.bars(s, 720, 1260, 300, 120)
    s.text(720, 1392, f"ISSN {p.issn}", 24, "hei")
    s.text(720, 1424, f"CN {p.cn}", 24, "hei")
    note_issue(s, p)
    s.fields.update(issn=p.issn, cn="CN " + p.cn)
    return s


@layout("isbn_page", "cip")
def _isbn(c: Case, o: Options, rng: random.Random) -> Sheet:
    s = Sheet((1060, 1500), rng, dpi=140)
    number, title = o.get("isbn", isbn(rng)), o.get("title", c.specialty + "技术与实践")
    s.text(110, 120, "图书在版编目（CIP）数据", 30, "heib")
    s.para(110, 190, 840, f"{title} / {c.person.name}著．—— 澄江：澄江科技出版社，{c.year - 1}.6", 27)
    s.text(160, 310, f"ISBN {number}", 28)
    s.para(110, 370, 840, f"Ⅰ．①{title[:4]}… Ⅱ．①{c.person.name[0]}… Ⅲ．①{c.specialty}—研究 Ⅳ．①TV", 26)
    s.text(110, 480, f"中国版本图书馆CIP数据核字（{c.year - 1}）第{rng.randrange(100000, 299999)}号", 26)
    s.line(110, 560, 950, 560)
    for i, (label, value) in enumerate(
        (
            ("书    名", title),
            ("作    者", c.person.name + " 著"),
            ("出版发行", "澄江科技出版社"),
            ("经    销", "各地新华书店"),
            ("开    本", "787mm×1092mm 1/16"),
            ("字    数", "286千字"),
            ("版    次", f"{c.year - 1}年6月第1版"),
            ("印    次", f"{c.year - 1}年6月第1次印刷"),
            ("书    号", f"ISBN {number}"),
            ("定    价", "58.00元"),
        )
    ):
        s.text(130, 610 + i * 62, f"{label}  {value}", 28)
    s.text(110, 1330, "版权所有 侵权必究", 26, "hei")
    s.fields.update(isbn=number)
    return s
