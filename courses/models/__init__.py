from courses.models.activity import Activity, ActivityVersion, LessonActivity, QuizActivity, SurveyActivity
from courses.models.attempt import Answer, Attempt
from courses.models.course import Change, Course, CourseEdition, EditionItem
from courses.models.draft import Draft
from courses.models.enrollment import Enrollment, EnrollmentItem
from courses.models.evidence import Evidence
from courses.models.problem import ProblemReport

__all__ = [
    "Activity",
    "ActivityVersion",
    "Answer",
    "Attempt",
    "Change",
    "Course",
    "CourseEdition",
    "Draft",
    "EditionItem",
    "Enrollment",
    "EnrollmentItem",
    "Evidence",
    "LessonActivity",
    "ProblemReport",
    "QuizActivity",
    "SurveyActivity",
]
