"""A dossier before it is rendered: which documents in which files, and the faults to put in."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from samples.capture import Step
from samples.case import Case, Options

SCAN, PHONE, CLEAN = "scan", "phone", "clean"


@dataclass
class Leaf:
    """One page to come. ``tag`` names it for faults; ``after`` are capture steps behind the usual ones."""

    kind: str
    layout: str | None = None
    options: Options = field(default_factory=dict)
    capture: str = SCAN
    grey: bool = False
    tag: str = ""
    after: list[Step] = field(default_factory=list)


@dataclass
class Document:
    """One file to come. ``form``: pdf (scanned pages), digital (a PDF with text), jpg or png (one page)."""

    file: str
    form: str
    leaves: list[Leaf]


@dataclass
class Plan:
    """A whole dossier to come."""

    notice: str
    case: Case
    profile: dict[str, Any]
    documents: list[Document]
    rng: random.Random

    def find(self, tag: str) -> tuple[Document, Leaf]:
        """The page with a tag, and its document. Raises KeyError."""
        for document in self.documents:
            for leaf in document.leaves:
                if leaf.tag == tag:
                    return document, leaf
        raise KeyError(tag)


@dataclass(frozen=True)
class Fault:
    """Something wrong to put in: the requirement it breaks, the tagged page, and how the plan changes.

    ``also`` are requirements that the same fault may fairly be reported under as well.
    """

    requirement: str
    tag: str
    what: str
    change: Callable[[Plan, str], None]
    also: tuple[str, ...] = ()


def doc(file: str, *leaves: Leaf) -> Document:
    """A document; its form follows from the file name (``.digital.pdf`` is a PDF with text)."""
    form = "digital" if file.endswith(".digital.pdf") else file.rsplit(".", 1)[1]
    return Document(file.replace(".digital.pdf", ".pdf"), form, list(leaves))


def paper_set(file: str, which: int, grey: bool = True, body2: bool = False) -> Document:
    """One article as it is usually scanned: cover, page of numbers, contents, body, at about 125 dpi."""
    smaller: list[Step] = [("resize", 0.84)]
    parts = [
        ("paper_cover", None, "cover"),
        ("paper_copyright_page", None, "numbers"),
        ("paper_toc", None, "toc"),
        ("paper_body", "first_page", "body"),
    ]
    if body2:
        parts.append(("paper_body", "next_page", "body2"))
    return doc(
        file,
        *(
            Leaf(
                kind,
                layout,
                {"which": which},
                tag=f"paper{which}_{part}",
                grey=grey and part != "cover",
                after=list(smaller),
            )
            for kind, layout, part in parts
        ),
    )


def options(**changes: Any) -> Callable[[Plan, str], None]:
    """Render the page with other options (a seal or signature left out, another value)."""

    def change(plan: Plan, tag: str) -> None:
        plan.find(tag)[1].options.update(changes)

    return change


def drop_page(plan: Plan, tag: str) -> None:
    """Leave the page out of its file, and the file out if nothing is left of it."""
    document, leaf = plan.find(tag)
    document.leaves.remove(leaf)
    if not document.leaves:
        plan.documents.remove(document)


def drop_document(plan: Plan, tag: str) -> None:
    """Leave the whole file out."""
    plan.documents.remove(plan.find(tag)[0])


def captured(*steps: Step) -> Callable[[Plan, str], None]:
    """Put further capture steps behind the usual ones (blur, rotate, crop)."""

    def change(plan: Plan, tag: str) -> None:
        plan.find(tag)[1].after.extend(steps)

    return change


def other_name(plan: Plan, tag: str) -> None:
    """The name of somebody else on the page: no character in common, so that it is no misreading."""
    mine = set(plan.case.person.name)
    strangers = [p.name for p in reversed(plan.case.colleagues) if not mine & set(p.name)]
    plan.find(tag)[1].options["name"] = strangers[0]


def wrong_number(plan: Plan, tag: str) -> None:
    """An identity number whose last digit does not belong to it."""
    from samples.cast import wrong_check_digit

    plan.find(tag)[1].options["id_number"] = wrong_check_digit(plan.case.person.number)


def bare_copy(plan: Plan, tag: str) -> None:
    """A black copy without the unit's seal."""
    _, leaf = plan.find(tag)
    leaf.options.update(copy=True, unit_seal=None)
    leaf.capture = SCAN
    leaf.grey = True
