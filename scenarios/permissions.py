"""Who may do what with conversations, as one-line predicates and the lookups that keep to them."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from courses.models import Attempt
from courses.permissions import mine
from people.permissions import has_role, role_required, same_person
from scenarios.admissions import admission_of, is_outsider
from scenarios.models import NEW_EYES, MarkingTask, ScenarioActivity

marker_required = role_required("marker")
trainer_required = role_required("trainer")
agreement_required = role_required("marker", "trainer", "hr")
markers_required = role_required("trainer", "hr")


def desk_required(view):
    """Markers, administrators, and the outsider who was named for disputes."""

    @login_required
    @wraps(view)
    def checked(request, *args, **kwargs):
        person = request.user
        if not has_role(person, "admin", "marker") and not is_outsider(person, timezone.localdate()):
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def may_see_markers(person) -> bool:
    return has_role(person, "admin", "trainer", "hr")


def may_admit(actor) -> bool:
    return has_role(actor, "admin")


def may_agree_to_lower(actor) -> bool:
    """And may have replies looked at again at all."""
    return has_role(actor, "admin", "trainer")


def scores_explained_to(person):
    """Whose scores this person may have explained: their own, for staff those that are settled.

    Whoever could still score a reply must not read what others gave, nor who wrote it: to them, human resources and
    administrators too, the conversation stays closed until that score is in. Not the other way round (who has read it
    may not score it): in a small district nobody would be left to score, and so it only takes a while longer.
    """
    scored = Attempt.objects.assessed().filter(activity__in=ScenarioActivity.objects.values("pk"))
    scored = scored.filter(handed_in_at__isnull=False)
    scored = scored.exclude(moves__marking__in=could_take(person))
    if has_role(person, "hr", "admin"):
        return scored
    own = mine(person)
    if not has_role(person, "trainer", "marker"):
        return scored.filter(own)
    settled = scored.filter(scored_at__isnull=False)
    if has_role(person, "marker"):
        settled = settled.exclude(moves__marking__in=MarkingTask.objects.waiting())
    if not has_role(person, "trainer"):
        settled = settled.filter(moves__scores__marker__in=same_person(person))
    return scored.filter(own | Q(pk__in=settled.values("pk")))


def conversations_of(person):
    """This person's own attempts at scenarios: the only ones that any page of the learner's may open."""
    return Attempt.objects.filter(mine(person), activity__in=ScenarioActivity.objects.values("pk"))


def practice_of(person):
    return conversations_of(person).filter(mode=Attempt.Mode.PRACTICE)


def replies_to_score(person):
    """What this marker may open: assessed, handed in, and not their own; of the outsider second looks alone."""
    found = MarkingTask.objects.open_to(person).filter(move__attempt__mode=Attempt.Mode.ASSESSED)
    return found if has_role(person, "admin", "marker") else found.filter(slot__in=NEW_EYES)


def could_take(person):
    """What waits for a score that this person may give. An administrator marks once they are admitted."""
    on = timezone.localdate()
    marks = has_role(person, "marker") or is_outsider(person, on)
    if marks or (has_role(person, "admin") and admission_of(person, on) is not None):
        return replies_to_score(person).waiting().new_to(person)
    return MarkingTask.objects.none()


def practice_library():
    """Every released scenario. One that a course scores keeps its strong sample closed (`deciding.sample_rule`)."""
    return ScenarioActivity.objects.released()
