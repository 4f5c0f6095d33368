"""On which page of a paper a party's seal or hand is asked for; and what is told where none of its pages asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from scanaudit.facts import Box, PageFacts
from scanaudit.notices.model import SignatureDemand
from scanaudit.rules.context import RequirementContext
from scanaudit.rules.form_sections import is_in_higher_section
from scanaudit.rules.places import look_at, sealing_place, signing_places, units_sealing_place
from scanaudit.rules.sealing_places import units_place
from scanaudit.rules.signatures import SignatureJudgement, collected, judgements, parties_named
from scanaudit.rules.wording import word
from scanaudit.text import Text

# Papers that print where everybody signs and seals: where no page of one does, the page that did is not there. A
# certificate, a proof or a year's assessment is signed and sealed wherever there is room.
_FORMS = frozenset(
    {"review_form", "recommendation_form", "exception_form", "post_approval_form", "confirmation_form"}
    | {"labour_contract"}
)
_NOTHING = Text(zh="", en="")


@dataclass(frozen=True)
class Asked:
    """``pages`` with the one to look at first, the place there, whether a page that asks seems to be ``gone``, and the
    words that say all this (``gone``, ``first``, ``where`` in messages.yaml).
    """

    pages: tuple[int, ...]
    place: Box | None
    gone: bool
    words: Mapping[str, Text] = field(default_factory=dict)


def asked_seal(context: RequirementContext, pages: tuple[int, ...], of: str) -> Asked:
    """Where the pages ask for the party's seal."""
    return _asked(context, pages, [units_sealing_place if of == "employer" else sealing_place], "seal")


def asked_hand(context: RequirementContext, pages: tuple[int, ...], of: str) -> Asked:
    """Where the pages ask for the party's hand: by a label that names the party and asks for a hand, by one that only
    names it, by one that names nobody; the unit's head may sign in the unit's section.
    """
    unit = of == "employer"
    place_on = [
        lambda page: _by_label(page, of, asking=True, units=unit),
        lambda page: _by_label(page, of, asking=False, units=unit),
        lambda page: _by_label(page, None, asking=True, units=unit),
    ]
    return _asked(context, pages, [*place_on, units_place] if unit else place_on, "hand")


def asked_another_hand(
    context: RequirementContext, pages: tuple[int, ...], signed: tuple[int, ...], of: str
) -> Asked:
    """Where the pages ask for one more hand of the party: on one that bears none of it yet, else beside those on the
    ``signed`` ones.
    """
    unsigned = tuple(i for i in pages if i not in signed)
    ordered, place = look_at(
        context, unsigned, lambda page: _by_label(page, of, asking=True, units=of == "employer")
    )
    if place is not None:
        asked = Asked(ordered, place, gone=False, words=_words("page", "hand", gone=False))
    else:
        asked = asked_hand(context, signed, of)
    others = tuple(i for i in pages if i not in asked.pages)
    return replace(asked, pages=(*asked.pages, *others))


@dataclass(frozen=True)
class Unsigned:
    """Pages that bear no hand of the party for certain, and where they ask for it. ``told``: what a person has to look
    at: that place ("asked"), or a hand that may be the party's ("doubt").
    """

    judged: SignatureJudgement
    asked: Asked
    told: Literal["asked", "doubt"]


def unsigned(context: RequirementContext) -> Iterator[Unsigned]:
    """Each page, document or set of the signature demand without a hand of the party that is certain; none where
    single materials are told all at once (M214).
    """
    if collected(context):
        return
    of = context.asked(SignatureDemand).of
    for judged in judgements(context):
        if not judged.seen:
            asked = asked_hand(context, judged.pages, of)
            doubt = judged.possible and not _only_others(judged, asked)
            yield Unsigned(judged, asked, "doubt" if doubt else "asked")


def _only_others(judged: SignatureJudgement, asked: Asked) -> bool:
    """Whether a paper of several pages bears other people's hands alone, each by its own label, and the party's place
    is another one: that one, and none of these hands, is what a person has to look at.
    """
    return len(judged.pages) > 1 and judged.others and (asked.place is not None or asked.gone)


def _asked(
    context: RequirementContext,
    pages: tuple[int, ...],
    place_on: list[Callable[[PageFacts], Box | None]],
    mark: str,
) -> Asked:
    for on in place_on:
        ordered, place = look_at(context, pages, on)
        if place is not None:
            return Asked(ordered, place, gone=False, words=_words("page", mark, gone=False))
    gone = _is_gone(context, pages)
    where = "page" if len(pages) == 1 else "paper"
    ordered = (pages[-1], *pages[:-1]) if gone else pages
    return Asked(ordered, None, gone, _words(where, mark, gone=gone))


def _by_label(page: PageFacts, of: str | None, *, asking: bool, units: bool) -> Box | None:
    """The lowest place on the page that opens behind a label of the party (None: behind one that names nobody);
    ``asking``: one that asks for a hand in so many words; ``units``: none in a section of a body above the unit.
    """
    found = []
    for line, box in signing_places(page, asking=asking):
        named = parties_named(line.text)
        asked = of == "any" or (of in named if of else not named)
        if asked and not (units and is_in_higher_section(line.bbox, page)):
            found.append(box)
    return max(found, key=lambda box: box[3], default=None)


def _is_gone(context: RequirementContext, pages: tuple[int, ...]) -> bool:
    """Whether the page that asks is likely to be missing: a form of several pages that can all be read, none of which
    asks.
    """
    upload = context.upload
    forms = all(upload.kind(i) in _FORMS for i in pages)
    return len(pages) > 1 and forms and upload.whole(pages) and upload.all_readable(pages)


def _words(where: str, mark: str, *, gone: bool) -> dict[str, Text]:
    return {
        "where": word("asked_on", where),
        "gone": word("asked_page_gone", mark) if gone else _NOTHING,
        "first": word("asked_page_gone", "first") if gone else _NOTHING,
    }
