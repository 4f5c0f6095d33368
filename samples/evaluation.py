"""Labelled single pages to measure with: every kind, graded faults, missing marks, hard negatives."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import samples.kinds  # registers every layout
from samples import capture
from samples.case import LAYOUTS, Case, Options, render
from samples.plans.applicants import applicant
from samples.rendered import Rendered
from samples.truth import page_truth

assert samples.kinds

_UNITS = (
    "云川市政工程设计研究院",
    "宁远机电设备有限公司",
    "望江水务集团有限公司",
    "澄州市交通工程质量监督站",
    "溪口新材料科技股份有限公司",
    "平湖化工设计院有限公司",
    "南屏县农机推广服务中心",
    "东临建筑科学研究所",
)
_CITIES = ("云川市", "宁远市", "望江县", "澄州市", "溪口市", "南屏县")
_SCHOOLS = ("澄江大学", "宁远理工大学", "云川职业技术学院", "望江工程学院")
_FIELDS = (
    ("机械设计制造及其自动化", "机械工程"),
    ("土木工程", "建筑工程"),
    ("电气工程及其自动化", "电气工程"),
    ("环境工程", "环境工程"),
    ("水利水电工程", "水利工程"),
    ("高分子材料", "化学工程"),
)
_PROJECTS = (
    "老旧小区供水管网改造工程",
    "年产五万吨改性材料生产线",
    "县道大中修工程",
    "污水处理厂提标改造",
    "智能配电房建设项目",
    "农田灌溉泵站更新改造",
)
_COMMON = (
    "id_card",
    "graduation_certificate",
    "degree_certificate",
    "title_certificate",
    "appointment_letter",
    "ce_name_page",
    "ce_registration_page",
    "ce_verification_page",
    "ce_completion_certificate",
    "paper_cover",
    "paper_toc",
    "paper_copyright_page",
    "paper_body",
    "commitment_letter",
    "public_notice_proof",
    "post_approval_form",
    "annual_assessment",
    "business_licence",
    "award_certificate",
    "project_proof",
    "other",
)


def any_case(
    rng: random.Random,
    units: tuple[str, ...] = _UNITS,
    cities: tuple[str, ...] = _CITIES,
    schools: tuple[str, ...] = _SCHOOLS,
) -> Case:
    """Somebody's invented case; the names of units, cities and schools are drawn from those given."""
    year = rng.randrange(2016, 2025)
    major, specialty = rng.choice(_FIELDS)
    title, level, target = rng.choice(
        (
            ("工程师", "中级", "高级工程师"),
            ("助理工程师", "初级", "工程师"),
            ("高级工程师", "副高级", "正高级工程师"),
        )
    )
    born = rng.randrange(1966, 1996)
    return applicant(
        rng,
        year,
        born=born,
        employer_name=rng.choice(units),
        place=rng.choice(cities),
        city=rng.choice(cities),
        school_name=rng.choice(schools),
        major=major,
        education=rng.choice(("本科", "本科", "专科")),
        graduated=dt.date(born + 22, rng.choice((6, 7)), rng.randrange(1, 30)),
        title=title,
        title_level=level,
        specialty=specialty,
        title_date=dt.date(year - rng.randrange(3, 8), rng.randrange(1, 13), rng.randrange(1, 28)),
        target=target,
        post=rng.choice(("专业技术九级岗位", "技术员", "项目工程师", "主任工程师")),
        project=rng.choice(cities) + rng.choice(_PROJECTS),
        patent=rng.choice(("一种", "新型"))
        + rng.choice(("快速连接装置", "防冻型计量井", "可调式支撑机构", "污泥脱水设备")),
        sector=rng.choice(("事业单位", "企业")),
        paper_titles=[
            (
                rng.choice(("关于", ""))
                + specialty
                + rng.choice(("施工质量控制研究", "设计优化探讨", "关键技术应用")),
                year - 1,
                rng.random() < 0.7,
            )
        ],
    )


def forgotten(kind: str, rng: random.Random) -> Options:
    """What people forget: one page in four lacks its seal, one in four its signature; some are copies."""
    found: Options = {}
    if rng.random() < 0.25:
        found.update(seal=False, stamp=False)
    if rng.random() < 0.25:
        found["sign"] = False
    if rng.random() < 0.14:
        found["copy"] = "bilevel" if rng.random() < 0.4 else True
        if rng.random() < 0.5:
            found["unit_seal"] = True
    if rng.random() < 0.12:
        found["foot_sign"] = True
    if kind not in ("blank",) and rng.random() < 0.03:
        found["classified"] = rng.choice(("秘密★3年", "机密", "绝密★"))
    if kind == "commitment_letter" and rng.random() < 0.4:
        found["unit_seal_too"] = True
    if kind == "peer_report":
        found["signers"] = ("王建国", "李志成")
    return found


def _steps(page: Rendered, rng: random.Random) -> list[capture.Step]:
    """How it was captured, and in two pages of five one graded fault."""
    steps = (
        capture.phone(rng) if rng.random() < 0.4 and not page.conditions.get("copy") else capture.scan(rng)
    )
    faults: list[capture.Step] = [
        ("blur", rng.choice((0.5, 0.9, 1.6, 2.2, 2.8, 3.6, 4.8))),
        ("motion", rng.choice((3, 5, 8, 12, 16))),
        ("dark", rng.choice((0.3, 0.6, 1.0))),
        ("glare", rng.choice((0.3, 0.7, 1.0))),
        ("shadow", rng.choice((0.2, 0.6, 1.0))),
        ("crop", rng.choice((0.05, 0.12, 0.25))),
        ("resize", rng.choice((0.35, 0.45, 0.6))),
        ("skew", rng.choice((-6, -3, 2, 4, 8))),
        ("grey", 1),
    ]
    if rng.random() < 0.4:
        steps.append(rng.choice(faults))
    turn = rng.choice((0, 0, 0, 90, 180, 270))
    return [*steps, ("rotate", turn)] if turn else steps


def pages(seed: int, count: int) -> Iterator[tuple[Rendered, dict[str, Any]]]:
    """Rendered pages and their label records, a page at a time; the same seed and fonts give the same pages.

    Every third page is of any kind, the others of the kinds that every dossier has.
    """
    every = sorted(LAYOUTS)
    for number in range(count):
        rng = random.Random(f"pages/{seed}/{number}")
        kind = every[(number // 3 + seed) % len(every)] if number % 3 == 0 else rng.choice(_COMMON)
        page = render(kind, any_case(rng), forgotten(kind, rng), rng)
        page = capture.take(page, _steps(page, rng), rng)
        yield page, {**page_truth(page, f"{number:04d}.jpg", 1), "text": "\n".join(page.text)}


def write_pages(folder: Path, seed: int, count: int) -> None:
    """Write the pages as JPEG files with ``labels.jsonl`` beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "labels.jsonl").open("w", encoding="utf-8") as labels:
        for page, record in pages(seed, count):
            quality = random.Random(f"{seed}/{record['file']}").choice((40, 60, 75, 88))
            out = io.BytesIO()
            page.image.save(out, "JPEG", quality=quality, dpi=(page.dpi,) * 2)
            (folder / record["file"]).write_bytes(out.getvalue())
            labels.write(
                json.dumps(
                    {**record, "source": f"samples pages --seed {seed}", "license": "AGPL-3.0-or-later"},
                    ensure_ascii=False,
                )
                + "\n"
            )
