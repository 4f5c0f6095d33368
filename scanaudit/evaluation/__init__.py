"""How right is it? Page facts against labels made by eye or by the sample generator."""

from scanaudit.evaluation.evaluate import Evaluation, evaluate, score
from scanaudit.evaluation.looks import MarksEvaluation, evaluate_marks

__all__ = ["Evaluation", "MarksEvaluation", "evaluate", "evaluate_marks", "score"]
