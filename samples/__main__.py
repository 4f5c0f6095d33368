"""``python -m samples dossier|pages``: render sample dossiers and labelled evaluation pages."""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    """Parse the command line and render."""
    from samples.dossier import dossier, fault_names
    from samples.evaluation import write_pages
    from samples.plans import FAULTY, PLANS

    parser = argparse.ArgumentParser(prog="python -m samples", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("dossier", help="one dossier for a notice")
    one.add_argument("--notice", required=True, choices=sorted(PLANS))
    one.add_argument("--seed", type=int, default=1)
    one.add_argument(
        "--faults",
        default="",
        help="names separated by commas, 'committed' for the committed faulty dossier's, or 'list'",
    )
    one.add_argument("--out", type=Path)
    many = commands.add_parser("pages", help="labelled single pages with graded faults")
    many.add_argument("--seed", type=int, default=1)
    many.add_argument("--count", type=int, default=200)
    many.add_argument("--out", type=Path, required=True)
    commands.add_parser("committed", help="the eight committed dossiers").add_argument(
        "--out", type=Path, default=Path("samples/dossiers")
    )
    args = parser.parse_args()
    if args.command == "pages":
        write_pages(args.out, args.seed, args.count)
    elif args.command == "committed":
        for notice, names in FAULTY.items():
            dossier(notice).write(args.out / notice / "complete")
            dossier(notice, faults=names).write(args.out / notice / "faulty")
    elif args.faults == "list" or args.out is None:
        for name in fault_names(args.notice):
            fault = PLANS[args.notice][1][name]
            print(f"{name:32} {fault.requirement:8} {fault.what}")
    else:
        names = (
            FAULTY[args.notice] if args.faults == "committed" else tuple(filter(None, args.faults.split(",")))
        )
        dossier(args.notice, args.seed, names).write(args.out)


if __name__ == "__main__":
    main()
