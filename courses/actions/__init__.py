"""What is done with courses: one verb a function, one transaction each."""

from courses.actions.attempts import discard_practice, open_attempt, open_practice
from courses.actions.drafts import draft_of, drafts_of, drop_draft, save_draft
from courses.actions.enroll import enroll, enroll_many
from courses.actions.hand_in import hand_in, record_better_result, record_result, return_for_revision
from courses.actions.lessons import answer_check, finish_lesson, show_part
from courses.actions.problems import report_problem
from courses.actions.quizzes import hand_in_quiz, hand_in_survey
from courses.actions.refer import put_away, refer, withdraw_referral
from courses.actions.settle import settle_round
from courses.actions.start import start
from courses.actions.take_new import take_new

__all__ = [
    "answer_check",
    "discard_practice",
    "draft_of",
    "drafts_of",
    "drop_draft",
    "enroll",
    "enroll_many",
    "finish_lesson",
    "hand_in",
    "hand_in_quiz",
    "hand_in_survey",
    "open_attempt",
    "open_practice",
    "put_away",
    "record_better_result",
    "record_result",
    "refer",
    "report_problem",
    "return_for_revision",
    "save_draft",
    "settle_round",
    "show_part",
    "start",
    "take_new",
    "withdraw_referral",
]
