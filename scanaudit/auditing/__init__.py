"""From page facts to a verdict, step by step: materials, assignment, judgement, wording, verdict."""
