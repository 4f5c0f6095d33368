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
from scanaudit.kinds.issues import Numbering, numbered, of_other_issues
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.running_heads import of_another_journal
from scanaudit.rules.wording import part_name, word
from scanaudit.text import Text

CODE = "V423"
_PARTS = {
    "paper_cover": "cover",
    "paper_toc": "contents",
    "paper_copyright_page": "numbers",
    "paper_body": "body",
}


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each part that differs from the others: one digit may be misread, and journals have several names."""
    for indices in context.groups("document"):
        pages = [i for i in indices if context.upload.pages[i].kind in _PARTS and context.upload.readable(i)]
        told = list(_issues(context, pages))
        yield from told
        if not told:
            yield from _journals(context, pages)


def _issues(context: RequirementContext, indices: Sequence[int]) -> Iterator[Observation]:
    """Parts of another issue than most parts; where as many bear each, the body's counts."""
    pages = context.upload.pages
    known = dict(_known(pages, indices))
    for sort in ("year", "volume"):
        groups = [
            [i for i in known if known[i] == one] for one in dict.fromkeys(known.values()) if one[0] == sort
        ]
        usual = max(
            groups, key=lambda group: (len(group), list(_PARTS).index(pages[group[-1]].kind)), default=[]
        )
        for i in (i for group in groups if group != usual for i in group):
            beside = next((k for k in usual if of_other_issues(pages[i], pages[k])), None)
            if beside is not None:
                yield _differs(pages, (i, beside), "issue", (_told(known[i]), _told(known[beside])))


def _known(pages: Sequence[PageFacts], indices: Sequence[int]) -> Iterator[tuple[int, Numbering]]:
    """A page of each part that bears its issue, where all of its pages that do bear the same."""
    for kind in _PARTS:
        told = {i: found for i in indices if pages[i].kind == kind and (found := numbered(pages[i]))}
        for sort in ("year", "volume"):
            of_sort = [i for i, found in told.items() if found[0] == sort]
            if len({told[i] for i in of_sort}) == 1:
                yield of_sort[0], told[of_sort[0]]


def _journals(context: RequirementContext, indices: Sequence[int]) -> Iterator[Observation]:
    """A body whose running head is another journal's."""
    pages = context.upload.pages
    found = of_another_journal({i: pages[i] for i in indices})
    if found is not None:
        names = [pages[i].fields.journal for i in found]
        yield _differs(pages, found, "journal", [Text(zh=f"《{name}》", en=f"“{name}”") for name in names])


def _differs(pages: Sequence[PageFacts], pair: tuple[int, int], of: str, told: Sequence[Text]) -> Observation:
    """A part (the first of ``pair``) that is not of another's issue or journal, and what each of them bears."""
    part, other_part = (part_name(_PARTS[pages[i].kind]) for i in pair)
    found, other = told
    values = {"part": part, "other_part": other_part, "found": found, "other": other}
    values["of"] = word("of_papers", of)
    return Observation(CODE, "unsure", pair[:1], confidence=0.6, values=values, beside=pair[1])


def _told(issue: Numbering) -> Text:
    return word("of_papers", issue[0]).fill(of=issue[1], number=issue[2])


RULE = Rule(CODE, ("author",), check)
