"""PDF files as they should not be, and unusual ones that are in order."""

import io
import struct
import zlib

import pymupdf
from PIL import Image

from .expected import Made, good, refused, unshown

TEXT = b"BT /F1 24 Tf 72 700 Td (Hello) Tj ET"
PLACE = b"q 595 0 0 842 0 0 cm /I Do Q"
IMAGE = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent %d"


def raw(objects: dict[int, bytes]) -> bytes:
    """A PDF of these object bodies; object 1 is the catalog."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    offsets = {}
    for number, body in objects.items():
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1))
    for number in range(1, max(objects) + 1):
        out.write(b"%010d 00000 n \n" % offsets[number])
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start))
    return out.getvalue()


def stream(entries: bytes, data: bytes) -> bytes:
    """The body of a stream object."""
    return b"<<%s/Length %d>>\nstream\n" % (entries, len(data)) + data + b"\nendstream"


def page(
    entries: bytes = b"/MediaBox[0 0 595 842]",
    content: bytes = TEXT,
    image: bytes = b"null",
    tree: bytes = b"/Kids[3 0 R]/Count 1",
    catalog: bytes = b"",
) -> bytes:
    """A PDF of one page; every part of it can be replaced."""
    resources = b"/Resources<</Font<</F1 5 0 R>>/XObject<</I 6 0 R>>>>"
    return raw(
        {
            1: b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
            2: b"<</Type/Pages" + tree + b">>",
            3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R" + resources + entries + b">>",
            4: stream(b"", content),
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            6: image,
        }
    )


def scan(picture: Image.Image, points: tuple[float, float] = (595.2, 841.92), extra: str = "") -> bytes:
    """A page that is nothing but a picture."""
    data = io.BytesIO()
    picture.save(data, "TIFF" if picture.mode == "1" else "PNG")
    with pymupdf.open() as document:
        sheet = document.new_page(width=points[0], height=points[1])
        sheet.insert_image(sheet.rect, stream=data.getvalue())
        if extra:
            sheet.insert_text((72, 72), extra, render_mode=3)
        return document.tobytes()


def encrypted() -> bytes:
    with pymupdf.open(stream=page(), filetype="pdf") as document:
        return document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner")


def owner_locked() -> bytes:
    with pymupdf.open(stream=page(), filetype="pdf") as document:
        return document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="", owner_pw="owner")


def portfolio() -> bytes:
    with pymupdf.open(stream=page(catalog=b"/Collection<</View/D>>"), filetype="pdf") as document:
        document.embfile_add("a.pdf", page())
        return document.tobytes()


def many_pages(count: int) -> bytes:
    """A flat tree of so many empty pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    tree = b"<</Type/Pages/MediaBox[0 0 9 9]/Kids[" + kids + b"]/Count %d>>" % count
    leaves = dict.fromkeys(range(3, count + 3), b"<</Type/Page/Parent 2 0 R>>")
    return raw({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: tree, **leaves})


def jpeg(width: int = 800, height: int = 600) -> bytes:
    data = io.BytesIO()
    Image.effect_noise((width, height), 40).save(data, "JPEG")
    return data.getvalue()


def jpx_bomb() -> bytes:
    """A JPEG 2000 header of 60,000 × 60,000 in a picture that says 10 × 10."""
    data = io.BytesIO()
    Image.new("L", (16, 16)).save(data, "JPEG2000")
    code = bytearray(data.getvalue())
    at = code.find(b"\xff\x4f\xff\x51")
    code[at + 8 : at + 16] = struct.pack(">II", 60000, 60000)
    return page(content=PLACE, image=stream(IMAGE % (10, 10, 8) + b"/Filter/JPXDecode", bytes(code)))


def jbig2_bomb() -> bytes:
    """A JBIG2 page of 60,000 × 60,000 in a picture that says 10 × 10."""
    head = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + struct.pack(">IIIIBH", 60000, 60000, 0, 0, 0, 0)
    return page(content=PLACE, image=stream(IMAGE % (10, 10, 1) + b"/Filter/JBIG2Decode", head))


def packed_bomb() -> bytes:
    return page(
        content=PLACE, image=stream(IMAGE % (65535, 65535, 8) + b"/Filter/FlateDecode", zlib.compress(b""))
    )


def half_jpeg(closed: bool) -> bytes:
    data = jpeg()
    half = data[: len(data) // 2] + (b"\xff\xd9" if closed else b"")
    return page(content=PLACE, image=stream(IMAGE % (800, 600, 8) + b"/Filter/DCTDecode", half))


def files() -> Made:
    plain = page()
    a4 = b"/MediaBox[0 0 595 842]"
    script = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\);)>>"
    return {
        "plain.pdf": (plain, good()),
        "header-late.pdf": (b"x" * 500 + plain, good()),
        "rotate-45.pdf": (page(a4 + b"/Rotate 45"), good()),
        "rotate-minus-90.pdf": (page(a4 + b"/Rotate -90"), good()),
        "reversed-box.pdf": (page(b"/MediaBox[595 842 0 0]"), good()),
        "cropbox-outside.pdf": (page(a4 + b"/CropBox[1000 1000 2000 2000]"), good()),
        "no-box.pdf": (page(b""), good()),
        "page-1pt.pdf": (page(b"/MediaBox[0 0 1 1]"), good()),
        "page-14400pt.pdf": (page(b"/MediaBox[0 0 14400 14400]"), good()),
        "userunit.pdf": (page(a4 + b"/UserUnit 10"), good()),
        "userunit-huge.pdf": (page(a4 + b"/UserUnit 1000000000"), good()),
        "owner-password.pdf": (owner_locked(), good()),
        "javascript.pdf": (page(catalog=script), good()),
        "xfa.pdf": (page(catalog=b"/AcroForm<</XFA(x)/Fields[]>>"), good(1, "F164")),
        "portfolio.pdf": (portfolio(), good(1, "F163")),
        "broken-xref.pdf": (plain.replace(b"startxref\n", b"startxref\n9"), good(1, "F161")),
        "cut-off.pdf": (plain[: len(plain) // 2], good(1, "F161")),
        "half-jpeg.pdf": (half_jpeg(closed=False), good(1, "F162")),
        "half-jpeg-closed.pdf": (half_jpeg(closed=True), good(1, "F162")),
        "encrypted.pdf": (encrypted(), refused("F120")),
        "garbage.pdf": (b"%PDF-1.7\n" + b"\0\xff" * 100, refused("F121")),
        "header-only.pdf": (b"%PDF-1.7\n", refused("F121")),
        "no-pages.pdf": (page(tree=b"/Kids[]/Count 0"), refused("F122")),
        "pages-10000.pdf": (many_pages(10_000), refused("F123")),
        "count-huge.pdf": (page(tree=b"/Kids[3 0 R]/Count 1000000000"), refused("F124")),
        "count-too-low.pdf": (page(tree=b"/Kids[3 0 R 3 0 R 3 0 R]/Count 1"), refused("F124")),
        "count-too-high.pdf": (page(tree=b"/Kids[3 0 R]/Count 3"), refused("F124")),
        "tree-loop.pdf": (page(tree=b"/Kids[2 0 R]/Count 1"), refused("F124")),
        "tree-loop-beside-page.pdf": (page(tree=b"/Kids[3 0 R 2 0 R]/Count 2"), refused("F124")),
        "jpx-bomb.pdf": (jpx_bomb(), unshown("F130")),
        "jbig2-bomb.pdf": (jbig2_bomb(), unshown("F130")),
        "packed-bomb.pdf": (packed_bomb(), unshown("F130")),
        "inline-bomb.pdf": (
            page(content=b"q 595 0 0 842 0 0 cm BI /W 65535 /H 65535 /BPC 8 /CS /G ID xx EI Q"),
            unshown("F130"),
        ),
    }
