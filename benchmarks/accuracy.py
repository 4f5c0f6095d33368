"""How right is scanaudit? On rendered pages that nothing was tuned on, and on real pictures where they are at hand.

python benchmarks/accuracy.py --write docs/accuracy.md
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "real"
# This seed is used for nothing else: no threshold and no cue has seen its pages.
SEED, COUNT = 7301, 240
# What other commands wrote into the file begins here and stays.
BEGIN = "<!-- kinds: begin -->"

HEAD = """# Accuracy

Made by `python benchmarks/accuracy.py --write docs/accuracy.md` at commit {commit}. Each part is what
`scanaudit evaluate DIR` prints for a folder with labels.

**The label format**: one JSON object a page in `labels.jsonl` beside the pictures: `file`, `page`, `width`,
`height`, `page_kind`, `rotation` (clockwise degrees the content is turned), `blur` (sharp, soft, unreadable),
`seals` and `signatures` (`bbox` in pixels, `shape`, `colour`, `text`), `text_contains`, `text` (all of it,
where known), `fields`.

How to read it: boxes match at IoU 0.5; a kind told `other` is an abstention; text and fields are compared
without white space and with full-width characters folded, on pages labelled sharp only; a mark counts from a
confidence of 0.5 on.

## What these figures are worth

The rendered pages come from the generator in `samples/`, with seed {seed}, which nothing was tuned on. But
their layouts are those of the same generator that the committed dossiers come from, and those were looked at
while rules and cues were written: they measure steadiness on new values, fonts and faults more than on new
layouts. The real pictures were used for tuning thresholds; each measurement's own document says which part
was held out. Pages of other origin will do worse than either; where, is not known yet.
"""

MARKS = """Pages {first} to {last} of `python -m training validation --sources SOURCES --out DIR`, at first sight
([training/README.md](../training/README.md)): print fonts, names, papers and hands that training never saw; what is
held out and what is shared stands there. Hard seals are blue, black, overlapped, cut or faint ones; marks below a
confidence of 0.5 count neither as found nor as false."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="write the tables to this Markdown file")
    parser.add_argument("--marks", type=Path, help="validation set of marks (python -m training validation)")
    options = parser.parse_args()
    commit = _output(["git", "rev-parse", "--short", "HEAD"]).strip()
    parts = [HEAD.format(commit=commit, seed=SEED)]
    with tempfile.TemporaryDirectory() as folder:
        made = ["-m", "samples", "pages", "--seed", str(SEED), "--count", str(COUNT), "--out", folder]
        _output([sys.executable, *made])
        title = f"## Rendered pages: `python -m samples pages --seed {SEED} --count {COUNT}`"
        parts += [title, _evaluated(Path(folder))]
    if options.marks:
        title = "## Marks on pages that the detector's training never saw: `scanaudit evaluate DIR --marks`"
        names = sorted(int(path.stem) for path in options.marks.glob("*.jpg"))
        parts += [title, MARKS.format(first=names[0], last=names[-1]), _evaluated(options.marks, "--marks")]
    if REAL.is_dir():
        parts += ["## Real pictures from public projects (not part of this repository)", _evaluated(REAL)]
    text = "\n\n".join(part.strip() for part in parts) + "\n"
    print(text)
    if options.write:
        options.write.write_text(text + _kept(options.write), encoding="utf-8")


def _kept(path: Path) -> str:
    """The sections of the file that other commands wrote."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    return f"\n{old[old.index(BEGIN) :]}" if BEGIN in old else ""


def _evaluated(folder: Path, *more: str) -> str:
    return _output([sys.executable, "-m", "scanaudit", "evaluate", str(folder), "--lang", "en", *more])


def _output(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
