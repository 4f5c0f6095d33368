"""Notices, their questions and packing lists."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path
from fastapi.responses import JSONResponse

from scanaudit.notices import Notice, Profile, available, get, questions_for
from scanaudit.notices.loader import shipped
from scanaudit.service.access import Anybody, Language
from scanaudit.service.api.models import NoticeInfo
from scanaudit.service.problems import refused

router = APIRouter(prefix="/v1/notices", tags=["notices"])
NoticeName = Annotated[str, Path(pattern=r"^[a-z0-9-]+$", max_length=80, examples=["anhui-2024-engineering"])]
Applicant = Annotated[Profile, Body(examples=[{"name": "张三", "target_level": "senior"}])]


def notice_of(name: str) -> Notice:
    """A notice of the catalogue, by id and never by path. Raises Refused (A406)."""
    if name not in shipped():
        raise refused("no_notice", notice=name)
    return get(name)


def _plain(model: Any, lang: str) -> dict[str, Any]:
    made: dict[str, Any] = model.model_dump(mode="json", context={"lang": lang})
    made.pop("path", None)
    return made


@router.get("", response_model=list[NoticeInfo])
def list_notices(actor: Anybody, lang: Language) -> JSONResponse:
    """All notices, newest first."""
    return JSONResponse([_plain(one, lang) for one in available()])


@router.get("/{notice}")
def show_notice(notice: NoticeName, actor: Anybody, lang: Language) -> JSONResponse:
    """One notice with everything that it asks for."""
    return JSONResponse(_plain(notice_of(notice), lang))


@router.post("/{notice}/questions")
def ask(notice: NoticeName, applicant: Applicant, actor: Anybody, lang: Language) -> JSONResponse:
    """What is still to be asked of this applicant: facts that are unknown and decide something."""
    asked = questions_for(notice_of(notice), applicant)
    return JSONResponse([_plain(one, lang) for one in asked])
