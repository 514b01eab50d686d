"""Pages: what trainers write. A page is a draft; a release makes what learners see.

`courses.models` comes first, so that either package may be imported before the other.
"""

import courses.models  # noqa: F401
from courses.pages.activity import ActivityPage
from courses.pages.base import StudioPage
from courses.pages.course import CoursePage
from courses.pages.index import CourseIndexPage
from courses.pages.lesson import LessonPage
from courses.pages.quiz import QuizPage
from courses.pages.survey import SurveyPage

__all__ = ["ActivityPage", "CourseIndexPage", "CoursePage", "LessonPage", "QuizPage", "StudioPage", "SurveyPage"]
