from __future__ import annotations

import pytest

from scanaudit.notices import Profile, get, questions_for
from scanaudit.notices.loader import shipped
from scanaudit.notices.profile import choices, fact_type
from scanaudit.notices.questions import wordings


def asked(notice_id: str, profile: Profile) -> dict[str, tuple[str, ...]]:
    return {question.fact: question.requirements for question in questions_for(get(notice_id), profile)}


def test_every_fact_has_a_wording_in_both_languages() -> None:
    assert set(wordings()) == set(Profile.model_fields)
    for fact, wording in wordings().items():
        assert wording.text.zh.endswith("？") or "？" in wording.text.zh, fact
        assert "?" in wording.text.en, fact
        assert wording.why.zh.endswith("。"), fact


def test_choices_are_those_of_the_profile_and_no_word_means_two() -> None:
    for fact, wording in wordings().items():
        assert set(wording.choices) == set(choices(fact)), fact
        words = [w for value, c in wording.choices.items() for w in (value, c.label.zh, *c.also)]
        assert len(words) == len(set(words)), fact


def test_labels_are_all_different() -> None:
    labels = [wording.label.zh for wording in wordings().values()]
    assert len(labels) == len(set(labels))


def test_an_answered_fact_is_not_asked_again() -> None:
    assert "route" in asked("anhui-2024-engineering", Profile())
    assert "route" not in asked("anhui-2024-engineering", Profile(route="regular"))


def test_what_no_longer_decides_is_not_asked() -> None:
    """With a paper, AH-08 does not hang on the employer; other rows still do, until they are decided too."""
    assert "AH-08" in asked("anhui-2024-engineering", Profile())["employer_type"]
    assert "AH-08" not in asked("anhui-2024-engineering", Profile(has_publication=True))["employer_type"]


def test_a_question_opens_only_when_the_route_leads_there() -> None:
    assert "direct_route" in asked("jiaxing-2022-engineering", Profile(route="skilled_talent"))
    assert "direct_route" not in asked("jiaxing-2022-engineering", Profile(route="regular"))
    assert "chsi_found" in asked("jianyang-2020-engineering", Profile(graduation_year=1999))
    assert "chsi_found" not in asked("jianyang-2020-engineering", Profile(graduation_year=2005))


def test_what_only_a_person_judges_by_is_not_asked() -> None:
    assert "entrusted" not in asked("anhui-2024-engineering", Profile())
    assert "entrusted" in asked("qiaocheng-2023-junior", Profile(series="经济"))
    assert asked("qiaocheng-2023-junior", Profile(series="工程"))["entrusted"] == ("QC-08",)


def test_facts_that_demands_compare_with_are_asked() -> None:
    hangs = asked("anhui-2024-engineering", Profile(target_level="senior", route="regular"))
    assert "AH-06" in hangs["prior_title_date"]
    assert "AH-05b" in hangs["term"]
    assert "AH-12" in hangs["employer"]
    junior = asked("anhui-2024-engineering", Profile(target_level="junior"))
    assert "prior_title_date" not in junior


@pytest.mark.parametrize("notice_id", sorted(shipped()))
def test_answering_everything_that_is_asked_leaves_no_question(notice_id: str) -> None:
    notice, profile = get(notice_id), Profile()
    answers = {
        "choice": lambda fact: choices(fact)[0],
        "choices": lambda fact: choices(fact)[:1],
        "yes_no": lambda _: True,
        "number": lambda fact: 1999 if fact == "graduation_year" else 1,
        "date": lambda _: "2015-12-31",
        "text": lambda fact: "360426199101010071" if fact == "id_number" else "甲",
        "texts": lambda _: ("甲", "乙"),
        "period": lambda _: {"start": "2019-01-01", "end": "2023-12-31"},
    }
    for _ in range(len(Profile.model_fields)):
        questions = questions_for(notice, profile)
        if not questions:
            return
        fact = questions[0].fact
        given = {**profile.model_dump(), fact: answers[fact_type(fact)](fact)}
        profile = Profile.model_validate(given)
    pytest.fail(f"still asked: {[question.fact for question in questions]}")


def test_a_question_that_hangs_on_another_waits_for_it() -> None:
    notice = get("anhui-2024-engineering")

    def asked(**facts: object) -> set[str]:
        return {one.fact for one in questions_for(notice, Profile(target_level="senior", **facts))}

    assert "route" in asked() and "relies_on_senior_title" not in asked()
    assert "relies_on_senior_title" in asked(route="postdoc")
    assert "relies_on_senior_title" not in asked(route="regular")
