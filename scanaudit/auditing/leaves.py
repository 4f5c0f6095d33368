"""The leaves of a requirement's evidence: where its tree names page kinds or a set of parts."""

from __future__ import annotations

from scanaudit.notices.model import EveryOf, EvidenceSpec, Kinds, Set

Leaf = Kinds | Set


def leaves(spec: EvidenceSpec | None) -> tuple[Leaf, ...]:
    """The leaves of the tree from left to right."""
    if spec is None:
        return ()
    if isinstance(spec, Kinds | Set):
        return (spec,)
    branches = spec.all_of if isinstance(spec, EveryOf) else spec.any_of
    return tuple(leaf for branch in branches for leaf in leaves(branch))


def leaf_kinds(leaf: Leaf) -> tuple[str, ...]:
    """All kinds that a leaf names."""
    if isinstance(leaf, Kinds):
        return leaf.kinds
    return tuple(dict.fromkeys(kind for kinds in leaf.parts.values() for kind in kinds))
