"""The whole hostile set: every format, and every broken case that can be made on the fly."""

import os
from pathlib import Path

from . import hostile_images, hostile_pdf, hostile_zip
from .expected import Expected, good, refused

__all__ = ["Expected", "build"]


def build(folder: Path) -> dict[str, Expected]:
    """Write the set to ``folder`` (about 4 MB) and return what ``collect([folder], Limits(), …)`` and the
    opening of its pages must make of it, by display name, default limits."""
    folder = folder.resolve()  # links within the set must not hang on the current folder
    expected: dict[str, Expected] = {}
    for room, made in (("images", hostile_images.files()), ("pdf", hostile_pdf.files())):
        (folder / room).mkdir(parents=True)
        for name, (data, wanted) in made.items():
            (folder / room / name).write_bytes(data)
            expected[f"{folder.name}/{room}/{name}"] = wanted
    (folder / "zip").mkdir()
    for name, (data, entries) in hostile_zip.files().items():
        (folder / "zip" / name).write_bytes(data)
        for entry, wanted in entries.items():
            expected[f"{folder.name}/zip/{name}" + (f"/{entry}" if entry else "")] = wanted
    return expected | _names(folder / "names", f"{folder.name}/names")


def _names(folder: Path, shown: str) -> dict[str, Expected]:
    """Awkward names and things that are no files."""
    picture = hostile_images.saved(hostile_images.colours(), "PNG")
    deep = "很长的文件夹名" * 6
    folder.mkdir()
    for name in ("😀 扫描.png", "cafe\u0301.png", "~$lock.docx", ".DS_Store", "Thumbs.db", "desktop.ini"):
        (folder / name).write_bytes(picture)
    long = folder / deep / deep / deep
    long.mkdir(parents=True)
    (long / "页.png").write_bytes(picture)
    with open(os.fsencode(folder / "raw-") + "职称.png".encode("gb18030"), "wb") as file:
        file.write(picture)
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "gone.pdf").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe")
    return {
        f"{shown}/😀 扫描.png": good(),
        f"{shown}/caf\u00e9.png": good(),
        f"{shown}/{deep}/{deep}/{deep}/页.png": good(),
        f"{shown}/raw-职称.png": good(),
        f"{shown}/loop": refused("F104"),
        f"{shown}/self": refused("F102"),
        f"{shown}/gone.pdf": refused("F101"),
        f"{shown}/pipe": refused("F103"),
    }
