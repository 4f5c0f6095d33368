"""The upload as the rules see it: pages, the documents they form, and what is certain about each page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scanaudit.facts import PageFacts
from scanaudit.kinds.documents import Document
from scanaudit.likeness import duplicates

# A page kind is taken as certain from here on. A compromise by cost (docs/accuracy.md, Where sure begins): of pages in
# words that nobody foresaw one in seven of those told with 0.6 to 0.9 was another, and of drawn ones fewer than one
# in a hundred is looked at for it. `docs/verdicts.md` tells what hangs on it.
KIND_SURE = 0.90
# A second choice of the classifier is worth showing to a person from here on: its probabilities are calibrated, so one
# claim in twelve that nothing of the kind is there would be wrong, and a false accusation costs more than a dozen
# looks. Design value.
KIND_POSSIBLE = 0.08
# A mark (seal, signature, portrait) counts as seen from MARK_SEEN on and as absent below MARK_DOUBTFUL;
# in between a person decides. Chosen by cost (docs/accuracy.md, Where sure begins).
MARK_SEEN = 0.80
MARK_DOUBTFUL = 0.35
# A value that was read counts as certain from here on: the OCR's line confidences are above 0.95 on legible
# text and drop below 0.9 for single misread characters (field notes, "OCR confidence says nothing
# about blur"). Design value, no data of dossiers yet.
VALUE_SURE = 0.90

# Kinds that say nothing of which material a page belongs to.
UNKIND = frozenset({"other", "blank"})


# Problems of files in which no page can be: 0 bytes (F105), no scan at all, such as a text file (F110).
_HOLDS_NOTHING = frozenset({"F105", "F110"})


# Problems that lie in the file itself: empty, no scan, locked or damaged. Nobody can hand such a file in, whatever it
# may hold. A limit of this program's own, a format it does not know, or a failure of it is no fault of the file.
UNUSABLE = frozenset(
    {"F105", "F110", "F111", "F113", "F120", "F121", "F122", "F124", "F125", "F131", "F132"}
    | {"F140", "F141", "F142", "F143", "F148"}
)


@dataclass(frozen=True)
class Upload:
    """All pages in upload order, and the documents they form (indices into ``pages``)."""

    pages: tuple[PageFacts, ...]
    documents: tuple[Document, ...]

    def kind(self, index: int) -> str:
        """The page's kind; a continuation page has that of its document's first page with a kind."""
        return self._kinds[index]

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        kinds = [page.kind for page in self.pages]
        for document in self.documents:
            known = next((kinds[i] for i in document.pages if kinds[i] not in UNKIND), None)
            for i in document.pages:
                if known is not None and kinds[i] in UNKIND:
                    kinds[i] = known
        return tuple(kinds)

    @cached_property
    def scanned_before(self) -> Mapping[int, int]:
        """Pages that another scan or copy of the file shows already, each with the first that does."""
        return {later: first for first, later in duplicates(self.pages)}

    def opened(self) -> tuple[int, ...]:
        """Indices of the pages that could be opened."""
        return tuple(i for i, page in enumerate(self.pages) if page.page is not None)

    def unread(self, index: int) -> bool:
        """Whether the file could not be opened, or the page not looked at."""
        page = self.pages[index]
        return page.page is None or (page.capture is None and not page.text and bool(page.problems))

    def readable(self, index: int) -> bool:
        """Whether what stands on the page could be read."""
        capture = self.pages[index].capture
        return not self.unread(index) and (capture is None or capture.readable)

    def hidden(self) -> bool:
        """Whether there are pages that nobody could identify: what seems missing may be among them."""
        return bool(self.unidentified())

    def unidentified(self) -> tuple[int, ...]:
        """Indices of the pages that nobody could identify. Empty files and files that are no scans hold nothing."""
        return tuple(
            i
            for i, page in enumerate(self.pages)
            if (self.unread(i) and any(p.code not in _HOLDS_NOTHING for p in page.problems))
            or (not self.unread(i) and page.kind in UNKIND and not self.readable(i))
        )

    def second_choices(self, kinds: Collection[str]) -> tuple[int, ...]:
        """Pages of other kinds that may be of these as well."""
        return tuple(
            i
            for i in self.opened()
            if (page := self.pages[i]).kind not in kinds
            and any(kind in kinds and p >= KIND_POSSIBLE for kind, p in page.kind_candidates)
        )

    def whole(self, indices: Iterable[int]) -> bool:
        """Whether every page of the files that these pages are in was looked at."""
        files = {self.pages[i].file for i in indices}
        return not any(page.file in files and self.unread(i) for i, page in enumerate(self.pages))

    def all_readable(self, indices: Iterable[int]) -> bool:
        """Whether every one of the pages could be read."""
        return all(self.readable(i) for i in indices)

    def text(self, indices: Iterable[int]) -> str:
        """The text of the pages, without white space, so that phrases match across line breaks."""
        return "".join("".join(self.pages[i].text.split()) for i in indices)

    def kind_confidence(self, indices: Sequence[int]) -> float:
        """The least certain kind among the pages (1.0 for none)."""
        return min((self.pages[i].kind_confidence for i in indices), default=1.0)

    def surely_of(self, indices: Iterable[int], kinds: Collection[str]) -> bool:
        """Whether one of the pages at least is of ``kinds`` for certain: later pages of a document go on from it."""
        return any(self._is_of(self.pages[i], kinds) >= KIND_SURE for i in indices)

    @staticmethod
    def _is_of(page: PageFacts, kinds: Collection[str]) -> float:
        chances = {**dict(page.kind_candidates), page.kind: page.kind_confidence}
        return min(1.0, sum(chance for kind, chance in chances.items() if kind in kinds))


@dataclass(frozen=True)
class Span:
    """A date as exact as the page says: every day from ``first`` to ``last`` is possible."""

    first: dt.date
    last: dt.date

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last

    @property
    def stated(self) -> str:
        """The date no more exact than the page says it.

        >>> span("2023-02").stated, span("2023").stated
        ('2023-02', '2023')
        """
        if self.exact:
            return str(self.first)
        whole_year = (self.first.month, self.last.month) == (1, 12)
        return f"{self.first.year}" if whole_year else f"{self.first:%Y-%m}"


def span(value: str | dt.date | None) -> Span | None:
    """The days that an ISO date of any exactness may mean; None for no date.

    >>> span("2023-02").last.isoformat()
    '2023-02-28'
    """
    if value is None or isinstance(value, dt.date):
        return Span(value, value) if value else None
    try:
        numbers = [int(part) for part in value.split("-")]
        year, month, day = (*numbers, 0, 0)[:3]
        if day:
            return Span(dt.date(year, month, day), dt.date(year, month, day))
        if month:
            following = dt.date(year + month // 12, month % 12 + 1, 1)
            return Span(dt.date(year, month, 1), following - dt.timedelta(days=1))
        return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))
    except ValueError:
        return None
