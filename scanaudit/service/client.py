"""The Python client: what a portal's own program uses to send applications and take back reports.

    with Client("https://scans.example.org", key="sk_…") as client:
        submission = client.create("anhui-2024-engineering", {"name": "张三"})
        client.upload_folder(submission.id, Path("scans"))
        client.close_submission(submission.id)
        report = client.wait_for_report(submission.id)

A broken line, a restarted server or a full minute's quota is a delay and no error: every call can be made again
without doing anything twice, and is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

from scanaudit.notices import Profile
from scanaudit.service.api.models import (
    FileInfo,
    LetterInfo,
    MendedInfo,
    PageCheck,
    PageInfo,
    SubmissionInfo,
    UploadInfo,
)
from scanaudit.service.ids import new_id

# Bytes of one request of an upload in pieces; files up to this size go in one.
PIECE = 8 * 1024 * 1024
_RETRIED = frozenset({429, 500, 502, 503, 504})
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0


class ApiError(Exception):
    """The service refused. ``code`` is stable (docs/api.md); ``detail`` and ``advice`` are for people."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("code", status))
        self.detail = str(body.get("detail", ""))
        self.advice = str(body.get("advice", ""))
        super().__init__(f"{self.code} {self.detail} {self.advice}".strip())


class Client:
    """One connection to a service; a context manager. ``patience``: seconds to keep trying one call."""

    def __init__(
        self, address: str, key: str | None = None, *, patience: float = 120.0, timeout: float = 60.0
    ) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(base_url=address, headers=headers, timeout=timeout)
        self._patience = patience

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up the connection."""
        self._http.close()

    def create(
        self,
        notice: str,
        applicant: Profile | Mapping[str, Any] | None = None,
        *,
        idempotency: str | None = None,
    ) -> SubmissionInfo:
        """A new submission. ``idempotency``: a name of your own by which a repeated call finds the first one's."""
        if isinstance(applicant, Profile):
            told = applicant.model_dump(mode="json", exclude_unset=True)
        else:
            told = dict(applicant or {})
        headers = {"Idempotency-Key": idempotency or new_id()}
        body = {"notice": notice, "applicant": told}
        return SubmissionInfo.model_validate(
            self._json("POST", "/v1/submissions", json=body, headers=headers)
        )

    def status(self, submission: str) -> SubmissionInfo:
        """How far it is."""
        return SubmissionInfo.model_validate(self._json("GET", f"/v1/submissions/{submission}"))

    def upload(
        self,
        submission: str,
        content: bytes | Path,
        name: str | None = None,
        *,
        replaces: str | None = None,
        page: str | None = None,
    ) -> FileInfo:
        """Send a file; what was sent before is not sent again. ``page``: the page that it replaces."""
        data = content.read_bytes() if isinstance(content, Path) else content
        called = name or (content.name if isinstance(content, Path) else "file")
        sha256 = hashlib.sha256(data).hexdigest()
        place = {key: value for key, value in (("replaces", replaces), ("page", page)) if value}
        if len(data) <= PIECE:
            told = self._json(
                "POST",
                f"/v1/submissions/{submission}/files",
                params={"name": called, **place},
                content=data,
                headers={"X-Content-SHA256": sha256},
            )
            return FileInfo.model_validate(told)
        announced = {"name": called, "size": len(data), "sha256": sha256, **place}
        begun = self._json("POST", f"/v1/submissions/{submission}/uploads", json=announced)
        return self._pieces(submission, data, UploadInfo.model_validate(begun))

    def _pieces(self, submission: str, data: bytes, upload: UploadInfo) -> FileInfo:
        where = f"/v1/submissions/{submission}/uploads/{upload.id}"
        while not upload.done:
            piece = data[upload.offset : upload.offset + PIECE]
            try:
                told = self._json(
                    "PATCH", where, content=piece, headers={"Upload-Offset": str(upload.offset)}
                )
            except ApiError as error:
                if error.code != "A410":  # an earlier try had arrived after all: ask where to go on
                    raise
                told = self._json("GET", where)
            upload = UploadInfo.model_validate(told)
        return upload.file

    def upload_folder(self, submission: str, folder: Path) -> list[FileInfo]:
        """Send every file below ``folder``, under its path within it."""
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        return [self.upload(submission, path, path.relative_to(folder).as_posix()) for path in paths]

    def files(self, submission: str) -> list[FileInfo]:
        """All files."""
        listed = self._json("GET", f"/v1/submissions/{submission}/files")
        return [FileInfo.model_validate(one) for one in listed]

    def remove_file(self, submission: str, file: str) -> None:
        """Take a file out."""
        self._send("DELETE", f"/v1/submissions/{submission}/files/{file}")

    def pages(self, submission: str) -> list[PageInfo]:
        """All pages."""
        listed = self._json("GET", f"/v1/submissions/{submission}/pages")
        return [PageInfo.model_validate(one) for one in listed]

    def close_submission(self, submission: str) -> SubmissionInfo:
        """Ask for the report."""
        return SubmissionInfo.model_validate(self._json("POST", f"/v1/submissions/{submission}/close"))

    def report(self, submission: str) -> dict[str, Any]:
        """``report.json`` of the present state. Raises ApiError (A440) while there is none."""
        told: dict[str, Any] = self._json("GET", f"/v1/submissions/{submission}/report")
        return told

    def wait_for_report(
        self, submission: str, *, seconds: float = 3600.0, every: float = 0.5
    ) -> dict[str, Any]:
        """The report, when it is there. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.status(submission).report:
                try:
                    return self.report(submission)
                except ApiError as error:
                    if error.code not in {"A440", "A404"}:  # changed again, or replaced at this moment
                        raise
            time.sleep(every)
        raise TimeoutError(submission)

    def mended(self, submission: str) -> list[MendedInfo]:
        """What was mended on each page, and which copies are still being made."""
        listed = self._json("GET", f"/v1/submissions/{submission}/mended")
        return [MendedInfo.model_validate(one) for one in listed]

    def mended_copy(self, submission: str, page: str) -> bytes:
        """The mended copy of a page. Raises ApiError (A404) where there is none."""
        return self._send("GET", f"/v1/submissions/{submission}/pages/{page}/mended").content

    def letter(
        self,
        submission: str,
        *,
        unit: str | None = None,
        before: dt.date | None = None,
        day: dt.date | None = None,
    ) -> LetterInfo:
        """The notice to supplement. Raises ApiError (A440) while there is no report."""
        given = {"unit": unit, "before": before, "day": day}
        params = {key: str(value) for key, value in given.items() if value}
        told = self._json("GET", f"/v1/submissions/{submission}/letter", params=params)
        return LetterInfo.model_validate(told)

    def delete(self, submission: str) -> None:
        """Remove it with everything that belongs to it."""
        try:
            self._send("DELETE", f"/v1/submissions/{submission}")
        except ApiError as error:
            if error.status != 404:  # an earlier try had removed it
                raise

    def inspect_page(
        self, content: bytes, name: str = "page", *, notice: str | None = None, requirement: str | None = None
    ) -> PageCheck:
        """The instant check of one page."""
        given = {"name": name, "notice": notice, "requirement": requirement}
        params = {key: value for key, value in given.items() if value}
        return PageCheck.model_validate(
            self._json("POST", "/v1/pages/inspect", params=params, content=content)
        )

    def _json(self, method: str, path: str, **options: Any) -> Any:
        return self._send(method, path, **options).json()

    def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """One call, made again while the line is broken or the server asks to wait. Raises ApiError."""
        end = time.monotonic() + self._patience
        for pause in _pauses():
            try:
                answer = self._http.request(method, path, **options)
            except httpx.TransportError:
                if time.monotonic() + pause > end:
                    raise
            else:
                if answer.is_success:
                    return answer
                if answer.status_code not in _RETRIED or time.monotonic() + pause > end:
                    raise ApiError(answer.status_code, _problem(answer))
            time.sleep(pause)
        raise AssertionError("pauses never end")


def _pauses() -> Iterator[float]:
    pause = _FIRST_PAUSE
    while True:
        yield pause
        pause = min(_LONGEST_PAUSE, pause * 1.6)


def _problem(answer: httpx.Response) -> Mapping[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
