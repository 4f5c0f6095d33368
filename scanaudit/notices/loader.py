"""Finding and reading the notices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from importlib import resources
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from scanaudit.errors import UsageError
from scanaudit.notices.complaints import Complaint, did_you_mean, from_validation, raise_for, unknown_word
from scanaudit.notices.conditions import AllOf, AnyOf, FactIs, FactRange, Not
from scanaudit.notices.demands import Demand
from scanaudit.notices.evidence import EveryOf, Kinds, OneOf, Set
from scanaudit.notices.extending import Extended, extend, unknown_drops
from scanaudit.notices.lint import lint, lint_thoroughly
from scanaudit.notices.model import Notice, Portal, Requirement, Reviewed, Window
from scanaudit.notices.source import Placed, Source, read
from scanaudit.text import Text


class NoticeSummary(BaseModel):
    """What a list of notices shows of one."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: Text
    authority: Text
    year: int
    cutoff: dt.date
    requirements: int
    path: str


def _demand_models() -> dict[str, type[BaseModel]]:
    models = get_args(get_args(Demand)[0])
    return {get_args(model.model_fields["demand"].annotation)[0]: model for model in models}


# Which model stands under which key of a checklist (or under which tag of a union): for error messages.
_MODELS: dict[str, type[BaseModel]] = {
    "": Notice,
    "requirements": Requirement,
    "windows": Window,
    "portal": Portal,
    "sentences": Reviewed,
    **dict.fromkeys(("title", "authority", "advice", "note", "what", "question"), Text),
    "condition is": FactIs,
    "condition range": FactRange,
    "condition all": AllOf,
    "condition any": AnyOf,
    "condition not": Not,
    "spec kinds": Kinds,
    "spec set": Set,
    "spec all_of": EveryOf,
    "spec any_of": OneOf,
    **_demand_models(),
}


def load(path: Path, kinds: Collection[str] | None = None) -> Notice:
    """Read one checklist, with what it extends.

    ``kinds``: the ids of the page kinds that exist; default: those of the shipped catalogue.

    Errors:
        UsageError: the file is not there.
        DataError: the file is wrong; names file, line, column, what is wrong and what is allowed.
    """
    known = _catalogue() if kinds is None else kinds
    source, extended = _whole(path, known, ())
    notice, complaints = _checked(extended.data, known, lint)
    raise_for(source, [Complaint(extended.place(c.loc), c.message) for c in complaints])
    if notice is None:
        raise AssertionError("a checklist that is no notice has complaints")
    return notice


def problems(path: Path, kinds: Collection[str] | None = None) -> list[Placed]:
    """Everything that is wrong with a checklist, in the order of its lines; see ``load``.

    Raises DataError where the file is no YAML or what it extends is wrong, UsageError where it is not there.
    """
    known = _catalogue() if kinds is None else kinds
    source, extended = _whole(path, known, ())
    _, complaints = _checked(extended.data, known, lint_thoroughly)
    placed = ((source.where(extended.place(c.loc)), c.message) for c in complaints)
    return sorted((Placed(line, column, message) for (line, column), message in placed), key=lambda p: p.line)


def _checked(
    data: Any, kinds: Collection[str], how: Callable[[Notice, Collection[str]], list[Complaint]]
) -> tuple[Notice | None, list[Complaint]]:
    """The notice in ``data`` (None where its form is wrong) and everything that is wrong with it."""
    try:
        notice = Notice.model_validate(data)
    except ValidationError as error:
        return None, from_validation(error, _MODELS)
    return notice, how(notice, kinds)


def _whole(path: Path, kinds: Collection[str], way: tuple[Path, ...]) -> tuple[Source, Extended]:
    """The file and the whole checklist; its base is read, and must be right, first."""
    source = read(path)
    base = source.data.get("extends")
    if not isinstance(base, str):
        return source, Extended(source.data, {})
    way = (*way, path.resolve())
    below = _base_path(base, path)
    if below is None or below.resolve() in way:
        what = Text(zh="可继承的通知", en="checklist to extend")
        raise_for(source, [unknown_word(("extends",), what, base, shipped().keys() - {p.stem for p in way})])
        raise AssertionError("raise_for raises for a complaint")
    load(below, kinds)
    inherited = _whole(below, kinds, way)[1].data
    what = Text(zh="要去掉的编号", en="id to drop")
    known = [entry["id"] for key in ("windows", "requirements") for entry in inherited.get(key, ())]
    wrong = [
        unknown_word(("drop", i), what, source.data["drop"][i], known)
        for i in unknown_drops(inherited, source.data)
    ]
    raise_for(source, wrong)
    return source, extend(inherited, source.data)


def _base_path(base: str, path: Path) -> Path | None:
    """The file of a shipped notice's id, or of a path beside the checklist; None where there is none."""
    if base in shipped():
        return shipped()[base]
    beside = path.parent / base
    return beside if base.endswith((".yaml", ".yml")) and beside.is_file() else None


def get(notice_id: str) -> Notice:
    """The notice with this id, or the checklist at this path (``….yaml``).

    Errors:
        UsageError: there is no such notice.
        DataError: the checklist is wrong.
    """
    if notice_id.endswith((".yaml", ".yml")):
        return load(Path(notice_id))
    paths = shipped()
    if notice_id in paths:
        return load(paths[notice_id])
    hint = _meant(notice_id) or did_you_mean(notice_id, paths)
    raise UsageError(
        Text(
            zh=f"没有通知 {notice_id}。{hint.zh}也可以给出 .yaml 文件的路径。",
            en=f"There is no notice {notice_id}. {hint.en} A path to a .yaml file works too.",
        )
    )


def _meant(part: str) -> Text | None:
    """The notices of whose id or title this is a part (``anhui``, ``安徽``); None where there are none."""
    word = part.strip().casefold()
    found = [
        one for one in available() if word and word in f"{one.id} {one.title.zh} {one.title.en}".casefold()
    ]
    if not found:
        return None
    zh = "、".join(f"{one.id}（{one.title.zh}）" for one in found)
    en = ", ".join(f"{one.id} ({one.title.en})" for one in found)
    return Text(zh=f"是否想写 {zh}？", en=f"Did you mean {en}?")


def available() -> list[NoticeSummary]:
    """The shipped notices, newest first."""
    summaries = [_summary(path) for path in shipped().values()]
    return sorted(summaries, key=lambda one: (-one.year, one.id))


def shipped() -> dict[str, Path]:
    """Paths of the shipped checklists by notice id: the file's name is the notice's id."""
    return {path.stem: path for path in sorted(_folder().glob("*.yaml"))}


def _folder() -> Path:
    """In an installed package the checklists lie beside this module, in a checkout at its top."""
    packed = Path(str(resources.files("scanaudit.notices").joinpath("checklists")))
    return packed if packed.is_dir() else Path(__file__).parents[2] / "checklists"


def _summary(path: Path) -> NoticeSummary:
    """Not validated: a list should answer at once, and a wrong checklist says so when it is used."""
    data: dict[str, Any] = read(path).data
    fields = {key: data[key] for key in ("id", "title", "authority", "year", "cutoff")}
    return NoticeSummary(**fields, requirements=len(data["requirements"]), path=str(path))


def _catalogue() -> Collection[str]:
    from scanaudit.kinds.catalogue import catalogue

    return catalogue().by_id.keys()
