"""How much more two cores read than one.

    python benchmarks/throughput.py --folder /tmp/throughput

Runs `scanaudit bulk` over the sample dossiers held to one core (one worker process) and on two (two of them), in turn,
and prints the seconds and their ratio.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTICE = "anhui-2024-engineering"


def applicants(root: Path) -> None:
    """Every complete sample dossier as one applicant, all of one notice: reading costs the same under any."""
    for upload in sorted((ROOT / "samples" / "dossiers").glob("*/complete/upload")):
        shutil.copytree(upload, root / upload.parents[1].name)


def bulk(root: Path, out: Path, cores: int) -> float:
    """Seconds of a whole run on the first ``cores`` cores."""
    shutil.rmtree(out, ignore_errors=True)
    command = ["taskset", "-c", "0" if cores == 1 else f"0-{cores - 1}"]
    command += [sys.executable, "-m", "scanaudit", "bulk", str(root), "--notice", NOTICE, "--out", str(out)]
    begun = time.perf_counter()
    done = subprocess.run(
        [*command, "--workers", str(cores)],
        env={**os.environ, "SCANAUDIT_CACHE_DIR": str(out / "cache")},
        capture_output=True,
        check=False,
    )
    if done.returncode not in (0, 1, 2):
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - begun


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    root, out = options.folder / "applicants", options.folder / "out"
    shutil.rmtree(root, ignore_errors=True)
    applicants(root)
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(options.rounds):
        for cores, taken in seconds.items():
            taken.append(bulk(root, out, cores))
    one, two = (statistics.median(seconds[cores]) for cores in (1, 2))
    print(f"one core {one:.1f} s, two cores {two:.1f} s: {one / two:.2f} times as much")


if __name__ == "__main__":
    main()
