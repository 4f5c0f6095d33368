from __future__ import annotations

from pathlib import Path

import docx
import pymupdf
import pytest

from scanaudit.drafting.reading import notice_text
from scanaudit.errors import DataError, NoInputError, UsageError

LINES = ("一、申报材料", "（一）上传身份证。", "（二）提交承诺书。")


def no_ocr(path: Path) -> str:
    raise AssertionError(f"{path} has a text layer")


def test_text_in_either_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes("\n".join(LINES).encode(encoding))
        assert notice_text(path, no_ocr).splitlines() == list(LINES)


def test_an_item_glued_behind_another_gets_its_line(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    said = "（三）材料如下：1.聘书。2、学历证书；（3）论文。3.5分以上，上午9:30、下午。\n附件：1.样表"
    path.write_text(said, encoding="utf-8")
    assert notice_text(path, no_ocr).splitlines() == [
        "（三）材料如下：",
        "1.聘书。",
        "2、学历证书；",
        "（3）论文。3.5分以上，上午9:30、下午。",
        "附件：1.样表",
    ]


def test_html_has_a_line_for_each_block(tmp_path: Path) -> None:
    path = tmp_path / "n.html"
    body = "".join(f"<p>{line}</p>" for line in LINES)
    path.write_text(f"<meta charset=utf-8><script>var 无 = 1</script><div>{body}</div>", encoding="utf-8")
    assert [line.strip() for line in notice_text(path, no_ocr).splitlines() if line.strip()] == list(LINES)


def test_docx_keeps_paragraphs_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.add_table(1, 2).rows[0].cells[1].text = "（盖章）"
    document.save(str(tmp_path / "n.docx"))
    text = notice_text(tmp_path / "n.docx", no_ocr)
    assert text.splitlines()[:3] == list(LINES) and "（盖章）" in text


def pdf(path: Path, lines: tuple[str, ...]) -> Path:
    with pymupdf.open() as document:
        page = document.new_page()
        for at, line in enumerate(lines):
            page.insert_text((72, 72 + 20 * at), line, fontname="china-s")
        document.save(path)
    return path


def test_pdf_by_its_text_layer_without_page_numbers(tmp_path: Path) -> None:
    path = pdf(tmp_path / "n.pdf", (*LINES, "— 3 —"))
    assert [line.strip() for line in notice_text(path, no_ocr).splitlines() if line.strip()] == list(LINES)


def test_a_scanned_pdf_is_read_by_ocr(tmp_path: Path) -> None:
    assert notice_text(pdf(tmp_path / "n.pdf", ()), lambda _: "一、提交承诺书。") == "一、提交承诺书。"


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("n.doc", b"x", UsageError),
        ("n.docx", b"no zip", DataError),
        ("n.pdf", b"no pdf", DataError),
        ("n.txt", b"nothing Chinese", NoInputError),
        ("n.html", b"", DataError),
    ],
)
def test_what_cannot_be_read_is_told(
    tmp_path: Path, name: str, content: bytes, error: type[Exception]
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error):
        notice_text(tmp_path / name, no_ocr)


def test_a_missing_file_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        notice_text(tmp_path / "none.txt", no_ocr)
