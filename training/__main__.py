"""``python -m training STEP``: make the networks of marks and the model of wording (training/README.md)."""

from __future__ import annotations

import argparse
import random
from pathlib import Path


def main() -> None:
    """Parse the command line and do one step."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    draw = steps.add_parser("draw", help="draw the pools that pages are composed of")
    draw.add_argument("--sources", type=Path, help="folder of unpacked npm packages with fonts and strokes")
    draw.add_argument("--real", type=Path, help="labelled folder whose training half lends mark-free areas")
    draw.add_argument(
        "--elsewhere", type=Path, help="folder of unpacked packages with pictures and icons that others made"
    )
    draw.add_argument("--seed", type=int, default=1)
    draw.add_argument("--size", type=int, default=400)
    draw.add_argument(
        "--further", action="store_true", help="with the verifier's further hands and ornaments"
    )
    draw.add_argument("--out", type=Path, required=True)
    learn = steps.add_parser("learn", help="learn from pools")
    learn.add_argument("pools", type=Path, nargs="+")
    learn.add_argument("--minutes", type=float, default=55)
    learn.add_argument("--steps", type=int, default=10**9)
    learn.add_argument("--batch", type=int, default=16)
    learn.add_argument("--threads", type=int, default=1)
    learn.add_argument("--workers", type=int, default=1)
    learn.add_argument("--device", default="cpu")
    learn.add_argument("--peak", type=float, default=2.5e-3, help="learning rate at its highest")
    learn.add_argument("--start", type=Path, help="an exported network to learn on from")
    learn.add_argument("--seed", type=int, default=1)
    learn.add_argument("--out", type=Path, required=True)
    export = steps.add_parser("export", help="write the ONNX file of a checkpoint")
    export.add_argument("folder", type=Path)
    export.add_argument("--out", type=Path, required=True)
    mean = steps.add_parser("mean", help="write the ONNX file whose weights are the means of two files'")
    mean.add_argument("one", type=Path)
    mean.add_argument("other", type=Path)
    mean.add_argument("--out", type=Path, required=True)
    closeups = steps.add_parser("closeups", help="draw the close-ups that the verifier learns from")
    closeups.add_argument(
        "--sources", type=Path, help="folder of unpacked npm packages with fonts and strokes"
    )
    closeups.add_argument(
        "--real", type=Path, help="labelled folder whose training half lends mark-free areas"
    )
    closeups.add_argument(
        "--elsewhere", type=Path, help="folder of unpacked packages with pictures and icons that others made"
    )
    closeups.add_argument("--seed", type=int, default=1)
    closeups.add_argument("--sheets", type=int, default=200, help="backgrounds, each of five pages")
    closeups.add_argument(
        "--size", type=int, default=200, help="of the pools of seals, hands and look-alikes"
    )
    closeups.add_argument("--out", type=Path, required=True)
    verifier = steps.add_parser("verifier", help="learn the verifier from close-ups and write its ONNX file")
    verifier.add_argument("closeups", type=Path, nargs="+")
    verifier.add_argument("--steps", type=int, default=6000)
    verifier.add_argument("--batch", type=int, default=64)
    verifier.add_argument("--threads", type=int, default=1)
    verifier.add_argument("--peak", type=float, default=3e-3, help="learning rate at its highest")
    verifier.add_argument("--start", type=Path, help="an exported verifier to learn on from")
    verifier.add_argument(
        "--width",
        type=int,
        help="channels of the first layer; the file's to twice as many where there is one",
    )
    verifier.add_argument("--seed", type=int, default=1)
    verifier.add_argument("--out", type=Path, required=True)
    validation = steps.add_parser("validation", help="write the labelled validation set")
    validation.add_argument("--sources", type=Path)
    validation.add_argument("--seed", type=int, default=7301)
    validation.add_argument(
        "--first", type=int, default=400, help="number of the first page; those before are for tuning"
    )
    validation.add_argument("--count", type=int, default=1500)
    validation.add_argument("--out", type=Path, required=True)
    bare = steps.add_parser(
        "bare", help="write the held-out half of what others made, labelled as without a mark"
    )
    bare.add_argument("--elsewhere", type=Path, required=True)
    bare.add_argument("--out", type=Path, required=True)
    words = steps.add_parser("words", help="make the list of words that decide between readings of seals")
    words.add_argument("dictionary", type=Path, help="jieba's dict.txt")
    words.add_argument("--out", type=Path, required=True)
    wording = steps.add_parser(
        "wording", help="learn what pages' wording says of their kind, and write the model"
    )
    wording.add_argument("--sets", nargs="*", default=[], help="of other offices' layouts to learn from")
    wording.add_argument("--seed", type=int, default=100, help="of the first applicant")
    wording.add_argument("--count", type=int, default=8, help="applicants a notice in each set")
    wording.add_argument("--out", type=Path, required=True)
    weigh = steps.add_parser("weigh", help="fit the weights of rules against network on labelled folders")
    weigh.add_argument("folders", type=Path, nargs="+")
    args = parser.parse_args()
    done = {
        "draw": _draw,
        "learn": _learn,
        "export": _export,
        "mean": _mean,
        "closeups": _closeups,
        "verifier": _verifier,
        "validation": _validation,
        "bare": _bare,
        "words": _words,
        "wording": _wording,
        "weigh": _weigh,
    }
    try:
        done[args.step](args)
    except FileNotFoundError as error:
        raise SystemExit(f"python -m training {args.step}: {error}") from error


def _draw(args: argparse.Namespace) -> None:
    from training import pools
    from training.elsewhere import Elsewhere
    from training.sources import Sources

    elsewhere = None if args.elsewhere is None else Elsewhere(args.elsewhere)
    sources = Sources(args.sources, further=args.further)
    drawn = pools.draw(sources, args.real, args.seed, args.size)
    if args.further:
        drawn = pools.widened(drawn, sources, args.size, random.Random(f"widened/{args.seed}"))
    if elsewhere is not None:
        drawn = pools.enriched(drawn, elsewhere, random.Random(f"enriched/{args.seed}"))
    pools.save(drawn, args.out)


def _learn(args: argparse.Namespace) -> None:
    import torch

    from training import pools
    from training.learn import Plan, learn

    torch.set_num_threads(args.threads)
    plan = Plan(
        args.minutes * 60,
        args.steps,
        args.batch,
        args.workers,
        args.seed,
        args.device,
        args.peak,
        args.start,
    )
    learn(pools.joined([pools.read(path) for path in args.pools]), plan, args.out)


def _export(args: argparse.Namespace) -> None:
    from training.export import difference, export, load

    model = load(args.folder)
    print("sha256", export(model, args.out))
    print("largest difference", difference(model, args.out))


def _mean(args: argparse.Namespace) -> None:
    from training.export import mean

    print("sha256", mean(args.one, args.other, args.out))


def _closeups(args: argparse.Namespace) -> None:
    from training import closeups
    from training.elsewhere import Elsewhere
    from training.sources import Sources

    elsewhere = None if args.elsewhere is None else Elsewhere(args.elsewhere)
    sources = Sources(args.sources, further=True)
    drawn = closeups.draw(sources, args.real, args.seed, args.sheets, args.size, elsewhere)
    closeups.save(drawn, args.out)


def _verifier(args: argparse.Namespace) -> None:
    import torch

    from training import closeups
    from training.verifying import Plan, difference, export, learn

    torch.set_num_threads(args.threads)
    plan = Plan(args.steps, args.batch, args.seed, args.peak, args.start, args.width)
    model = learn(closeups.read(args.closeups), plan, lambda so_far: export(so_far, args.out))
    print("sha256", export(model, args.out))
    print("largest difference", difference(model, args.out))


def _validation(args: argparse.Namespace) -> None:
    from training import validation
    from training.sources import Sources

    validation.write(args.out, Sources(args.sources, held_out=True), args.seed, args.count, args.first)


def _bare(args: argparse.Namespace) -> None:
    from training.elsewhere import Elsewhere

    print(Elsewhere(args.elsewhere, held_out=True).write(args.out), "pictures")


def _words(args: argparse.Namespace) -> None:
    from training import words

    print(words.write(args.dictionary, args.out), "words")


def _wording(args: argparse.Namespace) -> None:
    from training import wording

    drawn = list(wording.pages(range(args.seed, args.seed + args.count), args.sets))
    print(f"{len(drawn)} pages; {wording.learn(drawn, args.out)}")


def _weigh(args: argparse.Namespace) -> None:
    from training.weigh import fit, observe

    seen = [observe(folder) for folder in args.folders]
    for kind, index in (("seals", 0), ("signatures", 1)):
        print(kind, fit([one for folder in seen for one in folder[index]]))


if __name__ == "__main__":
    main()
