"""Journal articles and books: cover, contents, the page with the numbers, the article itself."""

from __future__ import annotations

import random

from samples import ornaments
from samples.case import Case, Options, layout
from samples.cast import Paper
from samples.sheet import A4, Cell, Colour, Sheet

TOPICS = (
    "渠道衬砌防渗结构受力分析",
    "中小河流治理工程设计要点",
    "泵站机组振动监测与诊断",
    "混凝土面板坝裂缝成因研究",
    "农村饮水管网优化布置",
    "灌区信息化平台建设实践",
    "堤防工程白蚁防治技术",
    "城市道路沥青路面病害检测",
    "装配式管廊节点性能试验",
    "机械加工工艺参数优化",
    "纺织染整废水处理工艺改进",
    "高压电缆接头故障分析",
    "农田土壤墒情预测模型",
    "BIM技术在水闸设计中的应用",
)
BODY = (
    "随着流域防洪与供水要求不断提高，传统设计方法已难以适应工程实际。本文结合工程实例，对结构在多种工况下的受力状态进行了计算与分析，并与现场监测成果进行对比，结果表明所提方法具有较好的适用性。"
    "计算采用三维有限元模型，材料参数取自室内试验与地质勘察报告，边界条件按照"
    "规范规定选取。由计算结果可知，最大拉应力出现在底板中部，数值为0.86 MPa，"
    "小于混凝土抗拉强度设计值。"
    "施工期应加强温度控制和养护管理，合理安排浇筑顺序，避免因温差过大产生贯穿性裂缝。运行期应定期开展安全监测，及时整编分析资料，发现异常时应立即查明原因并采取处理措施。"
    "与原方案相比，优化后的断面可节省混凝土方量约一成，工程投资相应减少，经济效益明显。该成果已在多座工程中得到应用，可供同类工程设计参考。"
)


def paper_of(c: Case, o: Options) -> Paper:
    """The article that the options name."""
    found: Paper = o.get("paper") or c.papers[o.get("which", 0) % len(c.papers)]
    return found


def note_issue(s: Sheet, p: Paper) -> None:
    """Note the journal and the issue among the page's fields."""
    s.fields.update(journal=p.journal, issue=f"{p.year}年第{p.issue}期")


@layout("paper_cover", "colour_block")
def _cover(c: Case, o: Options, rng: random.Random) -> Sheet:
    p = paper_of(c, o)
    colour: Colour = rng.choice(((26, 78, 130), (20, 110, 100), (150, 40, 44), (90, 96, 40)))
    s = Sheet((1120, 1580), rng, (252, 252, 252), dpi=135)
    s.draw.rectangle((0, 0, s.w, 520), fill=colour)
    s.centre(130, p.journal, 110, "songb", fill=(255, 255, 255), gap=16)
    s.centre(300, p.english, 32, "song", fill=(230, 236, 240))
    s.text(80, 420, f"{p.host} 主办", 30, "hei", fill=(255, 255, 255))
    s.text(1040, 400, f"{p.year}.{p.issue}", 70, "heib", fill=(255, 255, 255), anchor="r")
    ornaments.photo_scene(s, (80, 600, 1040, 1180), rng)
    s.text(80, 1230, "本期导读", 30, "heib")
    for i, topic in enumerate(rng.sample(TOPICS, 3)):
        s.text(80, 1290 + i * 50, f"■ {topic}", 26, "hei")
    s.text(1040, 1480, f"第{p.year - 1980}卷  总第{(p.year - 1980) * 12 + p.issue}期", 26, "hei", anchor="r")
    if rng.random() < 0.5:
        s.text(80, 1480, f"ISSN {p.issn}", 24, "hei")
    note_issue(s, p)
    return s


@layout("paper_cover", "plain")
def _cover_plain(c: Case, o: Options, rng: random.Random) -> Sheet:
    p = paper_of(c, o)
    s = Sheet((1120, 1580), rng, rng.choice(((236, 240, 244), (246, 242, 230), (238, 244, 238))), dpi=135)
    s.centre(180, p.journal, 120, "kai", gap=24, fill=(150, 24, 30) if rng.random() < 0.5 else (20, 40, 90))
    s.centre(350, p.english.upper(), 34, "song")
    s.line(100, 420, 1020, 420, width=5)
    s.centre(520, f"{p.year}年 第{p.issue}期", 52, "hei")
    s.centre(610, f"（{'月刊' if p.issue > 6 else '双月刊'}）", 34, "song")
    s.draw.ellipse((410, 790, 710, 1090), outline=(120, 130, 150), width=6)
    s.draw.polygon(((560, 840), (640, 1000), (480, 1000)), fill=(150, 160, 180))
    s.centre(1300, f"{p.host}  主办", 34, "song")
    s.centre(1370, "国内外公开发行", 28, "song")
    note_issue(s, p)
    return s


@layout("paper_cover", "magazine")
def _cover_magazine(c: Case, o: Options, rng: random.Random) -> Sheet:
    p = paper_of(c, o)
    s = Sheet((1120, 1580), rng, dpi=135)
    ornaments.photo_scene(s, (0, 0, 1120, 1580), rng)
    s.text(70, 70, p.journal, 150, "heib", fill=(255, 255, 255))
    s.text(76, 250, p.english, 34, "hei", fill=(255, 255, 255))
    s.text(1050, 300, f"{p.year}年{p.issue}月", 40, "hei", fill=(255, 240, 120), anchor="r")
    for i, topic in enumerate(rng.sample(TOPICS, 3)):
        s.text(70, 1100 + i * 90, topic, 46, "heib", fill=(255, 255, 255))
    s.text(70, 1490, f"CN {p.cn}    邮发代号 99-{rng.randrange(100, 400)}", 24, "hei", fill=(255, 255, 255))
    note_issue(s, p)
    return s


@layout("paper_toc", "dots")
def _toc(c: Case, o: Options, rng: random.Random) -> Sheet:
    p = paper_of(c, o)
    s = Sheet(A4, rng)
    s.text(110, 90, p.journal, 44, "songb")
    s.text(
        1130,
        104,
        f"{p.year}年第{p.issue}期（总第{(p.year - 1980) * 12 + p.issue}期）",
        26,
        "song",
        anchor="r",
    )
    s.line(110, 165, 1130, 165, width=3)
    s.centre(200, "目    次", 48, "hei")
    items = [
        (topic, rng.choice("王李张刘陈杨赵") + rng.choice(("建军", "晓明", "丽", "伟")), 3 + i * 9)
        for i, topic in enumerate(rng.sample(TOPICS, 12))
    ]
    items = sorted([*items, (p.title, "，".join(p.authors), p.first_page)], key=lambda item: item[2])
    for i, (title, author, page) in enumerate(items):
        y = 320 + i * 92
        if i % 5 == 0:
            s.text(110, y - 42, ("·研究与设计·", "·工程技术·", "·管理与经验·")[i // 5 % 3], 26, "heib")
        end = s.text(110, y, title[:26], 27)
        tail = s.width(author, 25, "kai")
        s.text(1060 - tail, y, author, 25, "kai")
        dots = int(max(0, 1040 - tail - end) / s.width("…", 25))
        s.text(end + 8, y, "…" * dots, 25)
        s.text(1130, y, f"({page})", 26, anchor="r")
    s.text(
        110,
        1610,
        (
            f"期刊基本参数：CN {p.cn} * {p.year} * m * A4 * 160 * zh * P * ¥15.00 * 15"
            f"00 * 28 * {p.year}-{p.issue:02d}"
        ),
        20,
    ) if rng.random() < 0.35 else None
    note_issue(s, p)
    s.fields.update(paper_title=p.title)
    return s


@layout("paper_toc", "two_column")
def _toc_columns(c: Case, o: Options, rng: random.Random) -> Sheet:
    p = paper_of(c, o)
    s = Sheet(A4, rng)
    s.draw.rectangle((0, 60, 330, 150), fill=(36, 84, 130))
    s.text(60, 78, "CONTENTS 目录", 36, "heib", fill=(255, 255, 255))
    s.text(1150, 90, f"{p.journal} {p.year}/{p.issue:02d}", 28, "hei", anchor="r")
    items = [
        (t, rng.choice("周吴郑钱孙") + rng.choice(("志强", "敏", "海涛")), 5 + i * 7)
        for i, t in enumerate(rng.sample(TOPICS, 13))
    ]
    items = sorted([*items, (p.title, " ".join(p.authors), p.first_page)], key=lambda item: item[2])
    for i, (title, author, page) in enumerate(items):
        x, y = (90, 230 + i * 190) if i < 7 else (660, 230 + (i - 7) * 190)
        s.text(x, y, f"{page:03d}", 30, "heib", fill=(36, 84, 130))
        for j, line in enumerate(s.wrap(title, 420, 26, "hei")):
            s.text(x + 80, y + j * 40, line, 26, "hei")
        s.text(x + 80, y + 90, author, 22, "song", fill=(100, 100, 100))
    note_issue(s, p)
    s.fields.update(paper_title=p.title)
    return s


@layout("paper_body", "first_page")
def _body(c: Case, o: Options, rng: random.Random) -> Sheet:
    p = paper_of(c, o)
    s = Sheet(A4, rng)
    s.text(110, 80, f"{p.year}年第{p.issue}期", 23)
    s.centre(80, p.journal, 24)
    s.text(1130, 80, str(p.first_page), 23, anchor="r")
    s.line(110, 122, 1130, 122)
    s.text(110, 150, f"文章编号：{p.issn}（{p.year}）{p.issue:02d}-{p.first_page:04d}-04", 21)
    y = 220.0
    for line in s.wrap(p.title, 900, 42, "heib"):
        y = s.centre(y, line, 42, "heib")
    y = s.centre(y + 10, "，".join(p.authors), 28, "kai")
    y = s.centre(y, f"（{c.employer.name}，{c.city} 990000）", 23, "song")
    y = s.para(
        160, y + 20, 920, "【摘  要】" + BODY[: rng.randrange(120, 170)], 23, "kai", indent=0, leading=1.55
    )
    y = s.para(160, y, 920, f"【关键词】{c.specialty}；工程设计；应用；分析", 23, "kai", indent=0)
    s.text(160, y + 4, f"中图分类号：TV{rng.randrange(100, 900)}  文献标识码：B", 21)
    _columns(s, y + 60, rng, "1  引言")
    note_issue(s, p)
    s.fields.update(paper_title=p.title, authors=list(p.authors))
    return s


def _columns(s: Sheet, top: float, rng: random.Random, heading: str) -> None:
    sentences = [sentence + "。" for sentence in BODY.split("。") if sentence]
    text = "".join(rng.choice(sentences) for _ in range(90))
    lines = s.wrap("　　" + text, 492, 23, "song")
    per = int((1640 - top) / 36)
    for k, x in enumerate((110, 638)):
        y = top
        for i, line in enumerate(lines[k * per : (k + 1) * per]):
            if i == 0 or (i == 9 and k):
                s.text(x, y, heading if k == 0 else "2  计算与分析", 25, "heib")
            else:
                s.text(x + 23 * 2 * line.startswith("　　"), y, line.strip("　"), 23)
            y += 36


@layout("paper_body", "next_page")
def _body_next(c: Case, o: Options, rng: random.Random) -> Sheet:
    p = paper_of(c, o)
    s = Sheet(A4, rng)
    s.text(110, 80, str(p.first_page + 1), 23)
    s.text(1130, 80, f"{p.journal}  {p.year}年第{p.issue}期", 23, anchor="r")
    s.line(110, 122, 1130, 122)
    s.grid(
        160,
        190,
        [190] * 5,
        [(44, ["工况", "水位/m", "位移/mm", "应力/MPa", "安全系数"])]
        + [
            (
                44,
                [
                    Cell(f"工况{i}"),
                    f"{rng.uniform(20, 40):.2f}",
                    f"{rng.uniform(1, 9):.2f}",
                    f"{rng.uniform(0.2, 1):.2f}",
                    f"{rng.uniform(1.2, 2):.2f}",
                ],
            )
            for i in range(1, 5)
        ],
        21,
        line=1,
    )
    s.centre(150, "表1  各工况计算成果", 21, "hei")
    _columns(s, 450, rng, "3  成果与讨论")
    note_issue(s, p)
    return s
