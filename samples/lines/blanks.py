"""What fills the blanks of a dossier's templates: the applicant's data, and what a page's options say of it."""

from __future__ import annotations

import datetime as dt
import random

from samples.case import Case, Options, day, han_day, sex
from samples.cast import Paper
from samples.kinds.merits import grantor_of, owner_of
from samples.kinds.papers import paper_of
from samples.kinds.training import entries_of, training_body


def values(c: Case, o: Options, rng: random.Random) -> dict[str, str]:
    """Every blank that is the applicant's or the page's own."""
    registrar = o.get("registrar", rng.random() < 0.4)
    return {
        **_personal(c, o),
        **_dated(c, o),
        **_counted(c, o),
        **_published(paper_of(c, o)),
        "project": o.get("project", c.project),
        "owner": owner_of(c, o),
        "grantor": grantor_of(c, o),
        "award": o.get("award", "二等奖"),
        "prize": o.get("prize", "工程勘察设计优秀成果"),
        "trainer": training_body(c),
        "colleague": c.colleagues[0].name,
        "colleague2": c.colleagues[1].name,
        "unit_part": "所在单位审核意见(盖章) {seal:unit}" if o.get("unit_seal_too") else "",
        "registrar": "登记人:{clerk}" if registrar else "",
    }


def _personal(c: Case, o: Options) -> dict[str, str]:
    p = o.get("person", c.person)
    return {
        "name": o.get("name", p.name),
        "id": o.get("id_number", p.number),
        "sex": sex(p),
        "born": day(p.birth),
        "unit": o.get("employer", c.employer.name),
        "credit": c.employer.code,
        "title": o.get("title", c.title),
        "level": o.get("level", c.title_level),
        "major": c.major,
        "field": c.specialty,
        "target": c.target,
        "post": c.post,
        "bureau": c.bureau,
        "city": c.city,
        "school": c.school.name,
        "education": c.education,
        "length": "三年" if _years_of_study(c) == 3 else "四年",
    }


def _years_of_study(c: Case) -> int:
    return 3 if c.education == "专科" else 4


def _dated(c: Case, o: Options) -> dict[str, str]:
    start, end = o.get("start", dt.date(c.year - 5, 1, 1)), o.get("end", dt.date(c.year, 12, 31))
    date, title_date = o.get("date", dt.date(c.year, 8, 20)), o.get("date", c.title_date)
    return {
        "year": str(c.year),
        "entered": f"{c.graduated.year - _years_of_study(c)}年9月",
        "graduated": day(c.graduated),
        "graduated_han": han_day(c.graduated),
        "title_date": day(title_date),
        "title_issued": day(title_date + dt.timedelta(days=40)),
        "date": day(date),
        "date_han": han_day(date),
        "date.year": str(date.year),
        "start": day(start),
        "end": day(end),
        "after_end": day(end + dt.timedelta(days=1)),
        "before": day(dt.date(c.year, 8, 28)),
        "contract": day(dt.date(c.year - 4, 1, 1)),
        "contract_end": day(dt.date(c.year + 1, 12, 31)),
    }


def _counted(c: Case, o: Options) -> dict[str, str]:
    """Years, hours and their sums."""
    entries = entries_of(c, o)
    common, specialist = o.get("common", 30), o.get("specialist", 60)
    return {
        "assessed": str(o.get("assessed", c.year - 1)),
        "result": o.get("result", "合格"),
        "common": str(common),
        "specialist": str(specialist),
        "both": str(common + specialist),
        "years.sum": str((common + specialist) * len(o.get("years", []))),
        "e.first": str(entries[0]["year"]) if entries else "",
        "e.sum": str(sum(entry["hours"] for entry in entries)),
    }


def _published(paper: Paper) -> dict[str, str]:
    return {
        "journal": paper.journal,
        "english": paper.english,
        "host": paper.host,
        "issn": paper.issn,
        "cn": paper.cn,
        "iy": str(paper.year),
        "in": str(paper.issue),
        "paper": paper.title,
        "authors": " ".join(paper.authors),
        "page": str(paper.first_page),
    }
