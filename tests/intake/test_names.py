import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanaudit.intake.names import entry_name, is_junk, is_own, natural_key, profile_among, shown


def test_natural_order() -> None:
    names = ["10.jpg", "9.jpg", "a10", "a9", "A1", "第１０页", "第9页", "1" * 5000]
    assert sorted(names, key=natural_key) == [
        "9.jpg",
        "10.jpg",
        "1" * 5000,
        "A1",
        "a9",
        "a10",
        "第9页",
        "第１０页",
    ]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_the_order_is_total(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=natural_key) == sorted(backwards, key=natural_key)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=40))
def test_every_name_can_be_shown(name: str) -> None:
    said = shown(name)
    said.encode("utf-8")
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in said)


def test_names_that_lie_on_screens_are_tamed() -> None:
    assert shown("a\x1b[31m.pdf") == "a\ufffd[31m.pdf"
    assert shown("fdp\u202egpj.exe") == "fdp\ufffdgpj.exe"
    assert shown("cafe\u0301") == "café"
    assert shown("职称".encode("gb18030").decode("utf-8", "surrogateescape")) == "职称"


@pytest.mark.parametrize("raw", ["身份证", "联通", "工作证明", "繁體中文", "論文"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_unflagged_entry_names(raw: str, encoding: str) -> None:
    info = zipfile.ZipInfo("x")
    info.orig_filename = raw.encode(encoding).decode("cp437")
    assert entry_name(info) == raw


def test_junk() -> None:
    assert all(map(is_junk, (".DS_Store", "THUMBS.DB", "~$论文.docx", "._a.jpg", "__MACOSX", "desktop.ini")))
    assert all(
        map(is_own, ("changes.json", "applicant.yaml", "申报人信息.yaml", "Profile.yaml", "PROFILE.JSON"))
    )
    assert profile_among(["b.jpg", "申报人信息.json", "Profile.yml"]) == "Profile.yml"
    assert not any(map(is_own, ("a.json", "学历.yaml", "changes.json.pdf")))
    assert not any(map(is_junk, ("a.jpg", ".a.jpg", "~a.jpg", "thumbs.jpg")))
