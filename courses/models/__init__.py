from courses.models.active_time import ActiveTime
from courses.models.activity import (
    Activity,
    ActivityVersion,
    LessonActivity,
    ObservedCallActivity,
    QuizActivity,
    SessionActivity,
    SurveyActivity,
)
from courses.models.attempt import Answer, Attempt
from courses.models.bulk_release import BulkRelease, BulkReleasePart
from courses.models.course import Change, Course, CourseEdition, EditionItem
from courses.models.draft import Draft
from courses.models.enrollment import Enrollment, EnrollmentItem
from courses.models.equivalency import Equivalency
from courses.models.evidence import Evidence
from courses.models.objective_link import CourseObjective
from courses.models.observed import ObservedCall
from courses.models.outcome import Outcome
from courses.models.past_import import PastImport
from courses.models.prior_claim import PriorClaim
from courses.models.problem import ProblemReport
from courses.models.question import (
    MatchQuestion,
    MultipleChoiceQuestion,
    OrderQuestion,
    Question,
    ShortTextQuestion,
    SingleChoiceQuestion,
)
from courses.models.quote import Quote
from courses.models.referral import Referral
from courses.models.session import Session, SignUp

# Pages last: they name the records above.
from courses.pages.course import CoursePage  # isort: skip
from courses.pages.index import CourseIndexPage  # isort: skip
from courses.pages.lesson import LessonPage  # isort: skip
from courses.pages.off_screen import ObservedCallPage, SessionPage  # isort: skip
from courses.pages.quiz import QuizPage  # isort: skip
from courses.pages.survey import SurveyPage  # isort: skip

__all__ = [
    "ActiveTime",
    "Activity",
    "ActivityVersion",
    "Answer",
    "Attempt",
    "BulkRelease",
    "BulkReleasePart",
    "Change",
    "Course",
    "CourseEdition",
    "CourseIndexPage",
    "CourseObjective",
    "CoursePage",
    "Draft",
    "EditionItem",
    "Enrollment",
    "EnrollmentItem",
    "Equivalency",
    "Evidence",
    "LessonActivity",
    "LessonPage",
    "MatchQuestion",
    "MultipleChoiceQuestion",
    "ObservedCall",
    "ObservedCallActivity",
    "ObservedCallPage",
    "OrderQuestion",
    "Outcome",
    "PastImport",
    "PriorClaim",
    "ProblemReport",
    "Question",
    "QuizActivity",
    "QuizPage",
    "Quote",
    "Referral",
    "Session",
    "SessionActivity",
    "SessionPage",
    "ShortTextQuestion",
    "SignUp",
    "SingleChoiceQuestion",
    "SurveyActivity",
    "SurveyPage",
]
