"""A notice's text, from whatever it was published as: text, HTML, Word, PDF, or a scan of it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from scanaudit.errors import DataError, NoInputError, UsageError
from scanaudit.text import Text

# A notice with its annexes has some MB as a scan; what is far larger is no notice.
MAX_BYTES, MAX_UNPACKED = 60_000_000, 300_000_000
# A PDF page with fewer characters than a heading's is a picture of a page.
_TEXT_AT_LEAST = 20
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,3}[-—–\s]*")
# An item that a web page or a copy has glued behind the sentence before it: "如下：1.聘书。2.学历证书。"
# (not the list of annexes, nor a time: "附件：1.样表", "10：30、14：00").
_GLUED = re.compile(
    r"(?<=[。；;：:])(?<!附件[：:])(?<!\d[：:])[ \u3000]*(?=(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])\s*[一-鿿《“])"
)


def notice_text(path: Path, ocr: Callable[[Path], str]) -> str:
    """The text of the notice in ``path``, each numbered item on a line. ``ocr`` reads a scanned PDF.

    Errors:
        UsageError: the file is not there, or of a form that is not read.
        DataError: the file is broken or far too large.
        NoInputError: there is no text in it.
    """
    readers = {
        ".txt": _plain, ".md": _plain, ".html": _html, ".htm": _html, ".docx": _docx,
        ".pdf": lambda found: _pdf(found, ocr),
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UsageError(
            Text(
                zh=f"不认识 {path.name} 这种文件。请给出 txt、html、docx 或 pdf（旧的 doc 请另存为 docx）。",
                en=f"{path.name} is of no form that is read. Give txt, html, docx or pdf (save an old doc as docx).",
            )
        )
    text = _opened(path, reader)
    lines = [line for line in _GLUED.sub("\n", text).splitlines() if not _PAGE_NUMBER.fullmatch(line)]
    if not re.search("[一-鿿]", "".join(lines)):
        raise NoInputError(
            Text(
                zh=f"{path} 里没有读出中文。请换一份通知文件。",
                en=f"No Chinese text in {path}. Give another file of the notice.",
            )
        )
    return "\n".join(lines)


def _opened(path: Path, reader: Callable[[Path], str]) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _broken(path, f"文件超过 {MAX_BYTES} 字节", f"it has more than {MAX_BYTES} bytes")
        return reader(path)
    except OSError as error:
        raise UsageError(
            Text(
                zh=f"无法读取 {path}：{error.strerror}。请检查路径。",
                en=f"Cannot read {path}: {error.strerror}. Check the path.",
            )
        ) from error
    except (ValueError, KeyError, RuntimeError, zipfile.BadZipFile) as error:
        raise _broken(
            path, f"文件打不开（{type(error).__name__}）", f"it does not open ({type(error).__name__})"
        ) from error


def _broken(path: Path, zh: str, en: str) -> DataError:
    return DataError(
        Text(zh=f"{path}：{zh}。请换一份通知文件。", en=f"{path}: {en}. Give another file of the notice.")
    )


def _plain(path: Path) -> str:
    """UTF-8, or what Chinese Windows writes."""
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("neither UTF-8 nor GB 18030")


def _html(path: Path) -> str:
    """The text of the page, a line for each block."""
    from lxml import html  # type: ignore[import-untyped]
    from lxml.etree import ParserError  # type: ignore[import-untyped]

    try:
        page = html.document_fromstring(path.read_bytes())
    except ParserError as error:
        raise ValueError(str(error)) from error
    for unseen in page.xpath("//script|//style|//head"):
        unseen.drop_tree()
    for block in page.xpath("//p|//div|//br|//tr|//li|//h1|//h2|//h3|//h4|//td"):
        block.tail = "\n" + (block.tail or "")
    return re.sub(r"[ \t\xa0]+", " ", str(page.text_content()))


def _docx(path: Path) -> str:
    """Paragraphs and tables in order. Numbers that Word makes itself are not in the text."""
    import docx
    from docx.table import Table

    with zipfile.ZipFile(path) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > MAX_UNPACKED:
            raise ValueError("unpacks to far more than a notice")
    lines = []
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            lines += ["  ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _pdf(path: Path, ocr: Callable[[Path], str]) -> str:
    """The text layer; where a page has none, the whole file is read by OCR."""
    import pymupdf

    with pymupdf.open(path) as document:
        pages = [str(page.get_text("text", sort=True)) for page in document]
    if all(len(text.strip()) >= _TEXT_AT_LEAST for text in pages) and pages:
        return "\n".join(pages)
    return ocr(path)
