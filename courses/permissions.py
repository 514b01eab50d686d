"""Whose thing is this? Everything a learner opens is looked up among their own, so another's is a 404."""

from django.db.models import Q


def mine(person, prefix: str = "") -> Q:
    """Rows of this person and of records merged into theirs, without a query of its own: `filter(mine(user))`."""
    return Q(**{f"{prefix}person": person.pk}) | Q(**{f"{prefix}person__merged_into": person.pk})


def may_join(course) -> bool:
    """May people start a round of this course by themselves?"""
    return course.self_enrollment and course.newest_id is not None
