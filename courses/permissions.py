"""Whose thing is this? Everything a learner opens is looked up among their own, so another's is a 404."""

from django.db.models import Q

from people.models import Person


def mine(person, prefix: str = "") -> Q:
    """Rows of this person and of records merged into theirs, without a query of its own: `filter(mine(user))`.

    A subquery, not an OR over a join: the database then finds the few ids first and the rows by their index.
    """
    numbers = Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person.pk)).order_by().values("pk")
    return Q(**{f"{prefix}person__in": numbers})


def may_join(course) -> bool:
    """May people start a round of this course by themselves?"""
    return course.self_enrollment and course.newest_id is not None
