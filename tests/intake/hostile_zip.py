"""Archives, whole and hostile, and office documents under false names."""

import io
import stat
import struct
import zipfile
import zlib

from . import hostile_pdf
from .expected import Expected, good, refused
from .hostile_images import colours, saved

Entries = list[tuple[str | zipfile.ZipInfo, bytes]]


def packed(entries: Entries, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, body in entries:
            archive.writestr(name, body)
    return data.getvalue()


def legacy(name: bytes, body: bytes, extra: bytes = b"") -> bytes:
    """An archive of one stored entry whose name is these bytes, without the UTF-8 flag."""
    crc, size = zlib.crc32(body), len(body)
    fixed = struct.pack("<HHHHIIIHH", 0, 0, 0, 33, crc, size, size, len(name), len(extra))
    local = b"PK\x03\x04" + struct.pack("<H", 20) + fixed + name + extra + body
    central = b"PK\x01\x02" + struct.pack("<HH", 20, 20) + fixed + struct.pack("<HHHII", 0, 0, 0, 0, 0)
    central += name + extra
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def unicode_extra(raw: bytes, name: str) -> bytes:
    body = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + name.encode()
    return struct.pack("<HH", 0x7075, len(body)) + body


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def locked(data: bytes) -> bytes:
    """The archive with its entries marked as encrypted."""
    out = bytearray(data)
    out[6] |= 1
    out[out.index(b"PK\x01\x02") + 8] |= 1
    return bytes(out)


def odd_method(data: bytes) -> bytes:
    """The archive with its entry marked as Deflate64, as Windows packs large files."""
    out = bytearray(data)
    out[8] = 9
    out[out.index(b"PK\x01\x02") + 10] = 9
    return bytes(out)


def nested(depth: int, body: bytes) -> bytes:
    for _ in range(depth):
        body = packed([("inner.zip", body)])
    return body


def files() -> dict[str, tuple[bytes, dict[str, Expected]]]:
    """Each archive, and what is expected of its entries by display name below the archive ("" = itself)."""
    picture = saved(colours(), "PNG")
    plain = hostile_pdf.page()
    gbk = "身份证.png".encode("gb18030")
    both: Entries = [("a.png", picture), ("a.png", plain)]
    office: Entries = [("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]
    bomb = packed([("bomb.bmp", b"BM" + b"\0" * (80 << 20))])
    damaged = bytearray(packed([("a.png", picture)], zipfile.ZIP_STORED))
    damaged[60] ^= 0xFF
    return {
        "scans.zip": (
            packed([("dir/10.png", picture), ("dir/2.pdf", plain), ("notes.txt", b"hello")]),
            {"dir/2.pdf": good(), "dir/10.png": good(), "notes.txt": refused("F110")},
        ),
        "utf8.zip": (packed([("毕业证书.png", picture)]), {"毕业证书.png": good()}),
        "gbk.zip": (legacy(gbk, picture), {"身份证.png": good()}),
        "utf8-unflagged.zip": (legacy("学位证.png".encode(), picture), {"学位证.png": good()}),
        "unicode-extra.zip": (
            legacy(b"_.png", picture, unicode_extra(b"_.png", "聘书.png")),
            {"聘书.png": good()},
        ),
        "backslash.zip": (packed([("dir\\a.png", picture)]), {"dir/a.png": good()}),
        "same-names.zip": (packed(both), {"a.png": good(), "a (2).png": good()}),
        "junk.zip": (
            packed(
                [("__MACOSX/._a.png", b"x"), (".DS_Store", b"x"), ("d/Thumbs.db", b"x"), ("a.png", picture)]
            ),
            {"a.png": good()},
        ),
        "traversal.zip": (
            packed(
                [("../evil.png", picture), ("/abs.png", picture), ("C:\\w.png", picture), ("ok.png", picture)]
            ),
            {
                "../evil.png": refused("F144"),
                "abs.png": refused("F144"),
                "C:/w.png": refused("F144"),
                "ok.png": good(),
            },
        ),
        "links.zip": (packed([(link("a.png"), b"/etc/passwd")]), {"a.png": refused("F144")}),
        "locked.zip": (locked(packed([("a.png", picture)])), {"a.png": refused("F142")}),
        "deflate64.zip": (odd_method(packed([("a.png", picture)])), {"a.png": refused("F143")}),
        "damaged-entry.zip": (bytes(damaged), {"a.png": refused("F141")}),
        "bomb.zip": (bomb, {"bomb.bmp": refused("F145")}),
        "nested.zip": (nested(2, packed([("a.png", picture)])), {"inner.zip/inner.zip/a.png": good()}),
        "too-deep.zip": (
            nested(3, packed([("a.png", picture)])),
            {"inner.zip/inner.zip/inner.zip": refused("F147")},
        ),
        "many-entries.zip": (packed([(f"{n}.png", b"") for n in range(2001)]), {"": refused("F146")}),
        "empty.zip": (packed([]), {"": refused("F148")}),
        "cut-off.zip": (packed([("a.png", picture)])[:-30], {"": refused("F140")}),
        "docx-renamed.pdf": (packed(office), {"": refused("F111")}),
        "ofd-renamed.zip": (packed([("OFD.xml", b"<x/>"), ("Doc_0/x.xml", b"<x/>")]), {"": refused("F112")}),
        "old-word.jpg": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, {"": refused("F111")}),
        "rar-renamed.zip": (b"Rar!\x1a\x07\x01\0" + b"\0" * 100, {"": refused("F113")}),
    }
