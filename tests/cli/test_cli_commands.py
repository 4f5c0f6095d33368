from __future__ import annotations

import errno
import io
import json
import socket
import tempfile
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from scanaudit.cli.questions import complete, completed, keep, said_saved
from scanaudit.errors import ModelsError
from scanaudit.notices import Profile, get, load_profile
from scanaudit.text import Text

NOTICE = "anhui-2024-engineering"


@pytest.mark.parametrize(("verdict", "code"), [("pass", 0), ("fail", 1), ("review", 2)])
def test_check_exits_with_its_verdict(
    scanaudit: Any, answers: Any, scans: Path, tmp_path: Path, verdict: str, code: int
) -> None:
    answers.report = answers.report.model_copy(update={"verdict": verdict})
    ran = scanaudit("check", scans, "--notice", NOTICE, "--out", tmp_path / "out")
    assert ran.code == code
    assert json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["verdict"] == verdict
    assert str(tmp_path / "out" / "report.html") in ran.out
    assert "已读 6 / 6 页" in ran.err and "已读" not in ran.out


def test_check_puts_the_report_beside_the_scans(scanaudit: Any, answers: Any, scans: Path) -> None:
    assert scanaudit("check", scans, "-n", NOTICE).code == 1
    assert (scans.parent / "我的 材料-scanaudit" / "report.html").is_file()
    assert [path.name for path in scans.iterdir()] == ["身份证.jpg"]


def test_check_in_the_current_folder(
    scanaudit: Any, answers: Any, scans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(scans)
    assert scanaudit("check", ".", "-n", NOTICE).code == 1
    assert (scans.parent / "我的 材料-scanaudit" / "report.html").is_file()


def test_report_on_one_file_does_not_lie_among_its_fellows(
    scanaudit: Any, answers: Any, scans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(scans)
    assert scanaudit("check", "身份证.jpg", "-n", NOTICE).code == 1
    assert (tmp_path / "身份证-scanaudit" / "report.html").is_file()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert scanaudit("check", scans / "身份证.jpg", "-n", NOTICE).code == 1
    assert (elsewhere / "身份证-scanaudit" / "report.html").is_file()
    assert [path.name for path in scans.iterdir()] == ["身份证.jpg"], "nothing for a later check to read"


def test_report_on_a_zip_lies_beside_it(
    scanaudit: Any, answers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "下载"
    folder.mkdir()
    (folder / "材料.zip").touch()
    monkeypatch.chdir(folder)
    assert scanaudit("check", "材料.zip", "-n", NOTICE).code == 1
    assert (folder / "材料-scanaudit" / "report.html").is_file()


def test_a_path_that_is_not_there_leaves_nothing_behind(
    scanaudit: Any, answers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert scanaudit("check", tmp_path / "没有", "-n", NOTICE).code == 64
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("part", ["安徽", "anhui-2024"])
def test_a_part_of_a_notice_s_name_is_answered_with_the_whole(
    scanaudit: Any, answers: Any, scans: Path, part: str
) -> None:
    ran = scanaudit("check", scans, "-n", part)
    assert ran.code == 64 and f"是否想写 {NOTICE}（" in ran.err and "jianyang" not in ran.err


def test_check_of_nothing_ends_with_66(scanaudit: Any, answers: Any, scans: Path) -> None:
    answers.pages = ()
    ran = scanaudit("check", scans, "-n", NOTICE)
    assert ran.code == 66 and "没有任何材料" in ran.err and not answers.audited
    assert [path.name for path in scans.parent.iterdir()] == [scans.name], "no empty folder stays behind"


def test_check_of_files_that_all_fail_ends_with_66_and_their_reasons(
    scanaudit: Any, answers: Any, scans: Path
) -> None:
    profile = scans / "我.yaml"
    profile.write_text("姓名: 李示例\n", encoding="utf-8")
    failed = answers.pages[5]
    answers.pages = (failed, failed.model_copy(update={"file": "我的 材料/我.yaml"}))
    ran = scanaudit("check", scans, "-n", NOTICE, "-a", profile)
    assert ran.code == 66 and "1 个文件里没有一页能检查" in ran.err
    advice = failed.problems[0].advice.zh
    assert advice in "".join(ran.out.split()), "what to do, not only what is wrong"
    assert "文件已加密" in ran.out and "我.yaml" not in ran.out and not answers.audited


def test_only_the_applicants_own_file_is_left_out(scanaudit: Any, answers: Any, scans: Path) -> None:
    profile = scans / "我.yaml"
    profile.write_text("姓名: 李示例\n", encoding="utf-8")
    failed = answers.pages[5]
    names = ("我的 材料/我.yaml", "我的 材料/旧/我.yaml", "别处/我.yaml")
    answers.pages = (*answers.pages, *(failed.model_copy(update={"file": name}) for name in names))
    scanaudit("check", scans, "-n", NOTICE, "-a", profile)
    [(_, _, pages)] = answers.audited
    assert [page.file for page in pages if page.file in names] == list(names[1:])


def test_id_number_in_the_folders_name_is_masked_on_the_screen(
    scanaudit: Any, answers: Any, scans: Path
) -> None:
    number = "990102190001010011"
    named = scans.rename(scans.with_name(f"李示例{number}"))
    for flag, shown in (("--no-ask", False), ("--show-ids", True)):
        ran = scanaudit("check", named, "-n", NOTICE, flag)
        assert (f"李示例{number}-scanaudit" in ran.out) is shown
        assert ("李示例990102********0011-scanaudit" in ran.out) is not shown


def test_report_among_the_scans_is_refused(scanaudit: Any, answers: Any, scans: Path) -> None:
    ran = scanaudit("check", scans, "-n", NOTICE, "--out", scans / "out")
    assert ran.code == 64 and "--out" in ran.err and not answers.asked


def test_check_passes_on_what_was_typed(scanaudit: Any, answers: Any, scans: Path) -> None:
    profile = scans / "profile.yaml"
    profile.write_text("姓名: 李示例\n", encoding="utf-8")
    own = answers.pages[5].model_copy(update={"file": "我的 材料/profile.yaml"})
    answers.pages = (*answers.pages, own)
    scanaudit("check", scans, "-n", NOTICE, "--applicant", profile, "--workers", 3, "--show-ids", "--no-ask")
    [(paths, settings)] = answers.asked
    assert paths == [scans] and settings.workers == 3 and settings.show_ids
    [(notice, given, pages)] = answers.audited
    assert notice.id == NOTICE and given.name == "李示例"
    assert len(pages) == 6, "the applicant's file is no scan that does not open"


def test_show_ids(scanaudit: Any, answers: Any, scans: Path, tmp_path: Path) -> None:
    number = "990102190001010011"
    for flag, shown in (("--no-ask", False), ("--show-ids", True)):
        scanaudit("check", scans, "-n", NOTICE, "--out", tmp_path / "out", flag)
        for name in ("report.json", "report.html"):
            assert (number in (tmp_path / "out" / name).read_text(encoding="utf-8")) is shown


def test_inspect_jsonl_has_a_line_a_page_and_nothing_else(scanaudit: Any, answers: Any, scans: Path) -> None:
    ran = scanaudit("inspect", scans, "--jsonl")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [(line["file"], line["page"]) for line in lines] == [(p.file, p.page) for p in answers.pages]
    assert "990102190001010011" not in ran.out


def test_inspect_table(scanaudit: Any, answers: Any, scans: Path) -> None:
    ran = scanaudit("inspect", scans)
    assert ran.code == 0
    assert "身份证" in ran.out and "文件已加密" in ran.out


def test_inspect_shows_file_names_as_they_are(scanaudit: Any, answers: Any, scans: Path) -> None:
    names = ("证[/b].pdf", "a[b].jpg", "[red]c.png")
    answers.pages = tuple(answers.pages[0].model_copy(update={"file": name}) for name in names)
    ran = scanaudit("inspect", scans)
    assert ran.code == 0 and all(name in ran.out for name in names)


def test_inspect_says_when_not_one_page_was_read(scanaudit: Any, answers: Any, scans: Path) -> None:
    answers.pages = answers.pages[5:]
    ran = scanaudit("inspect", scans, "--jsonl")
    assert ran.code == 66 and json.loads(ran.out)["page"] is None
    assert "没有一页能检查" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (
            ["check", "/does/not/exist", "-n", NOTICE, "-o", "{tmp}/o"],
            64,
            ["/does/not/exist", "does not exist"],
        ),
        (["check", "{scans}", "-n", "anhui-2042"], 64, ["anhui-2042"]),
        (["check", "{scans}"], 64, ["--notice is missing", "scanaudit check --help"]),
        (["check"], 64, ["scanaudit check --help"]),
        (["chekc"], 64, ["There is no command “chekc”", "scanaudit --help"]),
        (["inspect", "{scans}", "--josnl"], 64, ["--jsonl"]),
        (["check", "{scans}", "-n", NOTICE, "--workers", "0"], 64, ["--workers"]),
        (["check", "{scans}", "-n", NOTICE, "-a", "{scans}/none.yaml"], 64, ["none.yaml"]),
        (["rules", "Z999"], 64, ["Z999", "scanaudit rules"]),
        (["schema", "poem"], 64, ["inspect", "report"]),
        (["demo", "no-such-notice"], 64, ["no-such-notice"]),
        (["--lang", "fr", "rules"], 64, ["fr"]),
    ],
)
def test_usage_errors_exit_with_64_and_one_sentence(
    scanaudit: Any,
    answers: Any,
    scans: Path,
    tmp_path: Path,
    arguments: list[str],
    code: int,
    words: list[str],
) -> None:
    typed = [argument.format(scans=scans, tmp=tmp_path) for argument in arguments]
    ran = scanaudit(*typed, *([] if "--lang" in typed else ["--lang", "en"]))
    assert ran.code == code
    assert "Traceback" not in ran.err and len(ran.err.splitlines()) <= 6
    for word in words:
        assert word in ran.err


def test_errors_are_told_in_the_language_of_the_run(
    scanaudit: Any, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有命令" in scanaudit("x").err
    assert "There is no command" in scanaudit("--lang=en", "x").err
    monkeypatch.setenv("SCANAUDIT_LANG", "en")
    assert "There is no command" in scanaudit("x").err


def test_wrong_profile_names_file_and_line(scanaudit: Any, answers: Any, scans: Path, tmp_path: Path) -> None:
    profile = tmp_path / "me.yaml"
    profile.write_text("name: 李\nroute: sideways\n", encoding="utf-8")
    ran = scanaudit("check", scans, "-n", NOTICE, "-a", profile)
    assert ran.code == 65 and "me.yaml" in ran.err and "2" in ran.err


def test_missing_models(scanaudit: Any, answers: Any, scans: Path) -> None:
    answers.fails_with = ModelsError(Text(zh="没有模型。请运行：scanaudit models install", en="-"))
    ran = scanaudit("check", scans, "-n", NOTICE)
    assert ran.code == 69 and ran.err == "错误：没有模型。请运行：scanaudit models install\n"


def test_output_that_cannot_be_written_is_told_before_reading(
    scanaudit: Any, answers: Any, scans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(tempfile, "TemporaryFile", fail)
    ran = scanaudit("check", scans, "-n", NOTICE, "-o", tmp_path / "o")
    assert ran.code == 73 and "--out" in ran.err and not answers.asked


@pytest.mark.parametrize("debug", [False, True])
def test_unexpected_error_shows_no_traceback_without_debug(
    scanaudit: Any, answers: Any, scans: Path, debug: bool
) -> None:
    answers.fails_with = ZeroDivisionError("secret of the depths")
    ran = scanaudit("check", scans, "-n", NOTICE, *(["--debug"] if debug else []))
    assert ran.code == 70 and "--debug" in ran.err
    assert ("Traceback" in ran.err) is debug and ("secret of the depths" in ran.err) is debug


def test_interrupted(scanaudit: Any, answers: Any, scans: Path) -> None:
    answers.fails_with = KeyboardInterrupt()
    ran = scanaudit("check", scans, "-n", NOTICE)
    assert ran.code == 130 and "已中断" in ran.err


def test_wrong_setting(scanaudit: Any, answers: Any, scans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCANAUDIT_WORKERS", "many")
    ran = scanaudit("inspect", scans, "--lang", "en")
    assert ran.code == 64 and "SCANAUDIT_WORKERS" in ran.err


def test_id_number_in_a_path_is_masked_in_the_error(scanaudit: Any, answers: Any) -> None:
    ran = scanaudit("inspect", "/scans/990102190001010011.pdf")
    assert ran.code == 64 and "990102190001010011" not in ran.err and "990102********0011.pdf" in ran.err


def test_notices_are_listed_and_shown(scanaudit: Any, answers: Any, tmp_path: Path) -> None:
    listed = scanaudit("notices", "list")
    assert listed.code == 0 and NOTICE in listed.out
    everything = scanaudit("notices", "show", NOTICE)
    profile = tmp_path / "me.yaml"
    profile.write_text("route: regular\n", encoding="utf-8")
    mine = scanaudit("notices", "show", NOTICE, "--applicant", profile)
    assert "AH-15" in everything.out and "AH-15" not in mine.out and "AH-01" in mine.out
    assert "视您的回答而定" in mine.out


def test_rules_are_listed_and_explained(scanaudit: Any, answers: Any) -> None:
    listed = scanaudit("rules")
    assert listed.code == 0 and "M201" in listed.out and "F101" in listed.out
    one = scanaudit("rules", "m201", "--lang", "en")
    assert one.code == 0 and "Why it matters" in one.out and "{" not in one.out + listed.out


def test_demo_exits_with_0_whatever_the_verdict(
    scanaudit: Any, answers: Any, scans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "profile.yaml").write_text("name: 李示例\n", encoding="utf-8")
    scans.rename(tmp_path / "upload")
    monkeypatch.setattr("scanaudit.cli.demo.dossier", lambda *_: tmp_path)
    ran = scanaudit("demo", "--out", tmp_path / "demo")
    assert ran.code == 0 and str(tmp_path / "demo" / "report.html") in ran.out
    assert answers.asked[0][0] == [tmp_path / "upload"]
    assert answers.audited[0][1].name == "李示例"
    assert f"--notice {NOTICE}" in ran.out.rstrip().splitlines()[-1]


class Typist:
    """A terminal at which somebody answers; None: presses Ctrl+C."""

    def __init__(self, *answers: str | None) -> None:
        self.console = Console(file=io.StringIO(), width=80, record=True)
        self._left = list(answers)
        self.console.input = self._input  # type: ignore[method-assign]

    def _input(self, prompt: object = "") -> str:
        if not self._left:
            raise EOFError
        answer = self._left.pop(0)
        if answer is None:
            raise KeyboardInterrupt
        return answer


def test_questions_are_asked_until_understood_and_enter_skips() -> None:
    typist = Typist("李示例", "", "sideways", "1")
    profile = complete(get(NOTICE), Profile(), "zh", typist.console)
    assert profile.name == "李示例" and profile.id_number is None
    assert profile.nationality == "mainland"
    assert "“sideways”不行" in typist.console.export_text()


def test_period_and_yes_no_answers() -> None:
    known = {"name": "李", "nationality": "mainland", "employer": "某院", "employer_type": "state_owned"}
    answers = {"term": "2019-01-01 至 2023-12-31", "has_publication": "是"}

    class Reader(Typist):
        def _input(self, prompt: object = "") -> str:
            text = self.console.export_text(clear=True)
            return next((answer for fact, answer in answers.items() if _asked(fact) in text), "")

    profile = complete(get(NOTICE), Profile.model_validate(known), "zh", Reader().console)
    assert profile.term is not None and profile.term.end.year == 2023
    assert profile.has_publication is True


def _asked(fact: str) -> str:
    from scanaudit.notices import question

    return question(fact).text.zh


def test_answers_are_kept_only_where_the_person_says_so(tmp_path: Path) -> None:
    path = tmp_path / "我.yaml"
    keep(Profile(name="李示例"), None, "zh", Typist("").console)
    assert not path.exists()
    keep(Profile(name="李示例"), None, "zh", Typist(str(path)).console)
    assert load_profile(path) == Profile(name="李示例") and path.stat().st_mode & 0o077 == 0
    keep(Profile(name="王示例"), path, "zh", Typist("否").console)
    assert load_profile(path).name == "李示例"
    keep(Profile(name="王示例"), path, "zh", Typist("是").console)
    assert load_profile(path).name == "王示例"


def test_nonsense_is_asked_again() -> None:
    typist = Typist("9", "李示例", "9")
    profile = complete(get(NOTICE), Profile(), "zh", typist.console)
    assert profile == Profile(name="李示例")
    assert "应为 18 位，这里有 1 位" in typist.console.export_text()


def test_ask_writes_the_profile(scanaudit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typist = Typist("李示例")
    monkeypatch.setattr("scanaudit.cli.questions.terminal", lambda: typist.console)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    path = tmp_path / "me.yaml"
    assert scanaudit("ask", NOTICE, "--out", path).code == 0
    assert load_profile(path).name == "李示例"
    assert scanaudit("ask", NOTICE, "--out", path).code == 64, "an existing file is not overwritten"
    typist = Typist("")
    assert scanaudit("ask", NOTICE, "--applicant", path).code == 0
    assert load_profile(path).name == "李示例"


def test_answers_are_kept_when_asking_is_broken_off(
    scanaudit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typist = Typist("李示例", None)
    monkeypatch.setattr("scanaudit.cli.questions.terminal", lambda: typist.console)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    path = tmp_path / "me.yaml"
    assert scanaudit("ask", NOTICE, "--out", path).code == 130
    assert load_profile(path).name == "李示例"
    assert f"--applicant {path}" in typist.console.export_text().replace("\n", "")


def test_so_are_those_that_a_check_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "me.yaml"
    typist = Typist("李示例", None, str(path))
    monkeypatch.setattr("scanaudit.cli.questions.terminal", lambda: typist.console)
    with pytest.raises(KeyboardInterrupt):
        completed(get(NOTICE), Profile(), None, "zh")
    assert load_profile(path).name == "李示例"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("serve", "--port", "99999"), "--port 的值不对：不能大于 65535。"),
        (("fix", ".", "--max-kb", "0"), "--max-kb 的值不对：不能小于 20。"),
        (("fix", ".", "--format", "gif"), "--format 的值不对：没有“gif”，只能是 'pdf', 'jpeg', 'png' 之一。"),
        (
            ("letter", "r.json", "--before", "明天"),
            "--before 的值不对：“明天”不是日期，请写成 2026-01-31 的样子。",
        ),
        (("inspect", ".", "--workers", "两个"), "--workers 的值不对：要写一个数。"),
    ],
)
def test_what_a_value_has_to_be_is_said_in_chinese(scanaudit: Any, arguments: Any, said: str) -> None:
    ran = scanaudit(*arguments)
    assert ran.code == 64 and said in ran.err


def test_a_port_in_use_is_told_with_what_to_do(scanaudit: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = scanaudit("serve", "--port", str(port))
    assert ran.code == 64 and f"http://127.0.0.1:{port}/" in ran.err and f"--port {port + 1}" in ran.err


def test_ask_without_a_terminal_says_so(scanaudit: Any, tmp_path: Path) -> None:
    ran = scanaudit("ask", NOTICE, "--out", tmp_path / "me.yaml")
    assert ran.code == 64 and "终端" in ran.err


def test_letter_is_written_from_a_report(scanaudit: Any, answers: Any, scans: Path, tmp_path: Path) -> None:
    scanaudit("check", scans, "-n", NOTICE, "--out", tmp_path / "out")
    ran = scanaudit("letter", tmp_path / "out" / "report.json", "--unit", "示例院", "--before", "2024-09-18")
    assert ran.code == 0
    assert "请于 2024-09-18 前" in (tmp_path / "out" / "letter.txt").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "letter.html").is_file() and (tmp_path / "out" / "summary.html").is_file()


def test_packing_list_is_written_as_a_page(scanaudit: Any, tmp_path: Path) -> None:
    profile = tmp_path / "me.yaml"
    profile.write_text("姓名: 李示例\nroute: regular\n", encoding="utf-8")
    page = tmp_path / "清单.html"
    ran = scanaudit("notices", "show", NOTICE, "-a", profile, "--html", page)
    assert ran.code == 0 and "李示例 的准备清单" in ran.out and "已截止" in ran.out
    assert "AH-05a" in page.read_text(encoding="utf-8")


def test_an_id_number_is_told_of_only_where_the_file_holds_one(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    assert "身份证号" not in said_saved(Profile(name="李示例"), path, "zh")
    assert "含完整身份证号" in said_saved(Profile(id_number="990101198503120010"), path, "zh")
