"""Pictures of several documents taken apart, so that each document is judged as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from scanaudit.boxes import contained
from scanaudit.facts import Box, PageFacts, Part, Seal

# A mark belongs to each part in which so much of it lies: a seal that two certificates share a corner of is both's.
_ITS_OWN = 0.25
# From this likeness (0–100) on a seal may be the issuer's, misread; two bodies of one town share less. Design values.
_LIKE = 60


def apart(pages: Sequence[PageFacts]) -> tuple[PageFacts, ...]:
    """The pages with each document of a picture that shows several as a page of its own, under the picture's name and
    number. It keeps its place as its only part.
    """
    return tuple(one for page in pages for one in (_views(page) if page.parts else [page]))


def _views(page: PageFacts) -> Iterator[PageFacts]:
    for number, part in enumerate(page.parts):
        yield page.model_copy(
            update={
                "kind": part.kind,
                "kind_confidence": part.kind_confidence,
                "kind_candidates": part.kind_candidates,
                "kind_cues": part.kind_cues,
                "fields": part.fields,
                "text": part.text,
                "parts": (part,),
                "seals": tuple(s for s in page.seals if _vouches(page, s) or _on(page, s.bbox, part)),
                "signatures": tuple(s for s in page.signatures if _on(page, s.bbox, part)),
                "portraits": tuple(p for p in page.portraits if _on(page, p.bbox, part)),
                "qr_codes": tuple(q for q in page.qr_codes if _on(page, q.bbox, part)),
                "lines": tuple(line for line in page.lines if contained(line.bbox, part.bbox) > 0.5),
                "problems": page.problems if number == 0 else (),
                "content_hash": f"{page.content_hash}#{number}"
                if page.content_hash and number
                else page.content_hash,
            }
        )


def _vouches(page: PageFacts, seal: Seal) -> bool:
    """Whether a fresh seal on a copy was put there for all that is on the sheet: it was read, and is not that of the
    body that issued the document under it, whose seal is that document's alone.
    """
    if page.capture is None or not page.capture.is_copy or seal.photocopied or not seal.text:
        return False
    issuers = [part.fields.issuer for part in page.parts if contained(seal.bbox, part.bbox) >= _ITS_OWN]
    return all(issuer is not None and not _alike(issuer, seal.text) for issuer in issuers)


def _alike(one: str, other: str) -> bool:
    return one in other or other in one or fuzz.ratio(one, other) >= _LIKE


def _on(page: PageFacts, box: Box, part: Part) -> bool:
    """Whether a mark lies on the part, or across the border of all of them."""
    return contained(box, part.bbox) >= _ITS_OWN or all(
        contained(box, other.bbox) < _ITS_OWN for other in page.parts
    )
