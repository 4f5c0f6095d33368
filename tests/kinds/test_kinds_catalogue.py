"""The catalogue: complete, consistent, and strict about mistakes."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from scanaudit.kinds import Catalogue, catalogue

KINDS = [
    "id_card",
    "graduation_certificate",
    "degree_certificate",
    "xuexin_record",
    "title_certificate",
    "vocational_certificate",
    "appointment_letter",
    "ce_name_page",
    "ce_registration_page",
    "ce_verification_page",
    "ce_completion_certificate",
    "paper_cover",
    "paper_toc",
    "paper_copyright_page",
    "isbn_page",
    "paper_body",
    "commitment_letter",
    "public_notice_proof",
    "post_approval_form",
    "exception_form",
    "exam_registration_form",
    "entrust_letter",
    "authorisation_letter",
    "review_form",
    "business_licence",
    "social_insurance_record",
    "equity_proof",
    "salary_flow",
    "tax_proof",
    "labour_contract",
    "insurance_statement",
    "award_certificate",
    "patent_certificate",
    "project_proof",
    "annual_assessment",
    "language_or_computer_certificate",
    "blank",
    "other",
    "residence_permit",
    "unit_statement",
    "standard_document",
    "appraisal_report",
    "roster",
    "file_custody_proof",
    "recommendation_form",
    "peer_report",
    "education_verification",
    "confirmation_form",
    "skill_lookup_result",
    "guidance_proof",
    "benefit_proof",
    "work_role_proof",
    "postdoc_certificate",
    "ce_hours_check",
]


def test_every_kind_is_there_once() -> None:
    assert sorted(kind.id for kind in catalogue().kinds) == sorted(KINDS)


def test_titles_in_both_languages() -> None:
    for kind in catalogue().kinds:
        assert kind.title.zh and kind.title.en and kind.title.zh != kind.title.en


def test_no_title_phrase_belongs_to_two_kinds() -> None:
    seen: dict[str, str] = {}
    for kind in catalogue().kinds:
        for phrase, _ in kind.phrases:
            assert seen.setdefault(phrase, kind.id) == kind.id, phrase


@pytest.mark.parametrize(
    "broken",
    [
        {"kinds": [{"id": "a", "title": "A", "family": "single", "cues": {1: ["("]}}]},
        {"kinds": [{"id": "a", "title": "A", "family": "tribe"}]},
        {"kinds": [{"id": "a", "title": "A", "family": "single", "layout": {"pretty": 1}}]},
        {"kinds": [{"id": "a", "title": "A", "family": "single"}] * 2},
        {
            "kinds": [{"id": "a", "title": "A", "family": "single"}],
            "separations": [{"between": ["a", "b"], "sign": "x", "favours": "a", "weight": 1}],
        },
    ],
)
def test_mistakes_in_the_data_are_refused(broken: dict[str, object]) -> None:
    with pytest.raises((ValidationError, re.error)):
        Catalogue.model_validate(broken)
