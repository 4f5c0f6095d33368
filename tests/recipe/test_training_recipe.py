"""The whole recipe at toy size: draw, learn, go on, export, compare, and the validation set's labels."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training recipe needs torch (training/requirements.txt)")

from scanaudit.evaluation.labels import read_labels  # noqa: E402
from training import batches, closeups, compose, hands, pools, validation, verifying, wording  # noqa: E402
from training.elsewhere import Elsewhere  # noqa: E402
from training.export import difference, export, load, mean  # noqa: E402
from training.learn import Plan, learn, loss  # noqa: E402
from training.network import CLASSES, STRIDE, Detector  # noqa: E402
from training.page import Mark, Page  # noqa: E402
from training.printed import LONG_SIDE  # noqa: E402
from training.restart import restart, unfolded, width_of  # noqa: E402
from training.sources import Sources  # noqa: E402
from training.verifier import WIDTH, Verifier  # noqa: E402
from training.verifier import loss as verifiers_loss  # noqa: E402
from training.widening import wider  # noqa: E402


@pytest.fixture(scope="module")
def drawn() -> compose.Pools:
    return pools.draw(Sources(None), None, seed=1, size=4)


def test_the_recipe_runs_from_pools_to_a_file_that_tells_the_same(
    drawn: compose.Pools, tmp_path: Path
) -> None:
    pools.save(drawn, tmp_path / "pools.pickle")
    read = pools.joined([pools.read(tmp_path / "pools.pickle")] * 2)
    assert len(read.seals) == 2 * len(drawn.seals)
    learn(read, Plan(seconds=600, steps=1, batch=2, workers=0), tmp_path / "run")
    learn(read, Plan(seconds=600, steps=2, batch=2, workers=0), tmp_path / "run")
    model = load(tmp_path / "run")
    digest = export(model, tmp_path / "detector.onnx")
    assert len(digest) == 64
    assert (tmp_path / "detector.onnx").stat().st_size < 3_000_000
    assert difference(model, tmp_path / "detector.onnx") < 1e-4
    again = restart(tmp_path / "detector.onnx", torch.rand(4, 3, 160, 160))
    assert difference(again, tmp_path / "detector.onnx") < 1e-4
    mean(tmp_path / "detector.onnx", tmp_path / "detector.onnx", tmp_path / "mean.onnx")
    assert difference(model, tmp_path / "mean.onnx") < 1e-4


def test_the_same_seed_draws_the_same_pages(drawn: compose.Pools) -> None:
    again = pools.draw(Sources(None), None, seed=1, size=4)
    assert all(np.array_equal(a[0], b[0]) for a, b in zip(drawn.seals, again.seals, strict=True))
    one, other = (
        compose.compose(p.backgrounds[0], p, random.Random(5), bare=False, sides=(600, 700))
        for p in (drawn, again)
    )
    assert np.array_equal(one.pixels, other.pixels)
    assert [m.box for m in one.marks] == [m.box for m in other.marks]


def test_a_turned_window_has_a_turned_target() -> None:
    pixels = np.full((batches.WINDOW, batches.WINDOW, 3), 255, np.uint8)
    pixels[100:140, 40:240] = 0
    corners = np.array([(40, 100), (240, 100), (240, 140), (40, 140)], np.float32)
    page = Page(pixels, [Mark(1, corners)])
    rng = random.Random(1)
    for _ in range(12):
        seen, target = batches.window(page, rng)
        rows, columns = np.nonzero(target.likelihood[1] > 0.999)
        reach = target.reach[4:8, rows[0], columns[0]]
        x, y = (columns[0] + 0.5) * STRIDE, (rows[0] + 0.5) * STRIDE
        ys, xs = np.nonzero(seen.min(axis=0) == 0)
        told = (x - reach[0], y - reach[1], x + reach[2], y + reach[3])
        assert told == pytest.approx((xs.min(), ys.min(), xs.max() + 1, ys.max() + 1), abs=1.5)


def test_loss_falls_where_the_answer_is_right() -> None:
    cells = batches.WINDOW // STRIDE
    page = Page(
        np.full((batches.WINDOW, batches.WINDOW, 3), 255, np.uint8),
        [Mark(0, np.array([(96, 96), (200, 200)], np.float32))],
    )
    _, target = batches.window(page, random.Random(2))
    parts = [
        torch.from_numpy(p)[None] for p in (target.likelihood, target.weight, target.reach, target.answers)
    ]
    right = torch.full((1, 5 * len(CLASSES), cells, cells), -9.0)
    right[:, : len(CLASSES)][parts[0] > 0.999] = 9.0
    right[:, len(CLASSES) :] = torch.clamp(parts[2], min=1)
    wrong = right.clone()
    wrong[:, : len(CLASSES)] *= -1
    assert sum(map(float, loss(right, parts))) < 0.01 < sum(map(float, loss(wrong, parts)))


def test_unknown_areas_teach_nothing() -> None:
    page = Page(
        np.full((batches.WINDOW, batches.WINDOW, 3), 255, np.uint8), [], [((-100, -100, 600, 600), (0,))]
    )
    _, target = batches.window(page, random.Random(3))
    assert target.weight[0].max() == 0
    assert target.weight[1].min() == 1


def test_of_the_lookalikes_half_are_of_what_others_made_and_of_the_backgrounds_a_fifth(
    drawn: compose.Pools, folder: Path
) -> None:
    enriched = pools.enriched(drawn, Elsewhere(folder), random.Random(4))
    strange = enriched.lookalikes[len(drawn.lookalikes) :]
    assert {what for what, _ in strange} == {"sign", "cutting", "chart"}
    assert 2 * len(strange) == len(enriched.lookalikes)
    sheets = enriched.backgrounds[len(drawn.backgrounds) :]
    assert 5 * len(sheets) == len(enriched.backgrounds) > 0
    assert {max(sheet.pixels.shape) for sheet in sheets} == {LONG_SIDE}


def test_closeups_with_what_others_made_are_the_same_for_the_same_seed(folder: Path) -> None:
    sources = Sources(None, further=True)
    one, other = (
        closeups.draw(sources, None, seed=1, sheets=3, size=4, elsewhere=Elsewhere(folder)) for _ in range(2)
    )
    assert one.keys() == other.keys()
    assert all(np.array_equal(one[name].pixels, other[name].pixels) for name in one)


def test_the_verifiers_recipe_runs_from_closeups_to_a_file_that_tells_the_same(tmp_path: Path) -> None:
    drawn = [closeups.draw(Sources(None, further=True), None, seed=1, sheets=2, size=4) for _ in range(2)]
    assert all(np.array_equal(drawn[0][name].pixels, drawn[1][name].pixels) for name in closeups.SHAPES)
    closeups.save(drawn[0], tmp_path / "closeups.npz")
    read = closeups.read([tmp_path / "closeups.npz"] * 2)
    assert all(len(read[name].pixels) == 2 * len(found.pixels) for name, found in drawn[0].items())
    model = verifying.learn(read, verifying.Plan(steps=2, batch=4))
    assert len(verifying.export(model, tmp_path / "verifier.onnx")) == 64
    assert (tmp_path / "verifier.onnx").stat().st_size < 1_000_000
    assert verifying.difference(model, tmp_path / "verifier.onnx") < 1e-2
    again = unfolded(Verifier(), tmp_path / "verifier.onnx", torch.rand(8, 4, 112, 112))
    assert verifying.difference(again, tmp_path / "verifier.onnx") < 1e-2
    for width, wanted in ((None, WIDTH), (WIDTH + 4, WIDTH + 4)):
        plan = verifying.Plan(steps=1, batch=4, start=tmp_path / "verifier.onnx", width=width)
        verifying.export(verifying.learn(read, plan), tmp_path / "on.onnx")
        assert width_of(tmp_path / "on.onnx") == wanted


def test_a_widened_verifier_tells_at_first_what_the_narrow_one_tells(tmp_path: Path) -> None:
    torch.manual_seed(1)
    narrow, windows = Verifier(8).eval(), torch.rand(4, 4, 112, 112)
    wide = wider(narrow, 12).eval()
    with torch.no_grad():
        assert float((narrow(windows) - wide(windows)).abs().max()) < 1e-4
        copies = wide.kind[2].weight[:, :12] - wide.kind[2].weight[:, 24:]
        assert float(copies.abs().min()) > 0, "two copies of one channel would learn the same"
    verifying.export(narrow, tmp_path / "verifier.onnx")
    assert width_of(tmp_path / "verifier.onnx") == 8


@pytest.mark.parametrize("width", [7, 17])
def test_a_verifier_becomes_no_narrower_and_at_most_twice_as_wide(width: int) -> None:
    with pytest.raises(ValueError, match="8 to 16"):
        wider(Verifier(8), width)


def test_weights_are_stored_in_16_bits_and_go_on_from_them(tmp_path: Path) -> None:
    model = Detector()
    model(torch.rand(2, 3, 160, 160))  # so that its normalisations have statistics
    export(model.eval(), tmp_path / "detector.onnx")
    size = (tmp_path / "detector.onnx").stat().st_size
    assert size < 2.2 * sum(value.numel() for value in model.parameters())
    again = restart(tmp_path / "detector.onnx", torch.rand(4, 3, 160, 160)).eval()
    pixels = torch.rand(1, 3, 160, 160)
    with torch.no_grad():
        assert float((model(pixels) - again(pixels)).abs().max()) < 0.05, "boxes are told in pixels"


def test_files_in_32_and_in_16_bits_have_a_mean(tmp_path: Path) -> None:
    model = Detector().eval()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("training.export.halve", lambda path: None)
        export(model, tmp_path / "32.onnx")
    export(model, tmp_path / "16.onnx")
    for one, other in (("32.onnx", "16.onnx"), ("16.onnx", "32.onnx")):
        mean(tmp_path / one, tmp_path / other, tmp_path / "mean.onnx")
        assert difference(model, tmp_path / "mean.onnx") < 1e-4


def test_black_ink_shows_on_red_paper_and_nothing_on_bare_paper() -> None:
    red = np.full((80, 120, 3), (190, 12, 12), np.uint8)
    assert not compose._shows(red, (10, 10, 100, 60))
    red[30:36, 20:90] = 12
    assert compose._shows(red, (10, 10, 100, 60))


def test_harder_pages_are_the_same_for_the_same_seed_and_bear_marks(drawn: compose.Pools) -> None:
    pages = [
        compose.compose(
            drawn.backgrounds[0], drawn, random.Random(4), bare=False, sides=(600, 700), harder=True
        )
        for _ in range(2)
    ]
    assert np.array_equal(pages[0].pixels, pages[1].pixels)
    assert pages[0].marks


def test_jottings_and_careful_hands_leave_ink() -> None:
    rng = random.Random(3)
    for draw in (hands.jottings, hands.careful, lambda _, rng: hands.unreadable(rng)):
        assert all(draw(Sources(None, further=True), rng).max() > 40 for _ in range(8))


def test_a_closeup_is_the_mark_that_it_meets_holds_or_is_a_part_of() -> None:
    mark = Mark(1, np.array([(100, 100), (300, 180)], np.float32))
    page = Page(np.full((400, 600, 3), 255, np.uint8), [mark], [((0, 300, 600, 400), (0, 1))])
    met, around = (104, 96, 296, 184), (80, 60, 340, 220)
    part, beside, unknown, bare = (
        (100, 100, 160, 180),
        (250, 90, 450, 190),
        (100, 310, 200, 350),
        (400, 200, 500, 250),
    )
    for box in (met, around, part):
        yes, weight, truth = closeups._told(page, box)
        assert (yes, weight, truth) == ((0.0, 1.0), (1.0, 1.0), mark.box)
    assert closeups._told(page, beside)[:2] == ((0.0, 0.0), (1.0, 0.0))
    assert closeups._told(page, unknown)[:2] == ((0.0, 0.0), (0.0, 0.0))
    assert closeups._told(page, bare) == ((0.0, 0.0), (1.0, 1.0), None)


def test_the_verifiers_loss_falls_where_kind_and_edges_are_right() -> None:
    truth = torch.tensor([[10.0, 20.0, 90.0, 60.0]] * 2)
    yes, weight = torch.tensor([[1.0, 0.0], [0.0, 0.0]]), torch.tensor([[1.0, 1.0], [1.0, 0.0]])
    right = torch.cat([(yes * 2 - 1) * 9, truth], dim=1)
    wrong = torch.cat([(1 - yes * 2) * 9, truth + 40], dim=1)
    assert sum(map(float, verifiers_loss(right, truth, yes, weight))) < 0.01
    assert all(float(part) > 0.5 for part in verifiers_loss(wrong, truth, yes, weight))
    unknown = right.clone()
    unknown[1, 1] = 9.0
    assert float(verifiers_loss(unknown, truth, yes, weight)[0]) < 0.01


def test_the_verifier_keeps_its_promises() -> None:
    told = Verifier().eval()(torch.rand(3, 4, 80, 192))
    assert told.shape == (3, 2 + 4)
    assert 0 <= float(told[:, :2].min()) <= float(told[:, :2].max()) <= 1


def test_validation_pages_have_labels_that_the_evaluator_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from samples import fonts, signatures

    monkeypatch.setenv("SAMPLES_FONTS", "")
    monkeypatch.setattr(signatures, "sign", signatures.sign)
    sources = Sources(None, held_out=True)
    validation.write(tmp_path, sources, seed=1, count=2)
    validation.write(tmp_path, sources, seed=1, count=3)
    labels = read_labels(tmp_path)
    assert [label.file for label in labels] == ["00000.jpg", "00001.jpg", "00002.jpg"]
    assert all((tmp_path / label.file).exists() for label in labels)
    fonts.faces.cache_clear()


def test_training_never_sees_what_validation_draws_from() -> None:
    rng = random.Random(1)
    names = [{Sources(None, held_out=side).name(rng) for _ in range(300)} for side in (False, True)]
    assert not names[0] & names[1]


def test_the_network_keeps_its_promises() -> None:
    told = Detector().eval()(torch.rand(1, 3, 96, 64))
    assert told.shape == (1, 5 * len(CLASSES), 96 // STRIDE, 64 // STRIDE)
    assert 0 <= float(told[:, : len(CLASSES)].min()) <= float(told[:, : len(CLASSES)].max()) <= 1


def test_the_model_of_wording_is_the_same_for_the_same_pages_and_knows_them_again(tmp_path: Path) -> None:
    told = {
        "labour_contract": "劳动合同甲方乙方期限",
        "award_certificate": "荣誉证书特发此证一等奖",
        "other": "请假条领导批准",
    }
    drawn = [
        wording.Page(kind, f"{kind}/{copy}", 1.0, frozenset(text[i : i + 2] for i in range(len(text) - 1)))
        for kind, text in told.items()
        for copy in range(3)
    ]
    files = [tmp_path / name for name in ("one.npz", "two.npz")]
    assert len({wording.learn(drawn, path, steps=20) for path in files}) == 1
    with np.load(files[0]) as stored:
        assert stored["kinds"].tolist() == sorted(told)
        assert stored["counts"].sum() == len(stored["columns"]) == len(stored["weights"])
        assert "劳动" in stored["runs"].tolist()
        assert len(stored["bias"]) == len(told)
