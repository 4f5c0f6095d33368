"""What others made, as the recipe takes it: which half, as what, and the folder to measure on. Needs no torch."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from scanaudit.evaluation.labels import read_labels
from training import elsewhere
from training.__main__ import main
from training.elsewhere import Elsewhere, NothingFound
from training.halves import is_for_training
from training.page import Pixels

_OURS, _OTHERS = (
    [f"icon-{i}" for i in range(40) if is_for_training(f"set/icon-{i}") == ours] for ours in (True, False)
)


class _Finite(random.Random):
    """Fails instead of being asked for ever."""

    asked = 0

    def choice(self, seq: Any) -> Any:
        self.asked += 1
        assert self.asked < 1000, "asked for ever"
        return super().choice(seq)


def _icons(folder: Path, bodies: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    icons = {name: {"body": body} for name, body in bodies.items()}
    (folder / "icons.json").write_text(json.dumps({"prefix": "set", "width": 16, "icons": icons}))


def test_names_are_halved() -> None:
    assert 70 < sum(is_for_training(f"{i}.jpg") for i in range(200)) < 130


def test_pictures_and_icons_are_halved_and_become_sheets_cuttings_and_signs(folder: Path) -> None:
    Image.fromarray(np.full((400, 500, 3), 90, np.uint8)).save(folder / "stamp.png")
    for half in (Elsewhere(folder), Elsewhere(folder, held_out=True)):
        sheets = half.sheets(700, random.Random(1), 3)
        assert [sheet.pixels.shape for sheet in sheets] == [(560, 700, 3)] * 3
        for what, picture in (*half.cuttings(random.Random(2), 4), *half.signs(random.Random(3), 4)):
            assert picture.shape[2] == 4 and picture[:, :, 3].any(), what
    ours, others = (
        {path.name for path in Elsewhere(folder, held_out=held).pictures} for held in (False, True)
    )
    assert not ours & others and len(ours | others) == 12


def test_the_held_out_half_is_written_with_labels_that_the_evaluator_reads(
    folder: Path, tmp_path: Path
) -> None:
    half = Elsewhere(folder, held_out=True)
    assert half.write(tmp_path / "bare") == len(half.pictures) > 0
    labels = read_labels(tmp_path / "bare")
    assert all((tmp_path / "bare" / label.file).exists() for label in labels)
    assert not any(label.seals or label.signatures for label in labels)


def test_a_written_picture_stays_in_its_series_and_half(folder: Path, tmp_path: Path) -> None:
    half = Elsewhere(folder, held_out=True)
    half.write(tmp_path / "bare")
    again = Elsewhere(tmp_path / "bare", held_out=True)
    assert [path.stem[:8] for path in again.pictures] == [path.stem for path in half.pictures]
    with pytest.raises(NothingFound):
        Elsewhere(tmp_path / "bare")


@pytest.mark.parametrize("bodies", [{}, {_OTHERS[0]: ""}], ids=["no icons", "none of this half"])
def test_a_set_without_icons_of_this_half_lends_none(folder: Path, bodies: dict[str, str]) -> None:
    _icons(folder / "set", bodies)
    assert Elsewhere(folder).signs(_Finite(1), 3) == []
    _icons(folder / "another", {_OURS[0]: '<path d="M2 2h12v12H2z"/>'})
    assert len(Elsewhere(folder).signs(_Finite(1), 3)) == 3


def test_signs_are_of_their_half_only_and_the_same_for_the_same_seed(folder: Path) -> None:
    left, right = '<path d="M0 0h8v16H0z"/>', '<path d="M8 0h8v16H8z"/>'
    _icons(folder / "set", {**dict.fromkeys(_OURS, left), **dict.fromkeys(_OTHERS, right)})
    drawn, again = (Elsewhere(folder).signs(random.Random(5), 12) for _ in range(2))
    assert len(drawn) == 12
    for (what, picture), (_, same) in zip(drawn, again, strict=True):
        assert what == "sign" and np.array_equal(picture, same)
        assert picture[100, 50, 3] and not picture[100, 150, 3]


def test_a_picture_is_looked_at_once_and_opened_when_a_sheet_is_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[Path] = []
    opened: list[Path] = []

    def is_large(path: Path) -> bool:
        looked_at.append(path)
        return True

    def open_(path: Path) -> Pixels:
        opened.append(path)
        return np.zeros((60, 40, 3), np.uint8)

    monkeypatch.setattr(elsewhere, "_is_large", is_large)
    monkeypatch.setattr(elsewhere, "_opened", open_)
    half = Elsewhere(folder)
    half.cuttings(random.Random(1), 2)
    sheets = half.sheets(700, random.Random(1), 5)
    assert len(opened) == 2
    assert next(sheets).pixels.shape == (700, 467, 3)
    assert len(opened) == 3 and len(list(sheets)) == 4
    assert looked_at == list(half.pictures) != []


@pytest.mark.parametrize("name", ["nope", "empty"])
def test_a_folder_in_which_nothing_is_found_is_told_at_once(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingFound, match=name):
        Elsewhere(tmp_path / name)


def test_where_no_picture_is_of_this_half_nothing_is_written(tmp_path: Path) -> None:
    _icons(tmp_path / "icons", {_OTHERS[0]: ""})
    with pytest.raises(NothingFound, match="icons"):
        Elsewhere(tmp_path / "icons", held_out=True).write(tmp_path / "bare")
    assert not (tmp_path / "bare").exists()


@pytest.mark.parametrize("step", ["bare", "draw", "closeups"])
def test_the_command_line_says_in_one_sentence_that_nothing_is_there(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if step != "bare":
        pytest.importorskip("torch", reason="pools and close-ups need torch (training/requirements.txt)")
    monkeypatch.setattr("training.sources.Sources", _never)
    missing, out = tmp_path / "nope", tmp_path / "out"
    monkeypatch.setattr("sys.argv", ["training", step, "--elsewhere", str(missing), "--out", str(out)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert str(missing) in str(ended.value) and "\n" not in str(ended.value)
    assert not out.exists()


def _never(*_: object, **__: object) -> None:
    raise AssertionError("nothing is drawn before a missing folder is told")


def test_a_half_transparent_icon_keeps_its_colour(folder: Path) -> None:
    body = '<path fill="#ff0000" fill-opacity="0.5" d="M2 2h12v12H2z"/>'
    _icons(folder / "set", dict.fromkeys(_OURS, body))
    drawn = [picture[100, 100].tolist() for _, picture in Elsewhere(folder).signs(random.Random(1), 20)]
    own = [pixel for pixel in drawn if tuple(pixel[:3]) not in elsewhere._INKS]
    assert own and all(pixel[:3] == [255, 0, 0] for pixel in own)
    assert all(abs(pixel[3] - 127) < 2 for pixel in own)


@pytest.mark.parametrize(
    ("picture", "name", "seen"),
    [
        (Image.new("RGBA", (400, 500), (200, 0, 0, 0)), "rgba.png", (255, 255, 255)),
        (Image.new("RGBA", (400, 500), (200, 0, 0, 51)), "fifth.png", (244, 204, 204)),
        (Image.new("LA", (400, 500), (90, 0)), "la.png", (255, 255, 255)),
        (Image.new("P", (400, 500)), "palette.png", (255, 255, 255)),
        (Image.fromarray(np.full((500, 400), 200, np.int32)), "eight.tif", (200, 200, 200)),
        (Image.fromarray(np.full((500, 400), 200 * 256 + 9, np.uint16)), "sixteen.png", (200, 200, 200)),
        (Image.new("L", (400, 500), 90), "grey.png", (90, 90, 90)),
    ],
    ids=["clear", "a fifth", "clear grey", "clear palette", "8 bits in 32", "16 bits", "grey"],
)
def test_a_picture_is_opened_on_white_and_in_eight_bits(
    picture: Image.Image, name: str, seen: tuple[int, int, int], tmp_path: Path
) -> None:
    if picture.mode == "P":
        picture.info["transparency"] = 0
    picture.save(tmp_path / name)
    opened = elsewhere._opened(tmp_path / name)
    assert opened is not None and opened.shape == (500, 400, 3)
    assert opened[250, 200].tolist() == list(seen)


def _torn(path: Path) -> None:
    """A picture whose size can be read and whose second half is missing."""
    noise = np.random.default_rng(1).integers(0, 255, (400, 500, 3), np.uint8)
    Image.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("name", ["torn.jpg", "torn.png"])  # of the half that is learnt from
def test_a_torn_picture_is_passed_over(name: str, folder: Path, tmp_path: Path) -> None:
    _torn(folder / name)
    half = Elsewhere(folder)
    assert folder / name in half.pictures
    assert len(half.cuttings(random.Random(1), 60)) == len(list(half.sheets(60, random.Random(1), 60))) == 60
    assert half.write(tmp_path / "bare") == len(half.pictures) - 1
    assert not [label for label in read_labels(tmp_path / "bare") if label.file.startswith("torn")]


def test_where_every_picture_is_torn_nothing_is_drawn_or_written(tmp_path: Path) -> None:
    _torn(tmp_path / "torn.jpg")
    half = Elsewhere(tmp_path)
    assert half.cuttings(random.Random(1), 3) == []
    with pytest.raises(NothingFound):
        half.write(tmp_path / "bare")
    assert not (tmp_path / "bare").exists()
