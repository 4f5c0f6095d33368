import pickle
import re
from pathlib import Path

import scanaudit.intake
from scanaudit.intake.problems import IntakeProblem, failure, problem, problem_kinds

ROOM = Path(scanaudit.intake.__file__).parent


def test_codes_are_unique_and_in_order() -> None:
    codes = [kind.code for kind in problem_kinds().values()]
    assert codes == sorted(set(codes))


def test_both_languages_name_the_file_and_the_same_values() -> None:
    for name, kind in problem_kinds().items():
        values = re.findall(r"{(\w+)}", kind.message.zh)
        assert "file" in values and sorted(values) == sorted(re.findall(r"{(\w+)}", kind.message.en)), name
        assert not re.findall(r"{(\w+)}", kind.advice.zh + kind.advice.en), name


def test_every_problem_that_the_code_raises_is_in_the_table_and_the_other_way() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    raised_outside = {"timed_out", "crashed", "unexpected"}
    for name in problem_kinds().keys() - raised_outside:
        assert f'"{name}"' in code, name
    for name in re.findall(r'(?:failure|problem)\(\s*"(\w+)"', code):
        assert name in problem_kinds(), name


def test_a_problem_is_found_by_name_and_by_code() -> None:
    assert problem("empty", "a.pdf") == problem("F105", "a.pdf")
    assert problem("empty", "a.pdf").message.zh == "“a.pdf”是空文件（0字节）。"


def test_the_exception_crosses_processes() -> None:
    error = pickle.loads(pickle.dumps(failure("no_such_page", "a.pdf", page=3)))
    assert isinstance(error, IntakeProblem) and error.problem.code == "F126"
    assert "no page 3" in str(error)


def test_file_names_with_braces_are_no_templates() -> None:
    assert "{page}.pdf" in problem("no_such_page", "{page}.pdf", page=3).message.en


def test_the_documentation_lists_every_code() -> None:
    text = (ROOM.parents[1] / "docs" / "intake.md").read_text(encoding="utf-8")
    for kind in problem_kinds().values():
        assert f"| {kind.code} | {kind.severity} | {kind.message.en} | {kind.advice.en} |" in text


def test_chinese_sentences_are_free_of_jargon() -> None:
    for name, kind in problem_kinds().items():
        said = kind.message.zh + kind.advice.zh
        assert not re.search("Deflate|XFA|文字层|解码|页面目录|自相矛盾", said), name
