import hashlib
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scanaudit.intake import zips
from scanaudit.intake.limits import Limits
from scanaudit.intake.sources import FailedSource, Source, collect

from .hostile_images import colours, saved
from .hostile_pdf import page
from .hostile_zip import packed

PICTURE = saved(colours(), "PNG")


def names(found: list[Source | FailedSource]) -> list[str]:
    return [item.file for item in found]


def codes(found: list[Source | FailedSource]) -> list[str]:
    return [item.problem.code for item in found if isinstance(item, FailedSource)]


@pytest.fixture
def workdir(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def test_the_report_of_an_earlier_check_is_no_scan(tmp_path: Path, workdir: Path) -> None:
    folder = tmp_path / "材料"
    for place in ("材料-scanaudit", "我的-scanaudit"):
        (folder / place).mkdir(parents=True)
        (folder / place / "1.png").write_bytes(PICTURE)
    (folder / "材料-scanaudit" / "report.json").write_text("{}", encoding="utf-8")
    assert names(collect([folder], Limits(), workdir)) == ["材料/我的-scanaudit/1.png"]


def test_upload_order_is_the_paths_then_natural_order(tmp_path: Path, workdir: Path) -> None:
    folder = tmp_path / "材料"
    (folder / "子").mkdir(parents=True)
    for name in ("10.png", "2.png", "1.png", "子/1.png"):
        (folder / name).write_bytes(PICTURE)
    (tmp_path / "z.pdf").write_bytes(page())
    found = collect([tmp_path / "z.pdf", folder], Limits(), workdir)
    assert names(found) == ["z.pdf", "材料/1.png", "材料/2.png", "材料/10.png", "材料/子/1.png"]


def test_a_source_tells_its_provenance(tmp_path: Path, workdir: Path) -> None:
    (tmp_path / "scans.zip").write_bytes(packed([("a.bin", PICTURE)]))
    (source,) = collect([tmp_path / "scans.zip"], Limits(), workdir)
    assert isinstance(source, Source)
    assert (source.file, source.container, source.kind) == ("scans.zip/a.bin", "scans.zip", "png")
    assert source.content_hash == hashlib.sha256(PICTURE).hexdigest()
    assert source.path.read_bytes() == PICTURE and source.path.parent == workdir


def test_same_names_from_two_folders_are_kept_apart(tmp_path: Path, workdir: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.png").write_bytes(PICTURE)
    found = collect([tmp_path / "a" / "x.png", tmp_path / "b" / "x.png"], Limits(), workdir)
    assert names(found) == ["x.png", "x (2).png"]


def test_a_file_given_twice_counts_once(tmp_path: Path, workdir: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.png").write_bytes(PICTURE)
    assert len(collect([tmp_path / "a", tmp_path / "a" / "x.png"], Limits(), workdir)) == 1


def test_limits_of_size_and_number(tmp_path: Path, workdir: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    for n in range(4):
        (folder / f"{n}.png").write_bytes(PICTURE)
    assert codes(collect([folder], Limits(max_file_bytes=len(PICTURE) - 1), workdir)) == ["F106"] * 4
    found = collect([folder], Limits(max_files=3), workdir)
    assert len(found) == 4 and codes(found) == ["F107"]
    assert codes(collect([folder], Limits(max_files=4), workdir)) == []


def test_the_budget_of_unpacked_bytes_is_shared_by_all_archives(tmp_path: Path, workdir: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.zip").write_bytes(packed([("a.png", PICTURE)]))
    limits = Limits(max_archive_bytes=2 * len(PICTURE))
    found = collect([tmp_path / f"{n}.zip" for n in range(3)], limits, workdir)
    assert [isinstance(item, Source) for item in found] == [True, True, False]
    assert codes(found) == ["F145"]


def test_blank_scans_may_have_any_ratio(tmp_path: Path, workdir: Path) -> None:
    blank = b"BM" + bytes(12) + b"\x28\0\0\0" + bytes(8 << 20)
    (tmp_path / "blank.zip").write_bytes(packed([("a.bmp", blank)]))
    assert codes(collect([tmp_path / "blank.zip"], Limits(), workdir)) == []
    strict = Limits(archive_ratio_floor=1 << 20)
    assert codes(collect([tmp_path / "blank.zip"], strict, workdir)) == ["F145"]


def test_what_is_missing_or_forbidden_is_typed(
    tmp_path: Path, workdir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codes(collect([tmp_path / "nowhere.pdf"], Limits(), workdir)) == ["F101"]
    assert codes(collect([Path("a\0b")], Limits(), workdir)) == ["F102"]
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "open.png").write_bytes(PICTURE)
    real = Path.iterdir

    def refuse(self: Path) -> object:
        if self.name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found = collect([closed, tmp_path / "open.png"], Limits(), workdir)
    assert codes(found) == ["F102"] and names(found) == ["closed", "open.png"]


def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, workdir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.zip").write_bytes(packed([("a.png", PICTURE)]))

    def full(descriptor: int, mode: str) -> object:
        os.close(descriptor)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zips.os, "fdopen", full)
    assert codes(collect([tmp_path / "a.zip"], Limits(), workdir)) == ["F149"]
    assert list(workdir.iterdir()) == []


def test_an_archive_that_holds_itself_ends(tmp_path: Path, workdir: Path) -> None:
    inner = packed([("a.png", PICTURE)])
    for _ in range(6):
        inner = packed([(f"{n}.zip", inner) for n in range(3)])
    (tmp_path / "tree.zip").write_bytes(inner)
    assert set(codes(collect([tmp_path / "tree.zip"], Limits(), workdir))) == {"F147"}


def test_the_order_does_not_depend_on_the_file_system(tmp_path: Path, workdir: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    for name in ("B.png", "a.png", "第2页.png", "第10页.png", "２.png", "1.png"):
        (folder / name).write_bytes(PICTURE)
    first = names(collect([folder], Limits(), workdir))
    assert first == names(collect([folder], Limits(), workdir))
    assert first == [f"f/{n}" for n in ("1.png", "２.png", "a.png", "B.png", "第2页.png", "第10页.png")]


HEADS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"II*\0", b"\xff\xd8\xff", b"RIFF1234WEBP"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(HEADS), st.binary(max_size=300))
def test_arbitrary_bytes_never_raise(head: bytes, rest: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(head + rest)
        work = Path(folder) / "work"
        work.mkdir()
        for item in collect([path], Limits(), work):
            assert isinstance(item, Source | FailedSource)


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0), st.integers(0, 255), st.integers(0, 1 << 20))
def test_flipped_bytes_in_an_archive_never_raise(at: int, value: int, cut: int) -> None:
    data = bytearray(packed([("目录/a.png", PICTURE), ("b.zip", packed([("c.pdf", page())]))]))
    data[at % len(data)] = value
    data = data[: len(data) - cut % 60]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.zip"
        path.write_bytes(bytes(data))
        work = Path(folder) / "work"
        work.mkdir()
        assert collect([path], Limits(), work)
