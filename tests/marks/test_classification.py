import pytest

from scanaudit.marks.classification import find_classification
from tests.marks.drawn import line


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("秘密", "秘密"),
        ("机密★10年", "机密"),
        ("绝密★长期", "绝密"),
        ("【机密】", "机密"),
        ("密级：秘密", "秘密"),
        ("秘密★一年", "秘密"),
        ("商业秘密", None),
        ("保守国家秘密是每个公民的义务", None),
        ("机密文件管理办法", None),
        ("保密协议", None),
    ],
)
def test_marks_and_what_only_mentions_them(text, level):
    assert find_classification([line(text, 50, 50, 200, 80)], 1400) == level


def test_the_word_lower_on_the_page_is_no_mark():
    assert find_classification([line("秘密", 50, 900, 120, 930)], 1400) is None


def test_the_highest_mark_counts():
    lines = [line("秘密", 50, 50, 120, 80), line("绝密★启用前", 50, 90, 220, 120)]
    assert find_classification(lines, 1400) == "绝密"
