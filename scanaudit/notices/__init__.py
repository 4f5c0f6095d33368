"""What is asked for: the language of checklists, the notices, and the applicant's profile."""

from scanaudit.notices.conditions import Truth, evaluate
from scanaudit.notices.loader import NoticeSummary, available, get, load
from scanaudit.notices.model import Notice, Requirement
from scanaudit.notices.profile import Profile, Term
from scanaudit.notices.profile_file import load_profile, parse_answer, save_profile
from scanaudit.notices.questions import Question, question, questions_for

__all__ = [
    "Notice",
    "NoticeSummary",
    "Profile",
    "Question",
    "Requirement",
    "Term",
    "Truth",
    "available",
    "evaluate",
    "get",
    "load",
    "load_profile",
    "parse_answer",
    "question",
    "questions_for",
    "save_profile",
]
