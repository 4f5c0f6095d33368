"""A requirement's evidence and demands in words, as a person packs by them; the words are in ``packing.yaml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from scanaudit.notices import demands as asked
from scanaudit.notices.conditions import Condition, evaluate
from scanaudit.notices.evidence import EveryOf, EvidenceSpec, Kinds, OneOf, Set, kinds_of
from scanaudit.notices.model import Requirement
from scanaudit.notices.profile import Profile
from scanaudit.text import Text
from scanaudit.yamltext import parse


class Words(BaseModel):
    """All words by section and key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    party: dict[str, Text]
    each: dict[str, Text]
    capture: dict[str, Text]
    background: dict[str, Text]
    since: dict[str, Text]
    mark: dict[str, Text]
    piece: dict[str, Text]
    limit: dict[str, Text]


@cache
def words() -> Words:
    """The words of ``packing.yaml``."""
    source = resources.files("scanaudit.notices").joinpath("packing.yaml").read_text(encoding="utf-8")
    return Words.model_validate(parse(source))


def marks_of(requirement: Requirement, profile: Profile, cutoff: dt.date) -> tuple[Text, ...]:
    """What must be true of the material: seals, signatures, numbers, dates. Left out is what does not apply."""
    said: list[Text] = []
    for demand in requirement.demands:
        if evaluate(demand.when, profile).value is False:
            continue
        kinds = kinds_of(requirement.evidence)
        patents = set(demand.kinds or kinds) == {"patent_certificate"}
        for plain in _marks(demand, profile, cutoff, patents):
            mark = plain
            if demand.kinds and set(demand.kinds) < kinds:
                named = joined(map(_kind_name, demand.kinds), "or")
                mark = words().mark["of_kinds"].fill(kinds=named, mark=mark)
            said.append(words().mark["practice"].fill(mark=mark) if demand.practice else mark)
    if requirement.copies is not None:
        said.append(words().mark["copies"].fill(n=requirement.copies))
    return tuple(dict.fromkeys(said))


def pieces_of(spec: EvidenceSpec | None, profile: Profile) -> tuple[Text, ...]:
    """The materials of the evidence, each in words; branches that do not apply are left out."""
    match spec:
        case None:
            return ()
        case EveryOf():
            return tuple(dict.fromkeys(p for branch in spec.all_of for p in pieces_of(branch, profile)))
        case OneOf():
            branches = [joined(p, "and") for branch in spec.any_of if (p := pieces_of(branch, profile))]
            return (joined(branches, "or"),) if branches else ()
        case Set():
            parts = (joined(map(_kind_name, kinds), "or") for kinds in spec.parts.values())
            return (words().piece["set"].fill(kinds=joined(parts, "and")),)
        case Kinds():
            return _of_kinds(spec, _truth(spec.when, profile))


def joined(texts: Iterable[Text], how: str) -> Text:
    """Texts as one, parted by "or" or "and"."""
    given, between = list(texts), words().piece[how]
    return Text(zh=between.zh.join(t.zh for t in given), en=between.en.join(t.en for t in given))


def _of_kinds(spec: Kinds, truth: bool | None) -> tuple[Text, ...]:
    if truth is False:
        return ()
    piece = words().piece
    text = joined(map(_kind_name, spec.kinds), "or")
    if spec.whose == "others":
        text = piece["others"].fill(kinds=text)
    if spec.count > 1:
        text = piece["several"].fill(kinds=text, count=spec.count)
    if spec.count == 0:
        text = piece["if_there"].fill(kinds=text)
    if spec.per_year:
        text = Text(
            zh=f"{text.zh}，{words().mark['per_year'].zh}", en=f"{text.en}, {words().mark['per_year'].en}"
        )
    return (piece["maybe"].fill(kinds=text) if truth is None else text,)


def _truth(condition: Condition | None, profile: Profile) -> bool | None:
    return evaluate(condition, profile).value


def _kind_name(kind: str) -> Text:
    from scanaudit.kinds.catalogue import catalogue

    known = catalogue().by_id.get(kind)
    return known.title if known else Text(zh=kind, en=kind)


def _marks(demand: asked.Demand, profile: Profile, cutoff: dt.date, patents: bool) -> Iterator[Text]:
    """The words of one demand (``patents``: of patents only); none for what the checker alone looks after."""
    match demand:
        case asked.SealDemand() | asked.SignatureDemand() | asked.PortraitDemand() | asked.CaptureDemand():
            yield from _of_the_page(demand)
        case asked.HoursDemand():
            yield from _hours(demand)
        case asked.DatedDemand():
            yield from _dated(demand, profile)
        case asked.TenureDemand():
            yield from _tenure(demand, profile, cutoff)
        case asked.AuthorDemand():
            yield from _author(demand, patents)
        case _:
            yield from _plain(demand)


def _of_the_page(
    demand: asked.SealDemand | asked.SignatureDemand | asked.PortraitDemand | asked.CaptureDemand,
) -> Iterator[Text]:
    said = words()
    match demand:
        case asked.SealDemand(count=count):
            form = said.mark["seal" if count == 1 else "seals"]
            text = form.fill(each=said.each[demand.each], party=said.party[demand.of], count=count)
            fresh = said.mark["fresh"]
            yield Text(zh=text.zh + fresh.zh, en=text.en + fresh.en) if demand.fresh else text
        case asked.SignatureDemand(count=count):
            form = said.mark["signature" if count == 1 else "signatures"]
            yield form.fill(each=said.each[demand.each], party=said.party[demand.of], count=count)
        case asked.PortraitDemand():
            background = said.background[demand.background]
            yield said.mark["portrait"].fill(background=background, count=demand.count)
        case asked.CaptureDemand():
            yield said.mark["capture"].fill(how=joined((said.capture[how] for how in demand.of), "and"))


def _hours(demand: asked.HoursDemand) -> Iterator[Text]:
    mark = words().mark
    asks = [
        mark[f"hours_{name}"].fill(n=f"{number:g}")
        for name in ("common", "specialist", "total")
        if (number := getattr(demand, name)) is not None
    ]
    over = {"term_average": mark["hours_average"], "term_total": mark["hours_sum"]}.get(demand.basis)
    if over is None:
        years = f"{min(demand.years)}–{max(demand.years)}" if demand.years else ""
        over = mark["hours_years"].fill(years=years)
    if asks:
        told = joined(asks, "and")
        yield Text(zh=told.zh + over.zh, en=told.en + over.en)
    if demand.never_crammed:
        yield mark["not_crammed"]


def _dated(demand: asked.DatedDemand, profile: Profile) -> Iterator[Text]:
    mark = words().mark
    if demand.after is not None:
        day = profile.prior_title_date if demand.after == "prior_title_date" else None
        form = mark["after" if day is None else "after_day"]
        yield form.fill(since=words().since[demand.after], day=day)
    if demand.valid_on_application:
        yield mark["valid"]
    if demand.running:
        yield mark["running"]


def _tenure(demand: asked.TenureDemand, profile: Profile, cutoff: dt.date) -> Iterator[Text]:
    years = demand.required.get("any", demand.required.get(profile.education or ""))
    if years:
        yield words().mark["tenure"].fill(since=words().since[demand.since], years=years, cutoff=cutoff)


def _author(demand: asked.AuthorDemand, patents: bool) -> Iterator[Text]:
    mark = words().mark
    if demand.among_first is not None:
        yield mark["inventor_among_first" if patents else "among_first"].fill(n=demand.among_first)
    elif patents:
        yield mark["inventor"]
    else:
        yield mark["author" if demand.role == "any" else "first_author"]


def _plain(demand: asked.Demand) -> Iterator[Text]:
    mark = words().mark
    match demand:
        case asked.SealedCopyDemand():
            yield mark["sealed_copy"]
        case asked.PublicityDemand():
            yield mark["publicity"].fill(days=demand.working_days)
        case asked.CoversTermDemand():
            yield mark["covers_term"]
        case asked.AssessmentsDemand(years=years):
            yield mark["assessments"].fill(years=years) if years else mark["assessments_term"]
        case asked.StatesDemand():
            yield mark["states"].fill(what=demand.what)
        case asked.DistinctPersonsDemand():
            yield mark["distinct"].fill(count=demand.count)
        case asked.MonthsDemand():
            yield mark["months"].fill(months=demand.at_least)
        case asked.PaperSizeDemand():
            yield mark["a4"]
        case asked.NotClassifiedDemand():
            yield mark["not_classified"]
        case _:
            return
