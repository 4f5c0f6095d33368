"""A run over an S3 store, spoken to by its own protocol: the same results as over the folder that was put there."""

from __future__ import annotations

import json
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import which

import pytest

from scanaudit.bulk.applicants import find_applicants
from scanaudit.errors import UsageError
from scanaudit.jobs import places
from tests.audit.dossiers import COMPLETE
from tests.bulk.conftest import Bulk
from tests.servers import free_port

NOTICE = "qiaocheng-2023-junior"
BUCKET = "applicants"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an S3 server with one empty bucket."""
    program = which("moto_server")
    if program is None:
        pytest.skip("no moto_server on this machine: no run over an S3 store was tried")
    port = free_port()
    log = tmp_path_factory.mktemp("moto") / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [program, "-H", "127.0.0.1", "-p", str(port)], stdout=stream, stderr=stream
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with suppress(OSError):
                urllib.request.urlopen(urllib.request.Request(f"{address}/{BUCKET}", method="PUT")).close()
                break
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        yield address
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def put(server: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], str]:
    """Puts a folder into the store, in place of what it held; tells its URL."""
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ENDPOINT_URL", server),
        ("AWS_ALLOW_HTTP", "true"),
    ):
        monkeypatch.setenv(name, value)
    import obstore
    from obstore.store import S3Store

    def upload(root: Path) -> str:
        store = S3Store(BUCKET)
        for path in sorted(root.rglob("*")):
            if path.is_file():
                obstore.put(store, f"2024/{path.relative_to(root).as_posix()}", path.read_bytes())
        return f"s3://{BUCKET}/2024"

    return upload


def test_a_run_over_a_store_comes_to_what_one_over_the_folder_does(
    bulk: Bulk, hand_in: Callable[..., Path], put: Callable[[Path], str], calls: Callable[[], list[str]]
) -> None:
    facts, pages = COMPLETE[NOTICE]()
    hand_in("张三", pages, facts)
    hand_in("01-李四 #2?", pages[:3])
    here = bulk(NOTICE)
    assert here.rows["张三"].verdict == "pass", "by the profile that lies among the scans"
    url, read = put(Path(bulk.root)), len(calls())
    there = Bulk(url, bulk.out.with_name("of-the-store"), bulk.settings, bulk.reader)(NOTICE)
    assert _lines(there.out) == _lines(here.out)
    assert len(calls()) == 2 * read
    assert [step.fresh for step in there(NOTICE).steps] == [False, False]
    hand_in("01-李四 #2?", pages[3:5])
    put(Path(bulk.root))
    assert [(step.outcome.key, step.fresh) for step in there(NOTICE).steps if step.fresh] == [
        ("01-李四 _2_", True)
    ]


def test_what_the_store_refuses_is_told(put: Callable[[Path], str], tmp_path: Path) -> None:
    put(tmp_path)
    for root in ("s3://no-such-bucket/2024", "s3://no-such-bucket", f"s3://{BUCKET}/nothing"):
        with pytest.raises(UsageError, match=root):
            find_applicants(root, NOTICE, None)


def test_a_whole_bucket_is_a_root(put: Callable[[Path], str], tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"a")
    put(tmp_path)
    assert places.is_folder(f"s3://{BUCKET}") and places.inside(f"s3://{BUCKET}") == [f"s3://{BUCKET}/2024"]


def _lines(out: Path) -> list[object]:
    return [json.loads(line) for line in (out / "audit.jsonl").read_text("utf-8").splitlines()]
