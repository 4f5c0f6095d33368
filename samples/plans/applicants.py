"""The invented applicants of the dossiers, one for each notice and seed."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples.case import Case
from samples.cast import Paper, paper, person, unit

JOURNALS = (
    ("江淮水工技术", "Jianghuai Hydraulic Technology", "澄江水利学会"),
    ("城镇工程与管理", "Urban Engineering and Management", "澄江土木建筑学会"),
    ("机电设计与应用", "Electromechanical Design and Application", "澄江机械工程学会"),
    ("工程实践与研究", "Engineering Practice and Research", "澄江工程师学会"),
)


def applicant(rng: random.Random, year: int, **facts: Any) -> Case:
    """A case with invented people and units; ``facts`` are the Case's fields that the notice sets."""
    born = facts.pop("born")
    me = person(rng, born)
    colleagues = []
    while len(colleagues) < 7:
        other = person(rng, born - 8)
        if other.name not in {me.name, *(p.name for p in colleagues)}:
            colleagues.append(other)
    employer_name, place = facts.pop("employer_name"), facts.pop("place")
    titles, city = facts.pop("paper_titles"), facts["city"]
    papers: list[Paper] = []
    for i, (title, published, first) in enumerate(titles):
        authors = (me.name,) if first else (colleagues[0].name, me.name)
        papers.append(
            paper(
                rng,
                title,
                JOURNALS[
                    (rng.randrange(4) + i) % 4
                    if i == 0
                    else (JOURNALS.index((papers[0].journal, papers[0].english, papers[0].host)) + i) % 4
                ],
                published,
                authors,
                f"{rng.choice((34, 51, 33, 32))}-{rng.randrange(1940, 1999)}/"
                + rng.choice(("TV", "TU", "TH", "TB")),
            )
        )
    return Case(
        person=me,
        employer=unit(employer_name, place, rng, "12" if facts.get("sector") == "事业单位" else "91"),
        school=unit(facts.pop("school_name"), city, rng, "12"),
        year=year,
        papers=tuple(papers),
        colleagues=tuple(colleagues),
        head=person(rng, 1970).name,
        **facts,
    )


def profile(c: Case, **facts: Any) -> dict[str, Any]:
    """A profile that answers every question; ``facts`` override the usual answers."""
    usual: dict[str, Any] = {
        "name": c.person.name,
        "id_number": c.person.number,
        "employer": c.employer.name,
        "employer_type": "private",
        "target_level": "senior",
        "specialty": c.specialty,
        "series": "工程",
        "route": "regular",
        "career_change": False,
        "education": "bachelor",
        "graduation_year": c.graduated.year,
        "has_publication": True,
        "achievements_joint": True,
        "achievement_kinds": ["award", "patent"],
        "title_issued_elsewhere": False,
        "insurance_elsewhere": False,
        "entrusted": False,
        "relies_on_senior_title": False,
        "direct_route": False,
        "peer_experts": [],
        "prior_title_date": c.title_date,
        "work_start_date": c.graduated + dt.timedelta(days=14),
        "term": {"start": dt.date(c.title_date.year + 1, 1, 1), "end": dt.date(c.year - 1, 12, 31)},
        "nationality": "mainland",
        "service_status": "in_service",
        "file_keeper": "本单位",
        "chsi_found": True,
        "first_login": False,
        "applications_this_year": 1,
        "confirmed": {},
    }
    return {**usual, **facts}
