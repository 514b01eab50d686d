"""Who may do what with conversations, as one-line predicates and the lookups that keep to them."""

from courses.models import Attempt
from courses.permissions import mine
from people.permissions import role_required
from scenarios.models import MarkingTask, ScenarioActivity

marker_required = role_required("marker")


def conversations_of(person):
    """This person's own attempts at scenarios: the only ones that any page of the learner's may open."""
    return Attempt.objects.filter(mine(person), activity__in=ScenarioActivity.objects.values("pk"))


def practice_of(person):
    return conversations_of(person).filter(mode=Attempt.Mode.PRACTICE)


def replies_to_score(person):
    """What this marker may open: assessed, handed in, and not their own."""
    return MarkingTask.objects.open_to(person).filter(move__attempt__mode=Attempt.Mode.ASSESSED)


def practice_library():
    """Every released scenario. One that a course scores keeps its strong sample closed (`deciding.sample_rule`)."""
    return ScenarioActivity.objects.released()
