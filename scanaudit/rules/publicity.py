"""What a page about a publicity is: the sheet that was put up, or the proof that it is over."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from scanaudit.facts import PageFacts
from scanaudit.notices.model import Notice
from scanaudit.rules.dates import exact_period
from scanaudit.rules.upload import span

# What only the sheet itself says: it announces, and asks for objections.
_CALLS = re.compile(
    r"(?:如|若|凡|对)[^。]{0,40}(?:异议|意见|问题|情况)[^。]{0,60}(?:反映|提出|举报|联系|来[电信]|致电|反馈)"
    r"|现(?!已)[^。]{0,80}公示"
)
# 期满无异议的，将上报 says nothing of what came of it, nor does 期满无异议，单位将予以推荐:
# a short subject may stand there.
_NO_MORE = r"(?!者|的|后|[,，](?:[^。,，]{0,8}将|则|方|即|再|可|报|予以)|将|则|方|即|再|可|报|予以)"
_NO_OBJECTION = "无异议(?:后|的)"
# 公示情况 and 公示结果 as headings, or what their words follow (公示结果：无异议); 对公示情况有异议 is a call.
# A sentence that 现将 opens announces, whatever has happened before (现将经单位推荐的人选予以公示),
# and 经 stands in 经理 and 经济.
_OVER = re.compile(
    r"特此证明|公示(?:无异议)?证明|公示(?:无异议|的)?(?:情况|结果)(?:[:：]|证明|说明|报告)"
    r"|^[^。,，:：]{0,20}公示(?:情况|结果)(?![有如若,，。])"
    r"|(?:进行|作|实施|组织|张贴|完成)了[^。]{0,12}公示|公示了"
    r"|(?:^|[。;；])(?![^。;；]{0,12}现将)[^。;；]*?(?:已经?|业经|经过)[^。,，现]{0,50}公示(?!栏)"
    rf"|(?<![须需应])经公示(?!栏|{_NO_OBJECTION}){_NO_MORE}"
    rf"|公示(?:期间?|时间)?(?:已经?|届)(?:满|结束|完成){_NO_MORE}|公示完毕{_NO_MORE}"
    rf"|(?:未|没有|没|无)(?:(?![署实签具]名)[^。,，]){{0,12}}?(?:异议|意见|举报|投诉|反映){_NO_MORE}"
)


def is_the_sheet(text: str) -> bool:
    """Whether a page announces a publicity and says nowhere that it is over. ``text`` without white space.

    >>> is_the_sheet("公示现将其申报材料予以公示。公示期间如有异议，请向办公室反映。公示期满无异议的，将上报。")
    True
    >>> is_the_sheet("现将申报材料予以公示。如有异议，请向办公室反映。公示结果：无异议")
    False
    """
    return announces(text) and _OVER.search(text) is None


def announces(text: str) -> bool:
    """Whether a page calls for objections, so that its date is the day on which it was put up, whatever was added below
    when the publicity was over.
    """
    return _CALLS.search(text) is not None


def last_day(pages: Iterable[PageFacts]) -> dt.date | None:
    """The last day of the publicity that the pages name, where it is read to the day."""
    return max((period[1] for page in pages if (period := exact_period(page)) is not None), default=None)


def dated_after(pages: Iterable[PageFacts], day: dt.date) -> bool:
    """Whether the pages bear an exact date later than ``day``, as a form does that was filled in twice."""
    dates = (span(date) for page in pages for date in page.fields.dates)
    return any(date.exact and date.first > day for date in dates if date is not None)


# A unit may publicise before the notice's own windows open, even in the year before where these open in January: so
# many days before the first one are no other year's. Design value: a quarter.
_EARLY = dt.timedelta(days=92)


def _limits(notice: Notice) -> tuple[dt.date, dt.date]:
    """The first and the last day on which a publicity may be one for the notice's application."""
    opens = min((w.opens or w.closes for w in notice.windows), default=dt.date(notice.year, 1, 1))
    closes = max((w.closes for w in notice.windows), default=notice.cutoff)
    return min(dt.date(notice.year, 1, 1), opens - _EARLY), max(notice.cutoff, closes)


def is_another_years(days: tuple[dt.date, dt.date], notice: Notice) -> bool:
    """Whether all of these days, the first and the last of them, lie in the time of another year's application."""
    earliest, latest = _limits(notice)
    return not (earliest <= days[1] and days[0] <= latest)
