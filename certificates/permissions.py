"""Who may do what with certificates. The public check needs no permission: that is its purpose."""

from people.permissions import has_role


def may_open(person, credential) -> bool:
    """Its owner, and human resources."""
    return credential.person_id in person.same_person_ids() or may_manage(person)


def may_manage(person) -> bool:
    return has_role(person, "hr", "admin")
