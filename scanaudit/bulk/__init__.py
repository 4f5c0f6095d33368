"""Who of hundreds is complete? One run over many applicants: who they are, their audits, and the tables of it.

roster.py, applicants.py    who applies, for which notice, where the scans lie
outcomes.py                 what an applicant's audit came to, kept by what decided it
run.py                      the run: jobs in, outcomes out
across.py, resaved.py       the same person, work, page or seal at two applicants
workbook.py, index.py …     how the run is told
"""
