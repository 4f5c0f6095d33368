"""V423: the parts of a paper are not of one issue, or not of one journal.

What it does: compares the issues that cover, contents, number page and body bear, and the journal in the body's
running head with that of the other parts.

Why it matters: the parts prove only together that the paper was published in this issue; a cover of another issue, or
a body from another journal, proves nothing.

Example: the cover of no. 4 with contents and body of no. 3.

How to mend it: scan all parts from the issue in which the paper was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scanaudit.facts import PageFacts
from scanaudit.kinds.issues import Numbering, numbered
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.paper_issues import PARTS, issues_apart
from scanaudit.rules.running_heads import of_another_journal
from scanaudit.rules.wording import part_name, word
from scanaudit.text import Text

CODE = "V423"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each part that differs from the others: one digit may be misread, and journals have several names."""
    for indices in context.groups("document"):
        pages = [i for i in indices if context.upload.pages[i].kind in PARTS and context.upload.readable(i)]
        told = list(_issues(context, pages))
        yield from told
        if not told:
            yield from _journals(context, pages)


def _issues(context: RequirementContext, indices: Sequence[int]) -> Iterator[Observation]:
    """Parts of another issue than most parts."""
    pages = context.upload.pages
    for pair in issues_apart(pages, indices):
        found, other = (numbered(pages[i]) for i in pair)
        if found is not None and other is not None:
            yield _differs(pages, pair, "issue", (_told(found), _told(other)))


def _journals(context: RequirementContext, indices: Sequence[int]) -> Iterator[Observation]:
    """A body whose running head is another journal's."""
    pages = context.upload.pages
    found = of_another_journal({i: pages[i] for i in indices})
    if found is not None:
        names = [pages[i].fields.journal for i in found]
        yield _differs(pages, found, "journal", [Text(zh=f"《{name}》", en=f"“{name}”") for name in names])


def _differs(pages: Sequence[PageFacts], pair: tuple[int, int], of: str, told: Sequence[Text]) -> Observation:
    """A part (the first of ``pair``) that is not of another's issue or journal, and what each of them bears."""
    part, other_part = (part_name(PARTS[pages[i].kind]) for i in pair)
    found, other = told
    values = {"part": part, "other_part": other_part, "found": found, "other": other}
    values["of"] = word("of_papers", of)
    return Observation(CODE, "unsure", pair[:1], confidence=0.6, values=values, beside=pair[1])


def _told(issue: Numbering) -> Text:
    return word("of_papers", issue[0]).fill(of=issue[1], number=issue[2])


RULE = Rule(CODE, ("author",), check)
