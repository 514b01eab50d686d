"""What a lesson is made of. Every block knows how it is edited (Wagtail) and what a release makes of it (`release`)."""

from courses.blocks.lesson import LessonBody
from courses.blocks.outline import Outline
from courses.blocks.questions import QuestionOptions, QuizDraw, SurveyQuestions

__all__ = ["LessonBody", "Outline", "QuestionOptions", "QuizDraw", "SurveyQuestions"]
