from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from scanaudit.notices.conditions import AllOf, AnyOf, Condition, FactIs, FactRange, Not, Truth, evaluate
from scanaudit.notices.profile import Profile, choices

FACTS: dict[str, tuple[Any, ...]] = {
    "route": choices("route"),
    "employer_type": choices("employer_type"),
    "has_publication": (True, False),
    "entrusted": (True, False),
    "graduation_year": (1999, 2001, 2002, 2010),
}


def profiles(*, complete: bool) -> st.SearchStrategy[Profile]:
    def of(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
        return st.sampled_from(values) if complete else st.sampled_from((None, *values))

    return st.builds(Profile, **{fact: of(values) for fact, values in FACTS.items()})


def leaves() -> st.SearchStrategy[Any]:
    def leaf(fact: str) -> st.SearchStrategy[Any]:
        if fact == "graduation_year":
            ends = st.one_of(st.none(), st.integers(1998, 2011))
            return st.builds(FactRange, fact=st.just(fact), at_least=ends, at_most=ends)
        values = st.lists(st.sampled_from(FACTS[fact]), min_size=1, max_size=2)
        return values.map(lambda chosen: FactIs.model_validate({"fact": fact, "is": chosen}))

    return st.sampled_from(sorted(FACTS)).flatmap(leaf)


def conditions() -> st.SearchStrategy[Any]:
    def grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        several = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(
            several.map(lambda parts: AllOf(all=parts)),
            several.map(lambda parts: AnyOf(any=parts)),
            inner.map(lambda part: Not.model_validate({"not": part})),
        )

    return st.recursive(leaves(), grown, max_leaves=8)


def negated(condition: Condition) -> Not:
    return Not.model_validate({"not": condition})


@given(conditions(), profiles(complete=True))
def test_a_complete_profile_decides_every_condition(condition: Condition, profile: Profile) -> None:
    truth = evaluate(condition, profile)
    assert truth.value in (True, False)
    assert truth.unknown == frozenset()


@given(conditions(), profiles(complete=False), profiles(complete=True))
def test_what_is_decided_stays_so_whatever_the_missing_facts_are(
    condition: Condition, partial: Profile, rest: Profile
) -> None:
    given_facts = {fact: getattr(partial, fact) for fact in FACTS if getattr(partial, fact) is not None}
    completed = rest.model_copy(update=given_facts)
    decided = evaluate(condition, partial).value
    if decided is not None:
        assert evaluate(condition, completed).value is decided


@given(conditions(), profiles(complete=False))
def test_unknown_facts_are_missing_ones_and_named_just_when_undecided(
    condition: Condition, profile: Profile
) -> None:
    truth = evaluate(condition, profile)
    assert (truth.value is None) == bool(truth.unknown)
    assert all(getattr(profile, fact) is None for fact in truth.unknown)


@given(conditions(), conditions(), profiles(complete=False))
def test_de_morgan(a: Condition, b: Condition, profile: Profile) -> None:
    both = evaluate(negated(AllOf(all=(a, b))), profile)
    either = evaluate(AnyOf(any=(negated(a), negated(b))), profile)
    assert both == either


@given(conditions(), profiles(complete=False))
def test_a_double_negation_changes_nothing(condition: Condition, profile: Profile) -> None:
    assert evaluate(negated(negated(condition)), profile) == evaluate(condition, profile)


def test_no_condition_always_holds() -> None:
    assert evaluate(None, Profile()) == Truth(True)


def test_a_decided_part_hides_the_unknown_one() -> None:
    condition = AllOf(all=(is_("employer_type", "private"), is_("has_publication", False)))
    assert evaluate(condition, Profile(has_publication=True)) == Truth(False)
    assert evaluate(condition, Profile(has_publication=False)) == Truth(None, frozenset({"employer_type"}))


def test_a_list_fact_has_one_of_the_values() -> None:
    condition = is_("achievement_kinds", "patent")
    assert evaluate(condition, Profile(achievement_kinds=("award", "patent"))).value is True
    assert evaluate(condition, Profile(achievement_kinds=())).value is False
    assert evaluate(condition, Profile()).unknown == {"achievement_kinds"}


@pytest.mark.parametrize(
    ("match", "specialty", "expected"),
    [
        ("whole", "化学工程", True),
        ("whole", " 化学 工程专业", True),
        ("whole", "化学工程与工艺", False),
        ("start", "化学工程与工艺", True),
        ("start", "应用化学工程", False),
        ("part", "应用化学工程", True),
    ],
)
def test_free_text_matches_as_asked(match: str, specialty: str, expected: bool) -> None:
    condition = FactIs.model_validate({"fact": "specialty", "is": "化学工程", "match": match})
    assert evaluate(condition, Profile(specialty=specialty)).value is expected


@pytest.mark.parametrize(("year", "expected"), [(2001, False), (2002, True), (2010, True), (2011, False)])
def test_both_ends_of_a_range_are_inside(year: int, expected: bool) -> None:
    condition = FactRange(fact="graduation_year", at_least=2002, at_most=2010)
    assert evaluate(condition, Profile(graduation_year=year)).value is expected


def test_a_condition_without_a_known_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="fact, all, any, not"):
        TypeAdapter(Condition).validate_python({"fct": "route", "is": "regular"})


def is_(fact: str, value: object) -> FactIs:
    return FactIs.model_validate({"fact": fact, "is": value})
