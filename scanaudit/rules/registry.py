"""All rules, listed by hand: a rule that is not here does not run."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from scanaudit.rules.context import Rule

_NAMES = (
    "c101_turned",
    "c102_soft",
    "c103_unreadable",
    "c104_cut_off",
    "c105_too_dark",
    "c106_overexposed",
    "c107_low_resolution",
    "c108_blank",
    "c109_not_in_colour",
    "c110_copy_not_original",
    "c111_orientation_unknown",
    "k301_missing",
    "k302_too_few",
    "k303_part_missing",
    "k304_year_missing",
    "k305_recommended_missing",
    "k306_kind_uncertain",
    "k307_unused",
    "k308_page_twice",
    "k309_spare",
    "k310_accepted_by_practice",
    "k311_same_page",
    "k312_page_order",
    "m201_seal_missing",
    "m202_seal_of_another",
    "m203_seal_unread",
    "m204_seal_photocopied",
    "m205_seal_doubtful",
    "m206_seals_too_few",
    "m211_signature_missing",
    "m212_signature_doubtful",
    "m213_signatures_too_few",
    "m214_materials_unsigned",
    "m221_copy_unsealed",
    "m231_portrait_missing",
    "m241_classified",
    "q501_condition_open",
    "q502_fact_missing",
    "s601_out_of_scope",
    "s602_applied_twice",
    "s603_not_confirmed",
    "s604_for_judgement",
    "s605_window_closed",
    "v401_name_differs",
    "v402_name_unread",
    "v403_employer_differs",
    "v404_employer_unread",
    "v411_number_wrong",
    "v412_number_unread",
    "v421_not_author",
    "v422_author_rank",
    "v431_too_early",
    "v432_expired",
    "v433_date_unread",
    "v441_publicity_short",
    "v442_publicity_unread",
    "v451_hours_short",
    "v452_hours_crammed",
    "v453_year_without_hours",
    "v454_hours_shown",
    "v456_term_not_covered",
    "v457_hours_differ",
    "v458_hours_unread",
    "v461_tenure_short",
    "v462_tenure_shown",
    "v463_tenure_unknown",
    "v471_assessment_failed",
    "v472_assessment_unread",
    "v481_not_stated",
    "v482_same_person",
    "v483_months_short",
    "v491_another_person",
    "v492_id_number_differs",
    "v493_values_differ",
    "v494_not_a4",
)
MODULES: tuple[ModuleType, ...] = tuple(import_module(f"scanaudit.rules.{name}") for name in _NAMES)
RULES: tuple[Rule, ...] = tuple(module.RULE for module in MODULES)


def rules_on(trigger: str) -> tuple[Rule, ...]:
    """The rules for a demand ("seal", "hours", …), or for "material", "condition", "upload"."""
    return tuple(rule for rule in RULES if trigger in rule.on)
