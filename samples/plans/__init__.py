"""One plan a notice: what a complete dossier holds, and which faults can be put into it."""

from __future__ import annotations

from collections.abc import Callable

from samples.plan import Fault, Plan
from samples.plans import anhui, jianyang, jiaxing, qiaocheng

PLANS: dict[str, tuple[Callable[[int], Plan], dict[str, Fault]]] = {
    "anhui-2024-engineering": (anhui.plan, anhui.FAULTS),
    "jianyang-2020-engineering": (jianyang.plan, jianyang.FAULTS),
    "qiaocheng-2023-junior": (qiaocheng.plan, qiaocheng.FAULTS),
    "jiaxing-2022-engineering": (jiaxing.plan, jiaxing.FAULTS),
}

FAULTY: dict[str, tuple[str, ...]] = {
    "anhui-2024-engineering": anhui.FAULTY,
    "jianyang-2020-engineering": jianyang.FAULTY,
    "qiaocheng-2023-junior": qiaocheng.FAULTY,
    "jiaxing-2022-engineering": jiaxing.FAULTY,
}
