from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# What may not be loaded before a command needs it. numpy and the rest take longer than the whole answer may.
HEAVY = {
    "cv2",
    "paddleocr",
    "paddlex",
    "onnxruntime",
    "numpy",
    "fitz",
    "pymupdf",
    "PIL",
    "rapidfuzz",
    "pydantic_settings",
}


def _run(*arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "scanaudit", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SCANAUDIT_LANG": "en"}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from scanaudit.cli.run import run; run(['--help']); print('LOADED', *sys.modules)"
    loaded = set(_run(code=code).stdout.split("LOADED")[1].split())
    assert "typer" in loaded
    assert not loaded & HEAVY


def test_help_answers_in_time() -> None:
    """Processor time, which is what it takes on a quiet machine: others may be at work on this one."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert _run("--help").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.7


def test_help_is_in_the_language_asked_for() -> None:
    assert "Exit codes" in _run("--help").stdout
    assert "退出码" in _run("--help", "--lang", "zh").stdout


def test_version() -> None:
    from scanaudit import __version__

    assert _run("--version").stdout.strip() == f"scanaudit {__version__}"


def test_chinese_comes_out_right_in_the_plainest_locale() -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "",
    }
    command = [sys.executable, "-m", "scanaudit", "--lang", "zh", "--help"]
    told = subprocess.run(command, capture_output=True, env=environment, check=True).stdout
    assert "用法" in told.decode("utf-8")


def test_bare_call_shows_the_help() -> None:
    ran = _run()
    assert ran.returncode == 64 and "Commands" in ran.stdout and ran.stderr == ""


def test_closed_pipe_is_no_error() -> None:
    code = (
        "import sys; from scanaudit.cli.run import run\n"
        "code = run(['schema', 'report'])\n"
        "sys.stderr.write(str(code))"
    )
    command = f"'{sys.executable}' -c \"{code}\" | head -c 10 >/dev/null"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, env=environment, check=False
    )
    assert "Traceback" not in ran.stderr and "Error" not in ran.stderr


FAILING = """
import logging, sys
import scanaudit.cli.program
from scanaudit.cli.run import run
from scanaudit.inspection.pool import Pending

class Future:
    def result(self):
        raise ValueError("990102190001010011")

def program():
    print(Pending("990102190001010011.jpg", Future()).result().code)
    raise KeyError("99O102 1900 0101 0011")

scanaudit.cli.program.program = program
sys.exit(run(sys.argv[1:]))
"""


def test_debug_shows_what_went_wrong_with_id_numbers_masked() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SCANAUDIT_LANG": "en"}
    told = {}
    for flag in ("--debug", "--help"):
        command = [sys.executable, "-c", FAILING, flag]
        ran = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
        )
        assert ran.returncode == 70 and ran.stdout.strip() == "F192"
        told[flag] = ran.stderr
    assert "ValueError: 990102********0011" in told["--debug"], "the failure of the page"
    assert "KeyError: '99O102 **** **** 0011'" in told["--debug"], "the failure of the run"
    assert "19000101" not in told["--debug"] and "1900 0101" not in told["--debug"]
    assert "Traceback" not in told["--help"] and "ValueError" not in told["--help"]
