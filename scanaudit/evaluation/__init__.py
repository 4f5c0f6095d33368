"""How right is it? Page facts against labels made by eye or by the sample generator."""

from scanaudit.evaluation.evaluate import Evaluation, evaluate, score

__all__ = ["Evaluation", "evaluate", "score"]
