"""Layouts of other offices for a dossier's pages: templates of lines, filled from one applicant's case.

``install`` makes them layouts like any other, so that a page's options, and with them its faults, mean the same there;
``refit`` has a plan's pages set in them. What is in ``elsewhere/`` was written apart from the generator's layouts:
``first``, whose failures were looked at, and the others by people who did not know the classifier.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from samples.case import Case, Options, layout
from samples.fonts import Face
from samples.kinds.merits import grantor_of, owner_of
from samples.kinds.papers import TOPICS
from samples.kinds.training import entries_of, training_body
from samples.lines import blanks
from samples.lines.page import Piece, arranged, with_choices
from samples.lines.picture import choose_face, on_sheet, print_piece, rule_rows, stick_on
from samples.lines.values import words
from samples.plan import Plan
from samples.seals import Stamp
from samples.sheet import A4, Sheet

SETS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
)
_SIGN, _CLERK, _FILL, _SEALS = "\ue000", "\ue001", "\ue002", "\ue010"  # what stands for marks in a row's text
_ROOM = 5  # characters that a signature needs
_BLANK = re.compile(r"\{([^}]+)\}")
_WHOSE = ("unit", "bureau", "department", "school", "trainer", "verifier", "owner", "grantor")
_OWN = {
    "first_page",
    "signing",
    "form",
    "summary",
    "notice",
}  # layouts that are a part, with templates of their own
_NONE = {"inner_record", "next_page"}  # parts without


@functools.cache
def templates(which: str) -> dict[str, tuple[str, ...]]:
    """The templates of a folder of ``elsewhere/`` by kind; those of a part by kind/part."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((Path(__file__).parent / "elsewhere" / which).glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        found.update({kind: tuple(layouts) for kind, layouts in data.items()})
    return found


def install(which: str, faces: Sequence[Face] = ()) -> None:
    """Register a folder's templates as layouts; printed in ``faces`` where such are given."""
    for name, layouts in templates(which).items():
        kind, _, part = name.partition("/")
        for k, template in enumerate(layouts):
            layout(kind, _called(which, part, k))(functools.partial(_draw, template, tuple(faces)))


def _called(which: str, part: str, k: int) -> str:
    return "-".join(word for word in (which, part, str(k)) if word)


def refit(plan: Plan, which: str) -> None:
    """Have the plan's pages set in the installed layouts, where there are any of their kind."""
    for document in plan.documents:
        for number, leaf in enumerate(document.leaves):
            kind, part = leaf.kind, leaf.layout if leaf.layout in _OWN else ""
            count = len(templates(which).get(f"{kind}/{part}" if part else kind, ()))
            said = "subject" in leaf.options or leaf.layout in _NONE  # a document whose wording is given
            if count and not said:
                rng = random.Random(f"{plan.notice}/{plan.case.person.name}/{document.file}/{number}")
                leaf.layout = _called(which, part, rng.randrange(count))


def _draw(template: str, faces: Sequence[Face], case: Case, options: Options, rng: random.Random) -> Sheet:
    rows = [row for row in template.strip().splitlines() if row.strip()]
    bears = rows.pop(0)[1:].split() if rows[0].startswith("@") else []
    size = (A4[1], A4[0]) if "landscape" in bears else A4
    sheet = Sheet(size, rng)
    choose_face(sheet, faces, rng)
    texts = [text for text in _filled(rows, case, options, rng) if text.strip()]
    pieces = arranged(texts, size, rng)
    role, shown = rng.choice(("song", "hei", "kai")), []
    for piece in pieces:
        text = re.sub("[\ue000-\uf8ff]", "", piece.text)
        if text.strip():
            share = len(text) / max(1, len(piece.text))
            x0, y0, x1, y1 = piece.box
            shown.append(Piece(text, (x0, y0, x0 + (x1 - x0) * share, y1)))
            print_piece(sheet, shown[-1], role, True)
    rule_rows(sheet, shown, rng)
    if "portrait" in bears:
        stick_on(sheet, pieces, rng)
    for piece in pieces:
        _mark(sheet, piece, case, options)
    sheet.fields.update(name=options.get("name", options.get("person", case.person).name))
    return sheet


def _filled(rows: list[str], case: Case, options: Options, rng: random.Random) -> Iterator[str]:
    values = blanks.values(case, options, rng)
    for row in rows:
        for text, own in _repeated(with_choices(row, rng), case, options):
            here = {**values, **own}

            def of(match: re.Match[str], here: Mapping[str, str] = here) -> str:
                return here[match.group(1)] if match.group(1) in here else _mark_of(match.group(1), rng)

            yield _BLANK.sub(of, _BLANK.sub(of, text))  # twice: what fills a blank may hold one


def _repeated(row: str, case: Case, options: Options) -> Iterator[tuple[str, dict[str, str]]]:
    """The row, once for each entry or year where it says so, with the blanks that are those' own."""
    if row.startswith("*entries "):
        for entry in entries_of(case, options):
            sort, month = ("公需科目", 4) if entry["category"] == "common" else ("专业科目", 9)
            yield (
                row.removeprefix("*entries "),
                {
                    "e.year": str(entry["year"]),
                    "e.month": f"{entry['year']}.{month}",
                    "e.topic": entry["course"].split("：")[-1],
                    "e.sort": sort,
                    "e.hours": str(entry["hours"]),
                },
            )
    elif row.startswith("*years "):
        for year in options.get("years", range(case.year - 5, case.year)):
            yield row.removeprefix("*years "), {"y": str(year)}
    else:
        yield row, {}


def _mark_of(name: str, rng: random.Random) -> str:
    """What stands in a row's text for a mark or for digits. Raises KeyError for an unknown blank."""
    if name in {"sign", "clerk"}:
        return (_SIGN if name == "sign" else _CLERK) + _FILL * _ROOM
    if name == "gap":
        return _FILL
    if name.startswith("seal:"):
        return chr(ord(_SEALS) + _WHOSE.index(name.removeprefix("seal:"))) + _FILL
    if re.fullmatch(r"n\d", name):
        return str(rng.randrange(10 ** (int(name[1]) - 1), 10 ** int(name[1])))
    if name.startswith("prose"):
        return "".join(rng.choices(words()["prose"], k=int(name.removeprefix("prose"))))
    if name == "toc":
        return rng.choice(TOPICS)
    if name == "person":
        return rng.choice("王李张刘陈") + rng.choice(("志强", "敏", "海涛", "晓明", "丽"))
    raise KeyError(f"no blank is called {name!r}")


def _mark(sheet: Sheet, piece: Piece, case: Case, options: Options) -> None:
    """Write and stamp where a piece's text says."""
    rng = sheet.rng
    x0, y0, x1, y1 = piece.box
    for index, char in enumerate(piece.text):
        x, y = x0 + (x1 - x0) * index / len(piece.text), (y0 + y1) / 2
        if char == _SIGN and options.get("sign", True):
            sheet.sign(options.get("signer", case.person.name), x + 8, y, 42)
        elif char == _CLERK:
            sheet.sign(case.head, x + 8, y, 36)
        elif _SEALS <= char < chr(ord(_SEALS) + len(_WHOSE)):
            who = _WHOSE[ord(char) - ord(_SEALS)]
            key = "department_seal" if who == "department" else "seal"
            if options.get(key, True) or who == "bureau":
                reach = 0.53 * 40 * sheet.dpi / 25.4
                x += rng.uniform(-12, 4) * sheet.dpi / 25.4
                y += rng.uniform(-4, 4) * sheet.dpi / 25.4
                sheet.stamp(_stamp(who, case, options), *on_sheet(sheet, x, y, reach))


def _stamp(who: str, case: Case, options: Options) -> Stamp:
    if who == "unit":
        return case.unit_stamp()
    if who == "verifier":
        return Stamp(options.get("verifier", case.bureau), centre="继续教育验证章", size=36)
    text = {
        "bureau": case.bureau,
        "department": f"{case.city}住房和城乡建设局",
        "school": case.school.name,
        "trainer": training_body(case),
        "owner": owner_of(case, options),
        "grantor": grantor_of(case, options),
    }[who]
    return Stamp(text, centre="职称专用章" if who == "bureau" else "")
