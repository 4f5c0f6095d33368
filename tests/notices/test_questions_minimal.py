"""No question without effect, none that matters left out.

What a notice asks is the sum of its requirements, each of which hangs on few facts: all answers to these facts,
given and not given, are tried for every requirement, and that covers all profiles.
"""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import pytest

from scanaudit.notices import Notice, Profile, get, questions_for
from scanaudit.notices.loader import shipped
from scanaudit.notices.open_facts import domains, open_facts, outcome, stated
from scanaudit.notices.profile import fact_type

# What stands for any answer to a fact that scans are compared with.
ANY: dict[str, Any] = {
    "text": "甲乙", "texts": ("甲乙",), "number": 1, "date": "2015-12-31",
    "period": {"start": "2019-01-01", "end": "2023-12-31"}, "yes_no": True, "choice": "bachelor",
}  # fmt: skip


def profile(facts: dict[str, Any]) -> Profile:
    # Not validated: what stands for any other number is one that nobody may give.
    return Profile().model_copy(update={fact: value for fact, value in facts.items() if value is not None})


@pytest.mark.parametrize("notice_id", sorted(shipped()))
def test_open_facts_are_exactly_those_that_change_a_requirement(notice_id: str) -> None:
    """Every requirement, under every combination of answers given and not given."""
    for requirement in get(notice_id).requirements:
        named = domains(requirement)
        asks = {
            answers: outcome(requirement, profile(dict(zip(named, answers, strict=True)))).asks
            for answers in product(*named.values())
        }
        for given in product(*((None, *values) for values in named.values())):
            found = open_facts(requirement, profile(dict(zip(named, given, strict=True)))).deciding
            assert found == _deciding(named, given, asks), (requirement.id, given)


def _deciding(
    named: dict[str, tuple[Any, ...]], given: tuple[Any, ...], asks: dict[tuple[Any, ...], Any]
) -> set[str]:
    """The facts not given for which, the others answered somehow, two answers ask for different things."""
    open_ = [
        values if answer is None else (answer,) for answer, values in zip(given, named.values(), strict=True)
    ]
    deciding = set()
    for at, fact in enumerate(named):
        if given[at] is None:
            others = product(*open_[:at], (None,), *open_[at + 1 :])
            if any(
                len({asks[*rest[:at], answer, *rest[at + 1 :]] for answer in named[fact]}) > 1
                for rest in others
            ):
                deciding.add(fact)
    return deciding


def all_domains(notice: Notice) -> dict[str, tuple[Any, ...]]:
    found: dict[str, set[Any]] = {}
    for requirement in notice.requirements:
        for fact, values in domains(requirement).items():
            found.setdefault(fact, set()).update(values)
    return {fact: tuple(sorted(values, key=str)) for fact, values in found.items()}


def asked_of(notice: Notice, person: dict[str, Any]) -> tuple[Profile, list[str]]:
    """The profile after asking this person one question after the other, and the facts asked."""
    known: dict[str, Any] = {}
    order = []
    while todo := questions_for(notice, profile(known)):
        fact = todo[0].fact
        order.append(fact)
        known[fact] = person.get(fact, ANY.get(fact_type(fact)))
        assert stated(profile(known), fact)
    return profile(known), order


@pytest.mark.parametrize("notice_id", sorted(shipped()))
def test_a_person_is_asked_what_matters_and_nothing_else(notice_id: str) -> None:
    """Three people drawn at random: after the last answer nothing unasked changes what is required."""
    notice = get(notice_id)
    values = all_domains(notice)
    draw = random.Random(7)
    for _ in range(3):
        person = {fact: draw.choice(options) for fact, options in values.items()}
        known, order = asked_of(notice, person)
        assert len(order) == len(set(order))
        final = [outcome(row, known) for row in notice.requirements]
        for fact in set(values) - set(order):
            for answer in values[fact]:
                changed = known.model_copy(update={fact: answer})
                assert [outcome(row, changed).asks for row in notice.requirements] == [
                    one.asks for one in final
                ], fact
        compared = frozenset().union(*(one.needed for one in final))
        assert all(stated(known, fact) for fact in compared)


@pytest.mark.parametrize(("notice_id", "at_most"), [
    ("anhui-2024-engineering", 17), ("jianyang-2020-engineering", 20),
    ("qiaocheng-2023-junior", 12), ("jiaxing-2022-engineering", 13),
])  # fmt: skip
def test_nobody_is_asked_more_than(notice_id: str, at_most: int) -> None:
    assert len(questions_for(get(notice_id), Profile())) <= at_most
