"""The pages for people: the applicant's and the reviewer's."""

from scanaudit.service.web.mounting import mount, refusal_page

__all__ = ["mount", "refusal_page"]
