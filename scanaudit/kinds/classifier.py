"""The classifier of page kinds: weighs the catalogue's cues, says which counted how much, and abstains
(``other``) rather than guess.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from scanaudit.facts import Cue
from scanaudit.kinds.catalogue import Catalogue, Kind, catalogue
from scanaudit.kinds.evidence import Heading, PageEvidence, View, view
from scanaudit.kinds.wording import vote

# What "no kind of the catalogue" scores before anything is seen: a page needs a title, or wording that is known, to be
# called anything. Chosen with what wording and catalogue count.
_OTHER_PRIOR = 3.0
# Below this probability the answer is ``other``: half, since a wrong kind costs more than an unsure one.
_ABSTAIN_BELOW = 0.5
# The sum of a kind's cues is capped, so that long pages that mention everything are not drawn to the kind
# with the longest list of cues.
_CUE_CAP = 6.5
# A kind known to be called by name, without any of its titles on the page, has this against it.
_NO_TITLE = -0.8
# What a title with one character misread counts for, of one read right.
_MISREAD = 0.75
# What the catalogue's cues count beside the wording; chosen together with the next ones.
_CATALOGUE = 0.5
# From this weight on, a title's cue heads the page rather than being mentioned on it: half of what titles weigh.
HEADS = 3.5 * _CATALOGUE
# What a kind has against it of which no word that tells it is there: only wording that is sure outweighs it. From -5
# to -12 the pages of `benchmarks/wordings` differ by two; at -40 the wording never could, and a promise that lost its
# title to a fold was told missing.
_UNTOLD = -6.0
# And then the kind is never sure (rules/upload.py: 0.60).
_NOT_TOLD, _UNTOLD_MOST = "no word that tells it", 0.55
# What a kind gains for its wording: so much by its probability, and so much for each nat of the logarithm above the
# floor; ``other`` a part of it. Chosen together on pages worded by one who did not know the classifier
# (``benchmarks/wordings/first_half.yaml``: right .78 before, .93 so) and on the real pages (.99, .98), on a broad
# plateau: the catalogue's count at .4 to .8, the wording's at 4 to 9 change either by a page or two.
_WORDING, _WORDING_NAT, _WORDING_FLOOR, _WORDING_OTHER = 6.0, 1.0, -4.0, 0.3
# What stands in a sentence and in no title.
_SENTENCE = re.compile("[,。;]")
_QUOTED = re.compile("《[^》]*》?")  # another paper's name
_MAX_BLANK_CHARS = 3
CANDIDATES = 5


@dataclass(frozen=True)
class KindDecision:
    """The kind of a page. ``confidence``: its probability; ``candidates``: up to five kinds with theirs, the
    likeliest first; ``cues``: what counted for (positive) and against (negative) the likeliest kind.
    """

    kind: str
    confidence: float
    candidates: tuple[tuple[str, float], ...]
    cues: tuple[Cue, ...]


def classify(evidence: PageEvidence, kinds: Catalogue | None = None) -> KindDecision:
    """The kind of one upright page."""
    kinds = kinds or catalogue()
    page = view(evidence)
    if _is_blank(evidence, page):
        cue = Cue(cue="no content", weight=5.0)
        return KindDecision("blank", 0.97, (("blank", 0.97), ("other", 0.03)), (cue,))
    reasons = {kind.id: _reasons(kind, page) for kind in kinds.kinds if kind.id != "blank"}
    _separate(kinds, page, reasons)
    reasons = {kind: [_weighed(cue) for cue in cues] for kind, cues in reasons.items()}
    scores = {kind: sum(cue.weight for cue in cues) for kind, cues in reasons.items()}
    scores["other"] = max(scores["other"], 0.0) + _OTHER_PRIOR
    for kind, cue in _wording(page):
        if kind in reasons:
            reasons[kind].append(cue)
            scores[kind] += cue.weight
    return _decide(scores, reasons)


def _is_blank(evidence: PageEvidence, page: View) -> bool:
    """Nothing on the page but at most a stray mark or a page number."""
    if evidence.n_seals or evidence.has_portrait or page.n_chars > _MAX_BLANK_CHARS:
        return False
    if evidence.is_blank is not None:
        return evidence.is_blank
    return not evidence.has_text


def _decide(scores: Mapping[str, float], reasons: Mapping[str, list[Cue]]) -> KindDecision:
    top = max(scores.values())
    odds = {kind: math.exp(score - top) for kind, score in scores.items()}
    total = sum(odds.values())
    ranked = sorted(((kind, value / total) for kind, value in odds.items()), key=lambda pair: -pair[1])
    likeliest, probability = ranked[0]
    kind = likeliest if probability >= _ABSTAIN_BELOW else "other"
    cues = [cue for cue in reasons[likeliest] if abs(cue.weight) >= 0.05]
    if kind != likeliest:
        cues.append(Cue(cue=f"abstained: {likeliest} is not likely enough", weight=0.0))
    cues.sort(key=lambda cue: -abs(cue.weight))
    confidence = probability if kind == likeliest else odds["other"] / total
    if any(cue.cue == _NOT_TOLD for cue in cues):
        confidence = min(confidence, _UNTOLD_MOST)
    candidates = tuple((k, round(p, 4)) for k, p in ranked[:CANDIDATES])
    return KindDecision(kind, round(confidence, 4), candidates, tuple(cues))


def _reasons(kind: Kind, page: View) -> list[Cue]:
    """All that speaks for and against one kind."""
    if kind.required and not any(p.search(page.text) for p in kind.required):
        return [Cue(cue=_NOT_TOLD, weight=_UNTOLD)]
    title = _title(kind, page)
    reasons = [title] if title else []
    if kind.family in ("single", "form", "record") and kind.id != "other" and not title:
        reasons.append(Cue(cue="none of its titles", weight=_NO_TITLE))
    reasons += _matched(kind, page)
    reasons += [
        Cue(cue=f"layout: {feature}", weight=round(weight * page.features[feature], 3))
        for feature, weight in kind.layout.items()
        if page.features[feature]
    ]
    return reasons


def _matched(kind: Kind, page: View) -> list[Cue]:
    """Cues that match; those in favour scaled down together where they exceed the cap."""
    found = [(m.group(), weight) for p, weight in kind.patterns if (m := p.search(page.text))]
    favour = sum(weight for _, weight in found if weight > 0)
    scale = min(1.0, _CUE_CAP / favour) if favour else 1.0
    return [
        Cue(cue=_shorten(text), weight=round(weight * scale if weight > 0 else weight, 3))
        for text, weight in found
    ]


def _weighed(cue: Cue) -> Cue:
    return Cue(cue=cue.cue, weight=round(cue.weight * _CATALOGUE, 3))


def _wording(page: View) -> Iterator[tuple[str, Cue]]:
    """What the wording says in favour of kinds, and of none, beyond what the catalogue lists."""
    told = vote(page)
    if told is None:
        return
    for kind, log_probability in told.log_probability.items():
        if log_probability > _WORDING_FLOOR:
            words = ", ".join(told.telling.get(kind, ()))
            weight = _WORDING * math.exp(log_probability) + _WORDING_NAT * (log_probability - _WORDING_FLOOR)
            share = _WORDING_OTHER if kind == "other" else 1.0
            yield kind, Cue(cue=_shorten(f"wording: {words}"), weight=round(share * weight, 3))


def _shorten(text: str, limit: int = 24) -> str:
    flat = re.sub(r"\s+", " ", text).strip()
    return flat if len(flat) <= limit else f"{flat[: limit - 1]}…"


def _title(kind: Kind, page: View) -> Cue | None:
    """The best of the kind's titles, weighed by how much it stands there as a title."""
    best: tuple[float, str] | None = None
    for phrase, weight in kind.phrases:
        worth = weight * _worth(phrase, page)
        if worth > 0 and (best is None or worth > best[0]):
            best = (worth, phrase)
    return Cue(cue=f"title: {best[1]}", weight=round(best[0], 3)) if best else None


def _worth(phrase: str, page: View) -> float:
    """How much of a title ``phrase`` is in any heading of the page."""
    worth = 0.0
    if phrase in page.all_headings:  # one look at all of them: most phrases are in none
        worth = max(_as_title(phrase, h, page) for h in page.headings if phrase in h.text)
    return worth if worth >= _MISREAD else max(worth, _MISREAD * _misread(phrase, page))


def _as_title(phrase: str, heading: Heading, page: View) -> float:
    """How much of a title ``phrase`` is in a ``heading`` with it: 1 alone in its row, near 0 in running text."""
    text, share = heading.text, len(phrase) / len(heading.text)
    mentioned = _SENTENCE.search(text) or phrase not in _QUOTED.sub("", text)
    if share >= 0.6:
        worth = 1.0
    elif mentioned:
        worth = 0.12
    elif heading.large and len(phrase) > 2 and text.endswith(phrase):  # 2020年度职称申报人员个人保证书
        worth = 0.9
    elif share >= 0.3 and len(phrase) != 2:  # 证明, 说明: part of many other titles
        worth = 0.9 if heading.large else 0.45
    elif heading.large:
        worth = 0.45
    else:
        worth = 0.12
    if not heading.large:
        worth *= (0.6 if heading.low else 1.0) * (0.4 if heading.cell else 1.0)
    return worth * (1 - 0.4 * page.features["dense"]) if worth < 0.5 else worth


def _misread(phrase: str, page: View) -> float:
    """1 where a long phrase stands alone in a heading with one character misread or lacking, else 0.

    Only from six characters on, where one character does not make another title of it.
    """
    length = len(phrase)
    if length < 6 or len(frozenset(phrase) - page.heading_characters) > 1:
        return 0.0
    least = 100 * (length - 1) / length - 1e-6  # a heading that lacks two of twelve characters is 0.8 below
    for size, texts in page.headings_by_length.items():
        if length <= size <= 1.6 * length and any(
            fuzz.partial_ratio(phrase, text, score_cutoff=least) for text in texts if phrase not in text
        ):
            return 1.0
        # a heading without one of the phrase's characters; compared in part, any piece of the phrase would fit it
        if size == length - 1 and any(Indel.distance(phrase, text, score_cutoff=1) <= 1 for text in texts):
            return 1.0
    return 0.0


def _separate(kinds: Catalogue, page: View, reasons: dict[str, list[Cue]]) -> None:
    """Where two look-alikes both have something for them, let the telling signs decide."""
    scores = {kind: sum(cue.weight for cue in cues) for kind, cues in reasons.items()}
    for rule in kinds.separations:
        if min(scores[kind] for kind in rule.between) < 1.0:
            continue
        match = re.search(rule.sign, page.text)
        if match:
            sign = _shorten(match.group())
            reasons[rule.favours].append(Cue(cue=f"{sign}: not {rule.disfavours}", weight=rule.weight / 2))
            reasons[rule.disfavours].append(Cue(cue=f"{sign}: {rule.favours}", weight=-rule.weight / 2))
