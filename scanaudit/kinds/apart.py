"""Pictures of several documents taken apart, so that each document is judged as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanaudit.boxes import contained
from scanaudit.facts import Box, PageFacts, Part, Seal

# A mark belongs to each part in which so much of it lies: a seal that two certificates share a corner of is both's.
_ITS_OWN = 0.25


def apart(pages: Sequence[PageFacts]) -> tuple[PageFacts, ...]:
    """The pages with each document of a picture that shows several as a page of its own, under the picture's name and
    number. Which copies show the same picture is asked of the first of them only.
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
                "parts": (),
                "seals": tuple(s for s in page.seals if _stamps_all(page, s) or _on(page, s.bbox, part)),
                "signatures": tuple(s for s in page.signatures if _on(page, s.bbox, part)),
                "portraits": tuple(p for p in page.portraits if _on(page, p.bbox, part)),
                "qr_codes": tuple(q for q in page.qr_codes if _on(page, q.bbox, part)),
                "lines": tuple(line for line in page.lines if contained(line.bbox, part.bbox) > 0.5),
                "problems": page.problems if number == 0 else (),
                "imprint": page.imprint if number == 0 else None,
                "content_hash": page.content_hash if number == 0 else "",
            }
        )


def _stamps_all(page: PageFacts, seal: Seal) -> bool:
    """Whether the seal was put on the copy, of all that is on it, and not on what was copied."""
    return page.capture is not None and page.capture.is_copy and not seal.photocopied


def _on(page: PageFacts, box: Box, part: Part) -> bool:
    """Whether a mark lies on the part, or on none of them."""
    return contained(box, part.bbox) >= _ITS_OWN or all(
        contained(box, other.bbox) < _ITS_OWN for other in page.parts
    )
