"""What the jobs cost besides the reading: many recorded pages through them, then the same command again.

    python benchmarks/bookkeeping.py --people 2500 --pages 40 --folder /tmp/bookkeeping

Prints milliseconds of wall clock and of this machine's processor time a page, the memory of the process that keeps
the books at ten points of the run, bytes of the database a page, and the seconds of a re-run with nothing changed.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import recorded  # noqa: E402


def applicants(root: Path, people: int, pages: int) -> None:
    """Folders of small recorded pages, each of another content."""
    from tests.rules.pages import page, seal

    text = "继续教育登记卡 公需科目 专业科目 学时 合格 主管部门盖章 " * 20
    plain = page("ce_registration_page", text=text, seals=(seal(),))
    for number in range(people):
        own = (
            plain.model_copy(update={"file": f"{at}.png", "text": f"{text}{number}-{at}"})
            for at in range(pages)
        )
        recorded.write(root / f"{number:05}", own)


def once(root: Path, database: str, told: int) -> None:
    """Submit everything, wait for it, and say what it cost."""
    from scanaudit.jobs.engine import Jobs
    from scanaudit.jobs.orders import Order, Progress
    from scanaudit.jobs.places import signature
    from scanaudit.jobs.reading import Reader
    from scanaudit.settings import Settings

    begun, used = time.monotonic(), _processor()
    points: list[str] = []

    def watch(progress: Progress) -> None:
        if progress.pages_done * 10 >= told * (len(points) + 1):
            points.append(f"{progress.pages_done}: {_resident()} MiB")

    with Jobs(database, Settings(), reader=Reader(recorded.count, recorded.read)) as jobs:
        kept = []
        for folder in sorted(root.iterdir()):
            places = (str(folder),)
            kept.append(jobs.submit(Order(folder.name, places, signature(places), "bench")))
        jobs.keep_only("bench", kept)
        submitted = time.monotonic() - begun
        progress = jobs.wait(None, watch, batch="bench")
    seconds, processor = time.monotonic() - begun, _processor() - used
    print(f"{progress.pages_done} pages, failed {progress.failed}; submitting took {submitted:.1f} s")
    print(f"wall clock {seconds:.1f} s, {1000 * seconds / told:.2f} ms a page")
    print(f"processor {processor:.1f} s, {1000 * processor / told:.2f} ms a page, worker processes included")
    print("memory of the bookkeeper:", ", ".join(points))


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as stream:
        return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // (1 << 20)


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2500)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--database", default=None)
    args = parser.parse_args()
    shutil.rmtree(args.folder, ignore_errors=True)
    root, cache = args.folder / "applicants", args.folder / "cache"
    cache.mkdir(parents=True)
    os.environ["SCANAUDIT_CACHE_DIR"] = str(cache)
    applicants(root, args.people, args.pages)
    database = args.database or f"sqlite:///{args.folder}/jobs.db"
    told = args.people * args.pages
    once(root, database, told)
    print("again, nothing changed:")
    once(root, database, told)
    size = sum(path.stat().st_size for path in args.folder.glob("jobs.db*"))
    if size:
        print(f"database {size / (1 << 20):.1f} MiB, {size / told:.0f} bytes a page")


if __name__ == "__main__":
    main()
