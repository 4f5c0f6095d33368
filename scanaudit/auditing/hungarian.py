"""The assignment of rows to columns with the least total cost (Kuhn 1955, Munkres 1957; O(n³) form with
potentials after Jonker and Volgenant 1987).
"""

from __future__ import annotations

from collections.abc import Sequence

_FAR = float("inf")


def least_cost(table: Sequence[Sequence[float]], refuse: float) -> dict[int, int]:
    """Column of each row. A row is left out rather than put where it costs ``refuse`` or more.

    >>> least_cost([[4, 1], [2, 0]], 100)
    {0: 1, 1: 0}
    >>> least_cost([[4, 1], [2, 0], [9, 9]], 100)
    {0: 1, 1: 0}
    """
    rows, columns = len(table), len(table[0]) if table else 0
    if not rows or not columns:
        return {}
    size = max(rows, columns)
    square = [[table[r][c] if r < rows and c < columns else refuse for c in range(size)] for r in range(size)]
    row_of = _solve(square)
    pairs = {row_of[c]: c for c in range(columns) if row_of[c] < rows}
    return {r: pairs[r] for r in sorted(pairs) if table[r][pairs[r]] < refuse}


def _solve(square: Sequence[Sequence[float]]) -> list[int]:
    """Row of each column of a square table."""
    work = _Work(square)
    for row in range(work.size):
        work.place(row)
    return work.row_of[: work.size]


class _Work:
    """Potentials and the assignment so far; column ``size`` is the virtual start of every path."""

    def __init__(self, square: Sequence[Sequence[float]]) -> None:
        self.square, self.size = square, len(square)
        self.row_of = [-1] * (self.size + 1)
        self.u, self.v = [0.0] * self.size, [0.0] * (self.size + 1)

    def place(self, row: int) -> None:
        """Give ``row`` a column along a shortest augmenting path."""
        self.row_of[self.size] = row
        way, column = self._path()
        while column != self.size:
            self.row_of[column], column = self.row_of[way[column]], way[column]

    def _path(self) -> tuple[list[int], int]:
        least, used = [_FAR] * self.size, [False] * (self.size + 1)
        way, column = [self.size] * self.size, self.size
        while self.row_of[column] != -1:
            used[column] = True
            row = self.row_of[column]
            for c in range(self.size):
                reduced = self.square[row][c] - self.u[row] - self.v[c]
                if not used[c] and reduced < least[c]:
                    least[c], way[c] = reduced, column
            column = min((c for c in range(self.size) if not used[c]), key=least.__getitem__)
            self._shift(least, used, least[column])
        return way, column

    def _shift(self, least: list[float], used: list[bool], delta: float) -> None:
        for c in range(self.size + 1):
            if used[c]:
                self.u[self.row_of[c]] += delta
                self.v[c] -= delta
            elif c < self.size:
                least[c] -= delta
