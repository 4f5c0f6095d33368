"""Who is in the run: a folder or ZIP an applicant, with what a roster or a profile file tells of each."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from scanaudit.bulk.cells import Mistake, told_mistakes
from scanaudit.bulk.roster import Row, read_through
from scanaudit.errors import DataError, NoInputError, ScanauditError, UsageError, together
from scanaudit.intake.names import is_junk, natural_key, profile_among, shown
from scanaudit.jobs import places
from scanaudit.notices import load_profile
from scanaudit.notices.profile import Profile
from scanaudit.privacy import mask
from scanaudit.text import Text

_ARCHIVES: Final = (".zip",)
_SCANS: Final = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".heic", ".heif")
_FOREIGN: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*#%]+')
"""What file systems and links do not take in a name."""
_LONGEST_NAME: Final = 60


@dataclass(frozen=True)
class Applicant:
    """One applicant and one notice. ``key``: unique in the run, a file name, ID numbers masked; ``place``: path or
    URL of the scans, None where there are none; ``listed``: whether the roster has them (True without a
    roster).
    """

    key: str
    name: str
    notice: str
    profile: Profile
    place: str | None
    listed: bool = True


def find_applicants(root: str, notice: str | None, roster: Path | None) -> list[Applicant]:
    """The applicants below ``root``, in the roster's order, then in natural order.

    Raises UsageError (no such folder, no notice), DataError (every mistake of the roster, by cell, and of all
    profiles, by line, at once), NoInputError (nobody is there).
    """
    if not places.is_folder(root):
        raise UsageError(
            Text(
                zh=f"找不到文件夹 {root}。请给出一个文件夹，里面每位申报人一个文件夹或 ZIP。",
                en=f"There is no folder {root}. Give one that holds a folder or ZIP for each applicant.",
            )
        )
    there = {_base(place): place for place in places.inside(root) if _is_upload(place)}
    found: list[Applicant] = []
    wrong: list[ScanauditError] = []
    if roster is not None:
        found, wrong = _listed(root, roster, there, notice)
    taken = {one.place for one in found}
    others, wrong_profiles = _unlisted(
        {name: there[name] for name in sorted(there, key=natural_key) if there[name] not in taken},
        notice,
        listed=roster is None,
    )
    if wrong or wrong_profiles:
        raise together([*wrong, *wrong_profiles])
    found += others
    if not found:
        raise NoInputError(
            Text(
                zh=f"{root} 里没有申报人的文件夹或 ZIP，名册里也没有人。",
                en=f"{root} holds no applicant's folder or ZIP, and no roster names anybody.",
            )
        )
    return _named(found)


def stray_scans(root: str, applicants: Sequence[Applicant]) -> list[str]:
    """Names of scans in ``root`` that are none of the ``applicants``', in natural order: nobody looks at them."""
    taken = {one.place for one in applicants}
    names = (_base(p) for p in places.inside(root) if p not in taken and not places.is_folder(p))
    return sorted((shown(n) for n in names if n.lower().endswith(_SCANS) and not is_junk(n)), key=natural_key)


def _listed(
    root: str, roster: Path, there: dict[str, str], notice: str | None
) -> tuple[list[Applicant], list[ScanauditError]]:
    """Those whom the roster names, and what is wrong with it."""
    found: list[Applicant] = []
    rows, mistakes = read_through(roster)
    names = Counter(row.profile.name for row in rows if row.path is None)
    for row in rows:
        chosen = row.notice or notice
        if chosen is None:
            mistakes.append(Mistake(row.cell("name"), _NO_NOTICE))
        place, why = _place(root, row, there, names)
        if why is not None:
            mistakes.append(Mistake(row.cell("name" if row.path is None else "path"), why))
        found.append(Applicant("", row.profile.name or "?", chosen or "", row.profile, place))
    mistakes += _twice(rows, found)
    return found, [told_mistakes(roster, mistakes)] if mistakes else []


def _twice(rows: Sequence[Row], found: Sequence[Applicant]) -> Iterator[Mistake]:
    """Rows of which an earlier one of the same notice names the same person: the ID number, else name and folder."""
    seen: dict[tuple[str | None, ...], int] = {}
    for row, one in zip(rows, found, strict=True):
        number, name = row.profile.id_number, row.profile.name
        keys: list[tuple[str | None, ...]] = [("number", number, one.notice)] if number else []
        keys += [("name", name, one.place, one.notice)] if name and (one.place or not number) else []
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            yield Mistake(row.cell("name"), _TWICE.fill(name=name or "", row=first))
        for key in keys:
            seen.setdefault(key, row.number)


_TWICE: Final = Text(
    zh="“{name}”在第 {row} 行已有一次（身份证号相同，或姓名和材料都相同）。请删去一行，或更正身份证号或文件夹。",
    en="“{name}” stands in row {row} already (the same ID number, or name and scans). Delete one of the rows, or "
    "correct the ID number or the folder.",
)
_NO_NOTICE: Final = Text(
    zh="没有写明通知。请加一列“通知”，或用 --notice 给出全体的通知。",
    en="no notice is named. Add a column 通知 (notice), or give one for all with --notice.",
)


def _place(
    root: str, row: Row, there: dict[str, str], names: Counter[str | None]
) -> tuple[str | None, Text | None]:
    """Where a row's scans lie (None: nowhere), and what is wrong with what the row says of it."""
    if row.path is not None:
        for place in (there.get(row.path), posixpath.join(root, row.path), row.path):
            if place is not None and _exists(place):
                return place, None
        return None, Text(
            zh=f"找不到材料“{row.path}”。请改正路径，或清空这一格表示没有交材料。",
            en=f"“{row.path}” is not there. Correct the path, or empty the cell if nothing was handed in.",
        )
    number, name = row.profile.id_number, row.profile.name or ""
    by_number = [place for base, place in there.items() if number and number in base.upper()]
    if len(by_number) == 1:
        return by_number[0], None
    by_name = [place for base, place in there.items() if name and _bears(base, name)]
    if len(by_name) == 1 and names[row.profile.name] == 1:
        return by_name[0], None
    if not by_name:
        return None, None
    return None, Text(
        zh=f"“{name}”对应到多个文件夹或多行。请加一列“文件夹”写明各人的材料。",
        en=f"“{name}” fits several folders or rows. Add a column 文件夹 (folder) that tells them apart.",
    )


def _bears(base: str, name: str) -> bool:
    """Whether a folder's name bears a person's name as a word: 张三 in 01-张三, not in 张三丰."""
    stem = base.removesuffix(".zip").removesuffix(".ZIP")
    return re.search(rf"(?<![\u4e00-\u9fff]){re.escape(name)}(?![\u4e00-\u9fff])", stem) is not None


def _unlisted(
    there: dict[str, str], notice: str | None, *, listed: bool
) -> tuple[list[Applicant], list[ScanauditError]]:
    """Those whom no roster names, by their folders, and what is wrong with them."""
    if there and notice is None:
        return [], [UsageError(text) for text in ([_NO_NOTICE] if listed else map(_not_listed, there))]
    found: list[Applicant] = []
    errors: list[ScanauditError] = []
    for base, place in there.items():
        is_archive = base.lower().endswith(_ARCHIVES)
        profile, error = (Profile(), None) if is_archive else _own_profile(place)
        errors += [error] if error is not None else []
        stem = base[:-4] if is_archive else base
        found.append(Applicant("", shown(stem), notice or "", profile, place, listed))
    return found, errors


def _own_profile(place: str) -> tuple[Profile, ScanauditError | None]:
    """What a file in an applicant's folder tells of them, or what is wrong with it."""
    there = {_base(one): one for one in places.inside(place)}
    name = profile_among(there)
    if name is None:
        return Profile(), None
    with places.at_hand(there[name]) as path:
        try:
            return load_profile(path), None
        except (DataError, UsageError) as error:  # a file of a store is named by its own place
            zh, en = (said.replace(str(path), there[name]) for said in (error.text.zh, error.text.en))
            return Profile(), type(error)(Text(zh=zh, en=en))


def _not_listed(base: str) -> Text:
    return Text(
        zh=f"“{shown(base)}”不在名册中，不知道按哪个通知检查。"
        "请在名册里加一行，或把它移走，或用 --notice 给出全体的通知。",
        en=f"“{shown(base)}” is not in the roster, so its notice is not known. Add a row, move it away, or give"
        " one notice for all with --notice.",
    )


def _named(found: Sequence[Applicant]) -> list[Applicant]:
    """The same applicants under keys that differ, whatever a file system thinks of capitals."""
    seen: Counter[str] = Counter()
    named = []
    for one in found:
        stem = _FOREIGN.sub("_", mask(one.name).replace("*", "x"))[:_LONGEST_NAME].strip(". ") or "_"
        seen[stem.casefold()] += 1
        number = seen[stem.casefold()]
        named.append(replace(one, key=stem if number == 1 else f"{stem} ({number})", name=mask(one.name)))
    return named


def _is_upload(place: str) -> bool:
    base = _base(place)
    if is_junk(base) or base.startswith("."):
        return False
    return base.lower().endswith(_ARCHIVES) or places.is_folder(place)


def _base(place: str) -> str:
    return posixpath.basename(place.rstrip("/")) if places.is_remote(place) else Path(place).name


def _exists(place: str) -> bool:
    return places.is_folder(place) or (not places.is_remote(place) and places.local(place).is_file())
