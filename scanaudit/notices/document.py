"""The applicant file's reference, made from the questions: ``python -m scanaudit.notices.document docs/profile.md``."""

from __future__ import annotations

import sys
from pathlib import Path

from scanaudit.notices.possible import EARLIEST
from scanaudit.notices.profile import Profile
from scanaudit.notices.questions import Question, question

_HEAD = """# The applicant file (申报人信息文件)

A YAML or JSON file for `--applicant`. Keys and choices may be written in English or in Chinese; yes and no
as `true`/`false` or 是/否; dates as `2018-12-20`. Leave out what is not known: whatever hangs on it is then
"unsure", with the question, never dropped. 中文、英文写法都可以；不确定的可以不写。

What cannot be is refused, here as by the API and the web form, since it would put every page in the wrong: a year or
a day before {earliest} or still to come (a term may end later), a term that ends before it starts, fewer than one
application a year (this one counts), an ID number whose length or characters none has, a text with control characters
or of thousands of letters. A wrong check digit of an ID number is taken: records hold such.

```yaml
姓名: 张三
工作单位: 某某市水利勘测设计院
单位性质: 事业单位
申报级别: 副高级
申报方式: 正常申报
现职称取得日期: 2018-12-20
```

| key | 中文 | values | what it is |
|---|---|---|---|
"""
_VALUES = {
    "text": "text",
    "texts": "list of texts",
    "number": "number",
    "date": "date",
    "yes_no": "true/false（是/否）",
    "period": "`2019-2023`, `2019.1-2023.12`, `2019-01-01 至 2023-12-31` or `{start: 2019-01-01, end: 2023-12-31}`",
    "other": "`{JY-30: 是}`",
}


def page() -> str:
    """The whole page."""
    head = _HEAD.replace("{earliest}", str(EARLIEST))
    return head + "".join(f"{_row(question(fact))}\n" for fact in Profile.model_fields)


def _row(asked: Question) -> str:
    values = "、".join(f"{choice}（{text.zh}）" for choice, text in asked.choices or ())
    if not values or asked.type == "choices":
        values = f"list of: {values}" if values else _VALUES[asked.type]
    return f"| `{asked.fact}` | {asked.label.zh} | {values} | {asked.text.en} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
