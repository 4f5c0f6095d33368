"""What a person decides where the program cannot: the doubtful places one after another, and what becomes of them.

    questions.py    which places of a report are doubtful, and the question that each answers
    decisions.py    who decided what, when, of what was shown; undone, out of date; never lost
    effect.py       the report as the decisions leave it
    beside.py       the other page, of what compares two
    pictures.py     the place in question and its page, ID numbers covered
    queue.py        which question comes next, for several reviewers at once
    labels.py       the decisions as labels, for ``scanaudit evaluate``
    app.py          the page

A ``Case`` is one applicant's report, whoever made it: a bulk run, or a portal.
"""
