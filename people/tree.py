"""The tree of units, walked in Python: a district has dozens of units, so one query brings them all."""

from collections import defaultdict

from people.models import Unit


def below(unit_ids: set[int]) -> set[int]:
    """These units and all that stand under them, by id. One query."""
    children = defaultdict(list)
    for pk, parent in Unit.objects.values_list("pk", "parent_id").order_by():
        children[parent].append(pk)
    found, ahead = set(), list(unit_ids)
    while ahead:
        pk = ahead.pop()
        if pk not in found:
            found.add(pk)
            ahead += children[pk]
    return found
