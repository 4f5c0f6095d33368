"""Which sentences ask for which thing, and which ask for something that no entry of the dictionary knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scanaudit.drafting.dictionary import Thing, things
from scanaudit.notices.asking import asks
from scanaudit.notices.clauses import Sentence, outer

# What a clause that demands something says; a mention without any of these is a weaker sign.
_DEMANDS = re.compile(
    "提交|提供|上传|报送|出具|填报|填写|打印|加盖|盖章|签字|须|需|应|必须|不得|不少于|不低于|可直接|须经"
    r"|[一二两三四五六\d]份"
)
# What shows that a sentence is an item of a list of material, and the chapters whose short items are.
_ITEM = re.compile(r"复印件|原件|扫描件|影印件|[一二两三四五六\d]\s*[份套张]|上传|提交|提供|报送|出具")
_MATERIAL = re.compile("材料|资料|清单|目录")
_ITEM_AT_MOST = 60
# What is said of false material, and of truthfulness in general, is no list.
_NO_LIST = re.compile("虚假|造假|作假|剽窃|伪造|真实可靠|撤销")
# What each part of a sign counts: the place of the expression in the dictionary's list (earlier is surer), a
# demanding word, a number or a title in 《》. Design values, set on the two notices that were built from.
_FIRST, _DEMANDING, _EXACT = 2.0, 1.0, 0.5
# A bare name in a list is weaker than the expressions of most entries.
_NAMED = 0.25


@dataclass(frozen=True)
class Sign:
    """A sentence that names a thing: by which words, and how strongly."""

    sentence: Sentence
    words: str
    strength: float


@dataclass(frozen=True)
class Recognised:
    """A thing and its signs, the strongest first: its sentence is the clause that asks for it."""

    thing: Thing
    signs: tuple[Sign, ...]

    @property
    def main(self) -> Sign:
        """The strongest sign."""
        return self.signs[0]

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clause addresses, that of the strongest sign first; weak mentions are left out."""
        enough = min(max(self.main.strength - 1.0, 1.0), self.main.strength)
        strong = (sign.sentence.address for sign in self.signs if sign.strength >= enough)
        return tuple(dict.fromkeys(strong))


def recognise(sentences: Sequence[Sentence]) -> tuple[tuple[Recognised, ...], tuple[Sentence, ...]]:
    """The things that the sentences ask for, in the notice's order, and the asking sentences without any."""
    chapters = _chapters(sentences)
    found = []
    placed: set[int] = set()
    for thing in things():
        signs = []
        for at, sentence in enumerate(sentences):
            sign = _sign(thing, sentence, chapters[at])
            if sign is not None:
                signs.append(sign)
                placed.add(at)
        if signs:
            found.append(Recognised(thing, tuple(sorted(signs, key=lambda one: -one.strength))))
    rest = tuple(s for at, s in enumerate(sentences) if at not in placed and s.address and asks(s.text))
    return tuple(sorted(found, key=lambda one: one.main.sentence.line)), rest


def _sign(thing: Thing, sentence: Sentence, chapter: str) -> Sign | None:
    text = sentence.text
    if not sentence.address or (thing.against and thing.against.search(text)):
        return None
    if thing.around and not thing.around.search(chapter):
        return None
    names = thing.names if thing.names and _in_list(sentence, chapter) else ()
    for rank, form in enumerate((*thing.signs, *names)):
        if match := form.search(text):
            strength = _FIRST / (1 + rank / 2) if rank < len(thing.signs) else _NAMED
            strength += _DEMANDING if _DEMANDS.search(text) else 0
            strength += _EXACT if re.search(r"《|\d", match.group()) else 0
            # The annexes' names stand at the end of a notice; they are what the clauses speak of.
            strength -= 1.5 if sentence.address.startswith("附件") else 0
            return Sign(sentence, match.group(), strength)
    return None


def _in_list(sentence: Sentence, chapter: str) -> bool:
    """Whether the sentence is an item of a list of material, where a bare name is enough."""
    if re.fullmatch(r"附件\d+", sentence.address) or _NO_LIST.search(sentence.text):
        return False
    short = len(sentence.text) <= _ITEM_AT_MOST
    return bool(_ITEM.search(sentence.text) or (short and _MATERIAL.search(chapter)))


def _chapters(sentences: Sequence[Sentence]) -> list[str]:
    """For each sentence the headings that it stands under, joined."""
    made: list[str] = []
    headings: dict[str, str] = {}
    for sentence in sentences:
        around = {sentence.address, *outer(sentence.address)}
        over = (text for address, text in headings.items() if address in around)
        made.append(" ".join(over))
        if sentence.heading:
            headings[sentence.address] = sentence.text
    return made
