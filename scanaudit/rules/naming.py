"""What is said of names: of one that is not the applicant's for certain, and of authors and inventors."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from scanaudit.facts import PageFacts
from scanaudit.rules.people import compact_name, names_another
from scanaudit.rules.upload import Upload
from scanaudit.rules.wording import word

WHOSE = frozenset({"V401", "V491"})
"""Rules that tell whose page it is: one fact, whoever asks for it."""


def doubt(name: str | None, page: PageFacts, former: Collection[str] = ()) -> dict[str, object]:
    """What a sentence on the page's name says: the names, why they may be one, what to do. A former name wants its
    proof; a misreading is an excuse only for names that have a character in common and were not read too well for it.
    """
    found = page.fields.name or ""
    common = set(compact_name(name or "")) & set(compact_name(found))
    how = "misread" if common and not names_another(name, page, former) else "another"
    how = "former" if compact_name(found) in former else how
    values: dict[str, object] = {"found": found, "name": name or ""}
    return {
        **values,
        "why": word("names", how).fill(**values),
        "todo": word("names", f"{how}_advice").fill(**values),
    }


def authorship(upload: Upload, pages: Iterable[int]) -> dict[str, object]:
    """What those who made it are called, and the work itself: a patent has inventors, all else authors."""
    patent = all(upload.kind(i) == "patent_certificate" for i in pages)
    work = "patent" if patent else "paper"
    parts = ("author", "authors", "or_else", "unless")
    return {"work": word("works", work), **{part: word("works", f"{work}_{part}") for part in parts}}
