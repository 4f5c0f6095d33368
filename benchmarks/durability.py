"""Kill a bulk run again and again: is the result the same, and was anything read twice?

    python benchmarks/durability.py --kills 20 [--all-at-once] [--database postgresql://…]

Applicants are made of recorded facts (no models), so that what is measured is the bookkeeping. Prints, for each
kill, how far the run was, and at the end whether all files are byte-equal to those of an undisturbed run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import recorded  # noqa: E402

TODAY = dt.date(2024, 8, 25)
_TABLES = ("audit.xlsx", "audit.jsonl", "index.html", "letters.html")


def applicants(root: Path, people: int) -> None:
    """``people`` dossiers of recorded pages, each page of another content."""
    from scanaudit.notices.profile import Profile
    from scanaudit.notices.profile_file import save_profile
    from tests.audit.dossiers import COMPLETE

    facts, pages = COMPLETE["qiaocheng-2023-junior"]()
    for number in range(people):
        folder = root / f"{number:04}"
        own = [page.model_copy(update={"text": f"{page.text} {number}"}) for page in pages]
        recorded.write(folder, own[: len(own) - number % 3])
        save_profile(Profile(**facts), folder / "profile.yaml")


def run(root: Path, out: Path, database: str) -> None:
    """One bulk run, as ``scanaudit bulk`` does it, with the recorded reader."""
    from scanaudit.bulk.applicants import find_applicants
    from scanaudit.bulk.run import Run
    from scanaudit.bulk.tables import write_tables
    from scanaudit.jobs.engine import Jobs
    from scanaudit.jobs.reading import Reader
    from scanaudit.review.effect import decided
    from scanaudit.settings import Settings

    settings = Settings(workers=1)
    people = find_applicants(str(root), "qiaocheng-2023-junior", None)
    out.mkdir(parents=True, exist_ok=True)
    with Jobs(database, settings, reader=Reader(recorded.count, recorded.read)) as jobs:
        bulk = Run(jobs, people, out, settings, "zh", TODAY)
        for _ in bulk.finish(bulk.submit()):
            pass
        told = decided(jobs.database, bulk.batch)
        write_tables(bulk.outcomes.all(), bulk.notices, out, "zh", told, facts=jobs.facts)


def digests(out: Path) -> dict[str, str]:
    """Every file of a run, but for the database and the time that each report bears."""
    found = {}
    for path in sorted(out.rglob("*")):
        if path.is_file() and not path.name.startswith(("scanaudit.db", ".made-of")):
            content = path.read_bytes()
            if path.name == "report.html":
                content = b"\n".join(line for line in content.splitlines() if b"scanaudit 0." not in line)
            found[str(path.relative_to(out))] = hashlib.sha256(content).hexdigest()
    return found


def _started(arguments: list[str], cache: Path) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "SCANAUDIT_CACHE_DIR": str(cache),
        "RECORDED_SECONDS": "0.3",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
    }
    return subprocess.Popen([sys.executable, __file__, *arguments], env=environment, start_new_session=True)


def _until_reading(process: subprocess.Popen[bytes], calls: Path) -> None:
    """Wait until one page more is read, or the process has ended."""
    before = calls.stat().st_size if calls.exists() else 0
    while process.poll() is None and (calls.stat().st_size if calls.exists() else 0) == before:
        time.sleep(0.05)


def _results(database: str) -> dict[str, float]:
    """When each page's result was stored, by its key."""
    import sqlalchemy as sa

    url = sa.make_url(database)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT key, stored_at FROM scanaudit_page").all()
            return {row[0]: row[1] for row in rows}
    except sa.exc.SQLAlchemyError:
        return {}
    finally:
        engine.dispose()


def _read_after_stored(calls: Path, database: str) -> int:
    """How many readings began after the page's result was stored."""
    from scanaudit.jobs.engine import facts_version
    from scanaudit.settings import Settings

    version, stored = facts_version(Settings()), _results(database)
    late = 0
    for line in calls.read_text().splitlines():
        content, begun = line.split()
        key = hashlib.sha256(f"{content}:1:{version}".encode()).hexdigest()
        late += float(begun) > stored.get(key, float("inf"))
    return late


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument(
        "--within", type=float, default=8.0, help="a run is killed after up to so many seconds"
    )
    parser.add_argument(
        "--all-at-once", action="store_true", help="kill every process of the run, as a power cut"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--database", default=None)
    parser.add_argument("--run", nargs=3, metavar=("ROOT", "OUT", "DATABASE"))
    args = parser.parse_args()
    if args.run:
        run(Path(args.run[0]), Path(args.run[1]), args.run[2])
        return
    measure(args)


def measure(args: argparse.Namespace) -> None:
    """An undisturbed run, then one that is killed; compares them."""
    root, cache = args.folder / "applicants", args.folder / "cache"
    shutil.rmtree(args.folder, ignore_errors=True)
    cache.mkdir(parents=True)
    applicants(root, args.people)
    calm = args.folder / "calm" / "out"
    _started(
        ["--folder", "-", "--run", str(root), str(calm), f"sqlite:///{args.folder}/calm.db"], cache
    ).wait()
    calls = cache / "calls.txt"
    pages = len(calls.read_text().splitlines())
    calls.unlink()
    # The same name of the folder: it stands in no file, but the batch is named after it.
    killed = args.folder / "killed" / "out"
    database = args.database or f"sqlite:///{args.folder}/killed.db"
    order = ["--folder", "-", "--run", str(root), str(killed), database]
    chance = random.Random(args.seed)
    late = 0
    for number in range(args.kills):
        process = _started(order, cache)
        before = len(_results(database))
        try:
            if chance.random() < 0.8:  # while pages are read; else at any moment, the start included
                _until_reading(process, calls)
            process.wait(chance.uniform(0.0, args.within))
            late += 1
        except subprocess.TimeoutExpired:
            if args.all_at_once:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
        after = len(_results(database))
        print(f"kill {number + 1}: {before} of {pages} pages stored before it, {after} after")
    begun = time.monotonic()
    _started(order, cache).wait()
    print(f"the last run, undisturbed: {time.monotonic() - begun:.1f} s")
    stored = len(_results(database))
    read = Counter(line.split()[0] for line in calls.read_text().splitlines())
    again = _read_after_stored(calls, database)
    print(f"pages {pages}, stored {stored}, read {read.total()}; read after the result was stored: {again}")
    print(f"runs that ended before their kill: {late}")
    ours, theirs = digests(calm), digests(killed)
    differing = sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))
    print(f"files {len(ours)}, differing {len(differing)} {differing[:5]}")
    sys.exit(bool(differing) or stored != pages or bool(again))


if __name__ == "__main__":
    main()
