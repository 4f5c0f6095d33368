"""The reviews of the shipped notices as pages: ``python -m scanaudit.notices.reviewed docs/notices``."""

from __future__ import annotations

import sys
from pathlib import Path

from scanaudit.notices.loader import get, shipped
from scanaudit.notices.model import Notice

_HEAD = """# {title}

{en}. Made from `checklists/{id}.yaml` by `python -m scanaudit.notices.reviewed docs/notices`; a test holds that it is
current. The notice's text is not part of the project: a few words of each sentence say which one is meant. Compare
with the text by `scanaudit notices coverage {id} --notice FILE`.

{covered} sentences that ask for something are covered by the {rows} requirements; {listed} are listed with the
reason why they cannot be checked from scans.

| clause | sentence | covered by, or why not |
|---|---|---|
"""


def page(notice: Notice) -> str:
    """The review of one notice."""
    covered = sum(bool(one.by) for one in notice.sentences)
    head = _HEAD.format(
        title=notice.title.zh,
        en=notice.title.en,
        id=notice.id,
        covered=covered,
        listed=len(notice.sentences) - covered,
        rows=len(notice.requirements),
    )
    titles = {row.id: row.title.zh for row in notice.requirements}
    lines = []
    for one in notice.sentences:
        by = "<br>".join(f"{id_} {titles[id_]}" for id_ in one.by)
        why = f"{one.why.zh} ({one.why.en})" if one.why else ""
        lines.append(f"| {one.at} | …{one.says.replace('|', '')}… | {by or why} |\n")
    return head + "".join(lines)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for notice_id in shipped():
        (folder / f"{notice_id}.md").write_text(page(get(notice_id)), encoding="utf-8")
