"""How fast is a check, against stock PaddleOCR reading the same pages in the same run?

    python benchmarks/speed.py --write docs/performance.md

Figures are ratios of times taken on one machine minutes apart; absolute seconds are printed for orientation only.
The dossier is measured as it lies in samples/ (132–160 dpi, kept small) and with its pictures brought to the 200 and
300 dpi of office scanners.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]
DOSSIER = ROOT / "samples" / "dossiers" / "anhui-2024-engineering" / "complete"
NOTICE = "anhui-2024-engineering"
OFFICE_DPI = (200, 300)


@dataclass(frozen=True)
class Figures:
    pages: int
    stock_seconds: float
    stock_whole_seconds: float
    first_seconds: float
    second_seconds: float
    replaced: int
    a3_megabytes: float
    help_seconds: float

    @property
    def factor(self) -> float:
        """How many times as fast as stock the first run is."""
        return self.stock_seconds / self.first_seconds

    @property
    def whole_factor(self) -> float:
        """The same with stock's start, its models' loading and the opening of the files counted too."""
        return self.stock_whole_seconds / self.first_seconds

    @property
    def share(self) -> float:
        """The second run's part of the first one's time."""
        return self.second_seconds / self.first_seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="write the table to this Markdown file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        columns = {"as they are": measure(Path(folder) / "as it lies", None)}
        for dpi in OFFICE_DPI:
            columns[f"{dpi} dpi"] = measure(Path(folder) / str(dpi), dpi)
    text = told(columns)
    print(text)
    if options.write:
        options.write.write_text(text, encoding="utf-8")


def measure(folder: Path, dpi: int | None) -> Figures:
    """All figures of the dossier, its pictures as they are or brought to ``dpi``."""
    upload = folder / "upload"
    shutil.copytree(DOSSIER / "upload", upload)
    if dpi is not None:
        _bring_to(dpi, upload)
    cache = folder / "cache"
    first = _check(upload, cache, folder / "first")
    replaced = _replace_two(upload)
    second = _check(upload, cache, folder / "second")
    pages = len(json.loads((folder / "second" / "report.json").read_text(encoding="utf-8"))["pages"])
    started = time.perf_counter()
    reading = _in_fresh_process("stock", upload)
    return Figures(
        pages=pages,
        stock_seconds=reading,
        stock_whole_seconds=time.perf_counter() - started,
        first_seconds=first,
        second_seconds=second,
        replaced=replaced,
        a3_megabytes=_in_fresh_process("a3", upload),
        help_seconds=min(_help() for _ in range(3)),
    )


def _check(upload: Path, cache: Path, out: Path) -> float:
    """Wall time of a whole `scanaudit check`, start of the program and reports included."""
    command = [sys.executable, "-m", "scanaudit", "check", str(upload), "--notice", NOTICE]
    command += ["--applicant", str(DOSSIER / "profile.yaml"), "--out", str(out), "--no-ask"]
    started = time.perf_counter()
    done = subprocess.run(
        command, env={**os.environ, "SCANAUDIT_CACHE_DIR": str(cache)}, capture_output=True, check=False
    )
    seconds = time.perf_counter() - started
    if done.returncode not in (0, 1, 2):
        raise SystemExit(done.stderr.decode())
    return seconds


def _replace_two(upload: Path) -> int:
    """Two single-page pictures photographed anew: one pixel row less, saved again."""
    from PIL import Image

    pictures = sorted(p for p in upload.rglob("*") if p.suffix.lower() in {".jpg", ".jpeg"})[:2]
    for path in pictures:
        with Image.open(path) as image:
            image.crop((0, 0, image.width, image.height - 1)).save(path, quality=88)
    return len(pictures)


def _bring_to(dpi: int, upload: Path) -> None:
    """Every picture of ``upload``, in a PDF too, enlarged as if it had been scanned finer."""
    import pymupdf

    for path in sorted(upload.rglob("*")):
        if path.suffix.lower() in {".jpg", ".jpeg"}:
            path.write_bytes(_enlarged(path.read_bytes(), dpi, None))
        elif path.suffix.lower() == ".pdf":
            with pymupdf.open(path) as document:
                for page in document:
                    for xref, *_ in page.get_images():
                        content = document.extract_image(xref)["image"]
                        page.replace_image(xref, stream=_enlarged(content, dpi, page.rect.width / 72))
                finer = document.tobytes(garbage=3)
            path.write_bytes(finer)


def _enlarged(content: bytes, dpi: int, inches: float | None) -> bytes:
    """A picture at ``dpi`` dots an inch; ``inches``: how wide it is shown, where the file does not say its own dpi."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        now = image.width / inches if inches else image.info.get("dpi", (150, 150))[0]
        size = (round(image.width * dpi / now), round(image.height * dpi / now))
        out = io.BytesIO()
        image.resize(size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=80, dpi=(dpi, dpi))
    return out.getvalue()


def _help() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "scanaudit", "--help"], capture_output=True, check=True)
    return time.perf_counter() - started


def _in_fresh_process(what: str, upload: Path) -> float:
    done = subprocess.run(
        [sys.executable, __file__, "--part", what, str(upload)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return float(done.stdout.strip().splitlines()[-1])


def stock(upload: Path) -> float:
    """Seconds of PaddleOCR().predict, as it comes, with the same small models; loading not counted."""
    from benchmarks.stock import stock_ocr
    from scanaudit.intake.opening import count_pages, load_page
    from scanaudit.intake.sources import Source, collect
    from scanaudit.settings import Settings

    settings = Settings()
    ocr = stock_ocr()
    pages = []
    with tempfile.TemporaryDirectory() as workdir:
        for source in collect([upload], settings.limits, Path(workdir)):
            if isinstance(source, Source):
                for page in range(1, count_pages(source, settings.limits) + 1):
                    pages.append(load_page(source, page, settings.limits)[0].pixels[:, :, ::-1].copy())
    started = time.perf_counter()
    for pixels in pages:
        ocr.predict(pixels)
    return time.perf_counter() - started


def a3(upload: Path) -> float:
    """Peak memory in MB of a process that reads one dense A3 scan at 300 dpi (3,508 × 4,961 pixels)."""
    import numpy as np
    from PIL import Image

    from scanaudit.inspection import worker
    from scanaudit.intake.sources import Source, collect
    from scanaudit.settings import Settings

    pictures = [p for p in sorted(upload.rglob("*")) if p.suffix.lower() in {".jpg", ".jpeg"}]
    tiles = [np.asarray(Image.open(p).convert("RGB").resize((1754, 2480))) for p in pictures[:4]]
    sheet = np.vstack([np.hstack(tiles[:2]), np.hstack(tiles[2:4])])
    worker.start()
    with tempfile.TemporaryDirectory() as workdir:
        path = Path(workdir) / "a3.jpg"
        Image.fromarray(sheet).save(path, quality=90, dpi=(300, 300))
        del sheet, tiles
        settings = Settings()
        (source,) = collect([path], settings.limits, Path(workdir) / "w")
        assert isinstance(source, Source)
        worker.read(source, 1, settings)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def told(columns: Mapping[str, Figures]) -> str:
    """The page for docs/: a column for each resolution."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    ).stdout.strip()
    rows = [
        ("stock `PaddleOCR().predict`, same `small` models, reading only", "{0.stock_seconds:.1f} s", "–"),
        ("the same from its start, loading and opening files included", "{0.stock_whole_seconds:.1f} s", "–"),
        ("`scanaudit check`, first run, everything included", "{0.first_seconds:.1f} s", "–"),
        ("times as fast as stock's reading alone", "{0.factor:.2f}", "≥ 3"),
        ("times as fast, both from start to end", "{0.whole_factor:.2f}", "–"),
        ("`scanaudit check` again after replacing {0.replaced} pages", "{0.second_seconds:.1f} s", "–"),
        ("share of the first run", "{0.share:.3f}", "< 0.1"),
        ("peak memory of a worker on an A3 scan at 300 dpi", "{0.a3_megabytes:.0f} MB", "< 1200"),
        ("`scanaudit --help`", "{0.help_seconds:.2f} s", "< 0.7"),
    ]
    first = next(iter(columns.values()))
    table = [["what", *columns, "wanted"], ["---"] * (len(columns) + 2)]
    for what, cell, wanted in rows:
        table.append([what.format(first), *map(cell.format, columns.values()), wanted])
    text = "\n".join(f"| {' | '.join(row)} |" for row in table)
    finer = " and ".join(map(str, OFFICE_DPI))
    return f"""# Performance

Made by `python benchmarks/speed.py --write docs/performance.md` at commit {commit},
on {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}.
Data: `samples/dossiers/{NOTICE}/complete`, {first.pages} pages, as they are (132–160 dpi) and at {finer} dpi.
Both programs ran on the same machine one after the other; only the ratios are meant to be compared.
Stock reads with two threads and without its models for turned, bent and upside-down pages.

{text}
"""


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        print({"stock": stock, "a3": a3}[sys.argv[2]](Path(sys.argv[3])))
    else:
        main()
