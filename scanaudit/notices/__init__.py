"""What is asked for: the language of checklists, the notices, and the applicant's profile."""
