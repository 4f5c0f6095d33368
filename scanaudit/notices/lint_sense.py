"""What a checklist may say and yet cannot mean: dates out of order, rows that no page can meet, dead branches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from scanaudit.notices import demands as asked
from scanaudit.notices.clauses import ADDRESS
from scanaudit.notices.complaints import Complaint, say, unknown_word
from scanaudit.notices.evidence import EveryOf, EvidenceSpec, Kinds, OneOf, kinds_of
from scanaudit.notices.lint_conditions import contradictions, possible
from scanaudit.notices.model import Notice, Requirement
from scanaudit.notices.source import Loc
from scanaudit.text import Text

# On which pages a number can stand at all.
_BEARERS = {
    "issn": {"paper_cover", "paper_toc", "paper_copyright_page", "paper_body"},
    "cn": {"paper_cover", "paper_toc", "paper_copyright_page", "paper_body"},
    "isbn": {"paper_cover", "paper_copyright_page", "isbn_page"},
    "patent_number": {"patent_certificate"},
}
_HOURS = ("ce_registration_page", "ce_completion_certificate", "ce_verification_page", "ce_hours_check")


def sense(notice: Notice) -> Iterator[Complaint]:
    """Everything in ``notice`` that is well formed and cannot be meant."""
    yield from _windows(notice)
    windows = [window.id for window in notice.windows]
    for i, row in enumerate(notice.requirements):
        loc: Loc = ("requirements", i)
        if row.due is not None and row.due not in windows:
            yield unknown_word((*loc, "due"), Text(zh="时间段", en="window"), row.due, windows)
        yield from _handing_in(row, loc)
        yield from _addresses(row, loc)
        yield from possible(row, loc)
        yield from _branches(row.evidence, (*loc, "evidence"))
        yield from _meetable(row, loc)
        yield from _words(row, loc)
    yield from contradictions(notice)


def _windows(notice: Notice) -> Iterator[Complaint]:
    seen: set[str] = set()
    for i, window in enumerate(notice.windows):
        if window.id in seen:
            yield say(
                ("windows", i, "id"),
                f"时间段 {window.id} 重复，请改名。",
                f"the window {window.id} stands twice; rename one.",
            )
        seen.add(window.id)
        if window.opens and window.opens > window.closes:
            yield say(
                ("windows", i, "opens"),
                "开始晚于截止，请对调或改正。",
                "it opens after it closes; mend the dates.",
            )
        elif abs(window.closes.year - notice.year) > 1:
            yield say(
                ("windows", i, "closes"),
                f"不在 {notice.year} 年前后，请核对年份。",
                f"that is not about {notice.year}; check the year.",
            )
    if abs(notice.cutoff.year - notice.year) > 1:
        yield say(
            ("cutoff",),
            f"不在 {notice.year} 年前后，请核对年份。",
            f"that is not about {notice.year}; check the year.",
        )


def _handing_in(row: Requirement, loc: Loc) -> Iterator[Complaint]:
    if row.upload == "required" and row.applies_to == "evidence" and not {"U", "S"} & set(row.via):
        yield say(
            (*loc, "via"),
            "要求上传，via 却没有 U；请加上 U 或改为 optional。",
            "an upload is required, but via has no U; add it or set optional.",
        )
    if row.copies is not None and "P" not in row.via:
        yield say(
            (*loc, "copies"), "份数只用于纸质材料；请在 via 加上 P。", "copies are of paper; add P to via."
        )


def _addresses(row: Requirement, loc: Loc) -> Iterator[Complaint]:
    for j, clause in enumerate(row.clause):
        if not ADDRESS.fullmatch(clause):
            yield say(
                (*loc, "clause", j),
                f"{clause} 不是条款号；请写成 二(一)4(4) 或 附件1 一(二) 的样子。",
                f"{clause} is no clause address; write it like 二(一)4(4) or 附件1 一(二).",
            )


def _branches(spec: EvidenceSpec | None, loc: Loc) -> Iterator[Complaint]:
    """Alternatives that can never be the one that counts."""
    if isinstance(spec, EveryOf):
        for i, branch in enumerate(spec.all_of):
            yield from _branches(branch, (*loc, "all_of", i))
    if not isinstance(spec, OneOf):
        return
    for i, branch in enumerate(spec.any_of):
        yield from _branches(branch, (*loc, "any_of", i))
        if isinstance(branch, Kinds) and branch.count == 0:
            yield say(
                (*loc, "any_of", i, "count"),
                "可选的分支 count 为 0，等于什么都不要求；请改为 1。",
                "a branch of none asks for nothing; set count to 1.",
            )
        elif any(_enough(other, branch) for other in spec.any_of[:i]):
            yield say(
                (*loc, "any_of", i),
                "前面的分支已经够了，这一支永远用不上；请删去或改正。",
                "an earlier branch suffices wherever this one does; drop or mend it.",
            )


def _enough(easier: EvidenceSpec, harder: EvidenceSpec) -> bool:
    """Whether whatever meets ``harder`` meets ``easier`` too."""
    if not isinstance(easier, Kinds) or easier.when is not None:
        return False
    parts = harder.all_of if isinstance(harder, EveryOf) else (harder,)
    return any(
        isinstance(part, Kinds)
        and set(part.kinds) <= set(easier.kinds)
        and part.count >= easier.count
        and part.whose == easier.whose
        and not (easier.per_year and not part.per_year)
        for part in parts
    )


def _meetable(row: Requirement, loc: Loc) -> Iterator[Complaint]:
    """Demands that no page of the evidence could meet."""
    served = kinds_of(row.evidence)
    strangers = isinstance(row.evidence, Kinds) and row.evidence.whose == "others"
    names = [demand.demand for demand in row.demands]
    for i, demand in enumerate(row.demands):
        place = (*loc, "demands", i)
        match demand:
            case asked.NameDemand() if strangers:
                yield say(
                    place,
                    "要的是别人的证件，姓名不可能是本人；请删去 name。",
                    "other people's documents never bear the applicant's name; drop name.",
                )
            case asked.NumberDemand() if served:
                yield from _bearable(demand, served, (*place, "of"))
            case asked.HoursDemand() if served and not served & set(_HOURS):
                yield say(
                    (*loc, "evidence"),
                    "这些页面上没有学时；请在 evidence 里写继续教育的页面。",
                    "no hours stand on such pages; name the booklet's pages in the evidence.",
                )
            case asked.PublicityDemand() if served and "public_notice_proof" not in served:
                yield say(
                    (*loc, "evidence"),
                    "公示期只看公示证明；请在 evidence 里写 public_notice_proof。",
                    "the period stands on a proof of publicity; name public_notice_proof.",
                )
            case asked.StatesDemand(phrases=phrases) if not phrases or not all(phrases):
                yield say((*place, "phrases"), "每组至少要有一个词语。", "each group needs a phrase.")
            case asked.CaptureDemand(of=wanted) if "original" in wanted and "sealed_copy" in names:
                yield say(
                    place,
                    "既要原件又要盖章的复印件；请只留一项。",
                    "the original and a sealed copy are both asked for; keep one.",
                )
            case _:
                continue


def _bearable(demand: asked.NumberDemand, served: Set[str], place: Loc) -> Iterator[Complaint]:
    """Numbers that stand on none of the pages they are asked of."""
    on = set(demand.kinds) or served
    for number in demand.of:
        if number in _BEARERS and not on & _BEARERS[number]:
            yield say(
                place,
                f"这些页面上不会有 {number}；请核对 kinds。",
                f"no {number} stands on such pages; check the kinds.",
            )


def _words(row: Requirement, loc: Loc) -> Iterator[Complaint]:
    """Sentences that stand in one language only."""
    texts: list[tuple[Loc, Text]] = [((*loc, "title"), row.title), ((*loc, "advice"), row.advice)]
    texts += [((*loc, "note"), row.note)] if row.note else []
    for i, demand in enumerate(row.demands):
        text = demand.question if isinstance(demand, asked.ShownDemand) else getattr(demand, "what", None)
        key = "question" if isinstance(demand, asked.ShownDemand) else "what"
        texts += [((*loc, "demands", i, key), text)] if isinstance(text, Text) else []
    for place, text in texts:
        if not re.search("[一-鿿]", text.zh):
            yield say(place, "缺少中文；请写上 zh。", "the Chinese is missing; write zh.")
        elif not re.search("[A-Za-z]", text.en):
            yield say(place, "缺少英文；请写上 en。", "the English is missing; write en.")
