"""Whose thing is this? Everything a learner opens is looked up among their own, so another's is a 404."""

from django.db.models import Q

from people.permissions import has_role, is_supervisor_of, may_manage_people, same_person


def mine(person, prefix: str = "") -> Q:
    """Rows of this person and of records merged into theirs, without a query of its own: `filter(mine(user))`.

    Of a record that was merged itself, the keeper's whole set: an old round and what is shown now are one person's.
    A subquery, not an OR over a join: the database then finds the few ids first and the rows by their index.
    """
    if person.merged_into_id is None and getattr(person, "keeps_others", True) is False:
        return Q(**{f"{prefix}person": person.pk})  # whoever is signed in, nearly always
    return Q(**{f"{prefix}person__in": same_person(person)})


def may_refer(actor, person, on) -> bool:
    """Supervisors their own people, human resources everyone; nobody themselves."""
    return actor.pk != person.pk and (may_manage_people(actor) or is_supervisor_of(actor, person, on))


def may_run(person, session) -> bool:
    """Take the list of a session, show its code, call it off: who leads it, trainers and HR."""
    return session.facilitator_id == person.pk or may_plan_sessions(person)


def may_plan_sessions(person) -> bool:
    return has_role(person, "trainer", "hr", "admin")


def may_sign_off(actor, person, on) -> bool:
    """Only the person's own supervisor, or a trainer; nobody their own call."""
    own = actor.pk in person.same_person_ids()
    return not own and (has_role(actor, "trainer") or is_supervisor_of(actor, person, on))


def may_decide_prior(actor, person, on) -> bool:
    """The supervisor of that day, or HR; nobody their own learning."""
    own = actor.pk in person.same_person_ids()
    return not own and (has_role(actor, "hr", "admin") or is_supervisor_of(actor, person, on))


def may_join(course) -> bool:
    """May people start a round of this course by themselves?"""
    return course.self_enrollment and course.newest_id is not None
