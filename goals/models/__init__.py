from goals.models.plan import GoalArea, Objective, Plan
from goals.models.rubric import Rubric, RubricVersion
from goals.models.standard import Standard, StandardVersion
from goals.models.word import Word

__all__ = ["GoalArea", "Objective", "Plan", "Rubric", "RubricVersion", "Standard", "StandardVersion", "Word"]
