from __future__ import annotations

import base64
import hashlib
import io
import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scanaudit.facts import PageFacts, TextLine
from scanaudit.fields import extract
from scanaudit.reading.lines import Line
from scanaudit.report import html
from scanaudit.report.masking import masked
from scanaudit.report.pictures import cover, hidden_part, id_boxes, picture
from scanaudit.report.view import MendedCopy
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport, PageRef

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}.jpg'


class Tags(HTMLParser):
    """Every start tag with its attributes, and the text of script and style."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        if self._open in self.inline:
            self.inline[self._open].append(data)

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


@pytest.fixture
def document(report: AuditReport, preview: object) -> str:
    return html.render(report, preview=preview)  # type: ignore[arg-type]


def test_a_deadline_that_has_passed_is_told_with_the_verdict(report: AuditReport, preview: object) -> None:
    said = {
        "message": Text(zh="个人申报已截止。", en="It closed."),
        "advice": Text(zh="请问单位。", en="Ask."),
    }
    over = report.findings[0].model_copy(update={**said, "code": "S605", "severity": "info", "file": None})
    told = report.model_copy(update={"findings": (*report.findings, over)})
    document = html.render(told, preview=preview)  # type: ignore[arg-type]
    assert document.index("个人申报已截止。请问单位。") < document.index('id="todo"')


def test_the_page_that_another_was_compared_with_is_a_link(report: AuditReport, preview: object) -> None:
    index, other = next((i, one) for i, one in enumerate(report.pages, start=1) if one.page == 1)
    compared = {"beside": PageRef(file=other.file, page=other.page), "code": "V491", "severity": "warn"}
    found = report.findings[0].model_copy(update=compared)
    told = report.model_copy(update={"findings": (found,)})
    document = html.render(told, preview=preview)  # type: ignore[arg-type]
    (line,) = re.findall(r">对照<.*?</p>", document, re.DOTALL)
    assert f'href="#p{index}"' in line and other.file in line
    assert ">对照<" not in html.render(report, preview=preview)  # type: ignore[arg-type]


def test_file_is_self_contained(document: str) -> None:
    for tag, attributes in Tags(document).tags:
        for name in ("src", "href", "action", "data", "poster"):
            value = attributes.get(name)
            assert value is None or value.startswith(("data:image/jpeg;base64,", "#")), (tag, value)
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
    assert "@import" not in document and "url(" not in document


def test_policy_allows_exactly_the_inline_script_and_style(document: str) -> None:
    tags = Tags(document)
    policy = next(a["content"] for t, a in tags.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and "default-src 'none'" in policy and "unsafe" not in policy
    for kind in ("script", "style"):
        [text] = tags.inline[kind]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_hostile_names_and_text_are_only_text(report: AuditReport, preview: object) -> None:
    page = report.pages[1].model_copy(update={"file": HOSTILE})
    seal = page.seals[0].model_copy(update={"text": HOSTILE})
    page = page.model_copy(
        update={"seals": (seal,), "fields": page.fields.model_copy(update={"name": HOSTILE})}
    )
    finding = report.findings[0].model_copy(update={"file": HOSTILE, "message": Text(zh=HOSTILE, en="x")})
    hostile = report.model_copy(
        update={
            "pages": (page,),
            "findings": (finding,),
            "applicant": {"name": HOSTILE},
            "requirements": report.requirements[1:2],
        }
    )
    tags = Tags(html.render(hostile, preview=preview)).tags  # type: ignore[arg-type]
    assert sum(tag == "script" for tag, _ in tags) == 1
    assert not any("onerror" in attributes for _, attributes in tags)
    assert any(
        attributes.get("alt", "").startswith(HOSTILE) for _, attributes in tags if attributes.get("alt")
    )


def test_order_is_summary_then_tasks_then_requirements_then_pages(document: str) -> None:
    places = [
        document.index(f'id="{name}"')
        for name in ("verdict", "todo", "group-must", "group-check", "requirements", "pages")
    ]
    assert places == sorted(places)


def test_headings_do_not_skip_levels_and_ids_are_unique(document: str) -> None:
    tags = Tags(document).tags
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {str(a["href"])[1:] for t, a in tags if t == "a" and str(a.get("href", "")).startswith("#")}
    assert targets <= set(ids), targets - set(ids)


def test_every_picture_and_button_has_a_name(document: str) -> None:
    for tag, attributes in Tags(document).tags:
        if tag == "img":
            assert "alt" in attributes
        if attributes.get("role") == "img":
            assert attributes.get("aria-label")


def test_both_languages_are_in_and_lang_sets_the_first(report: AuditReport, preview: object) -> None:
    chinese, english = (html.render(report, lang, preview=preview) for lang in ("zh", "en"))  # type: ignore[arg-type]
    for text in (chinese, english):
        assert "先别提交" in text and "Do not submit yet" in text
    assert '<html lang="zh-CN" data-lang="zh"' in chinese
    assert '<html lang="en" data-lang="en"' in english


def test_seals_signatures_and_problems_are_drawn(document: str) -> None:
    shapes = document[document.index('id="pages"') :]
    for look in ("seal", "signature", "must"):
        assert f'<g class="{look}">' in shapes
    assert "印章：示例市测绘院" in document


def test_unopened_file_is_shown_with_its_reason(document: str) -> None:
    assert "文件已加密，打不开。" in document[document.index('id="p6"') :]


def test_id_number_is_in_the_text_only_when_asked_for(
    report: AuditReport, preview: object, id_number: str
) -> None:
    assert id_number not in html.render(report, preview=preview)  # type: ignore[arg-type]
    assert id_number in html.render(report, preview=preview, show_ids=True)  # type: ignore[arg-type]


def test_preview_is_asked_by_the_uploads_own_name(report: AuditReport, id_number: str) -> None:
    asked = []
    named = report.pages[0].model_copy(update={"file": f"{id_number}.jpg"})
    told = report.model_copy(update={"pages": (named,), "findings": (), "requirements": ()})
    html.render(told, preview=lambda file, page: asked.append((file, page)))  # type: ignore[func-returns-value]
    assert asked == [(f"{id_number}.jpg", 1)]


def test_id_number_is_covered_in_the_picture(report: AuditReport) -> None:
    page = report.pages[0]
    image = Image.new("RGB", (1000, 630), "white")
    cover(image, id_boxes(page))
    dark = [x for x in range(1000) if image.getpixel((x, 530)) != (255, 255, 255)]
    assert dark, "something is covered"
    assert image.getpixel((120, 530)) == (255, 255, 255), "the label stays"


def covered(image: Image.Image, x: float, y: float) -> bool:
    return image.getpixel((int(x * image.width), int(y * image.height))) != (255, 255, 255)


def test_recognised_number_is_covered_however_it_was_read(report: AuditReport) -> None:
    found = report.pages[0].fields.evidence["id_number"]
    for text in ("99O1O2I9OOOIOIOOII", "公民身份号码", ""):
        line = TextLine(text=text, bbox=(0.1, 0.1, 0.7, 0.2), confidence=1)
        image = Image.new("RGB", (1000, 630), "white")
        cover(image, id_boxes(report.pages[0].model_copy(update={"lines": (line,)})))
        assert found.bbox is not None and covered(image, 0.5, 0.84), "where the number was recognised"


def test_garbled_and_broken_numbers_are_covered_in_the_picture() -> None:
    lines = (
        TextLine(text="号码11O1O11990", bbox=(0.1, 0.1, 0.9, 0.2), confidence=1),
        TextLine(text="01010019", bbox=(0.1, 0.2, 0.5, 0.3), confidence=1),
        TextLine(text="1l0101  1990  0101  0019", bbox=(0.1, 0.5, 0.9, 0.6), confidence=1),
    )
    image = Image.new("RGB", (1000, 1000), "white")
    cover(image, id_boxes(PageFacts(file="a.jpg", page=1, lines=lines)))
    assert covered(image, 0.88, 0.15) and covered(image, 0.15, 0.25) and covered(image, 0.5, 0.55)
    assert not covered(image, 0.12, 0.15) and not covered(image, 0.48, 0.25)


def test_a_misread_number_below_its_column_s_head_is_masked_and_covered() -> None:
    cells = (
        ("身份证号", 100, 100), ("工作单位", 550, 100), ("联系电话及备注", 750, 100),
        ("340104 198013 071234", 100, 200), ("示例市测绘院", 550, 200),
    )  # fmt: skip
    boxes = [(x, y, x + 20 * len(text), y + 30) for text, x, y in cells]
    quads = [np.array([[x, y], [u, y], [u, v], [x, v]], np.float32) for x, y, u, v in boxes]
    read = [Line(text, 1.0, quad) for (text, *_), quad in zip(cells, quads, strict=True)]
    shown = tuple(
        TextLine(text=text, bbox=(x / 1000, y / 1000, u / 1000, v / 1000), confidence=1)
        for (text, *_), (x, y, u, v) in zip(cells, boxes, strict=True)
    )
    fields = extract("roster", read, (1000, 1000))
    page = PageFacts(file="a.jpg", page=1, kind="roster", lines=shown, fields=fields)
    assert "198013" not in masked(page).model_dump_json()
    image = Image.new("RGB", (1000, 1000), "white")
    cover(image, id_boxes(page))
    assert covered(image, 0.3, 0.215) and not covered(image, 0.12, 0.115)


def test_what_is_covered_of_a_line() -> None:
    box = (0.1, 0.1, 0.9, 0.2)
    said, told = "号码990102190001010011", "号码990102********0011"
    hidden = hidden_part(box, said, told)
    assert hidden == pytest.approx((0.1 + 0.8 * 10 / 22, 0.1, 0.1 + 0.8 * 18 / 22, 0.2))
    upright = (0.1, 0.1, 0.15, 0.9)
    assert hidden_part(upright, said, told) == upright
    assert hidden_part(box, "二〇二三年", "二〇二三年") is None


def test_forty_noisy_pages_stay_below_twelve_megabytes(report: AuditReport) -> None:
    noise = Image.effect_noise((780, 1100), 90).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG", quality=72)
    pages = tuple(report.pages[1].model_copy(update={"page": at}) for at in range(1, 41))
    told = report.model_copy(update={"pages": pages})
    document = html.render(told, preview=lambda *_: buffer.getvalue())
    assert 1_000_000 < len(document.encode()) < 12_000_000


def test_crop_shows_the_place_with_its_surroundings() -> None:
    page = PageFacts(file="a.jpg", page=1)
    image = Image.new("RGB", (800, 1000), "white")
    image.paste((200, 0, 0), (400, 500, 480, 550))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=95)
    crop = picture(buffer.getvalue(), page, 1).crop((0.5, 0.5, 0.6, 0.55))
    part = Image.open(io.BytesIO(base64.b64decode(crop.uri.split(",")[1]))).convert("RGB")
    x0, y0, x1, y1 = crop.box
    inside = part.getpixel((int((x0 + x1) / 2 * part.width), int((y0 + y1) / 2 * part.height)))
    assert inside[0] > 150 and inside[1] < 60  # type: ignore[index]
    assert part.getpixel((2, 2)) == (255, 255, 255)
    assert 0 < x0 < x1 < 1 and 0 < y0 < y1 < 1


def test_report_is_written_as_one_file(report: AuditReport, preview: object, tmp_path: Path) -> None:
    assert html.write(report, tmp_path, preview=preview) == tmp_path / "report.html"  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_mended_copy_is_offered_beside_its_page(report: AuditReport, preview: object) -> None:
    page = next(page for page in report.pages if page.page is not None)
    done = (Text(zh="转正", en="turned upright"),)
    copies = {(page.file, page.page): MendedCopy("mended/01-%E8%AF%81.jpg", done, ())}
    document = html.render(report, preview=preview, copies=copies)  # type: ignore[arg-type]
    links = [dict(attributes).get("href") for tag, attributes in Tags(document).tags if tag == "a"]
    assert "mended/01-%E8%AF%81.jpg" in links
    assert "turned upright" in document
    assert "turned upright" not in html.render(report, preview=preview)  # type: ignore[arg-type]
