"""The tree of units, walked in Python: a district has dozens of units, so one query brings them all."""

from collections import defaultdict

from people.models import Unit


def below(unit_ids: set[int]) -> set[int]:
    """These units and all that stand under them, by id. One query."""
    return _below(unit_ids, _parents())


def part_of_district(unit: Unit | None, *, alone: bool = False) -> set[int] | None:
    """This unit and all that stand under it; None when that leaves nothing of the district out. One query or none.

    `alone`: without those under it.
    """
    if unit is None:
        return None
    if alone:
        return {unit.pk}
    parents = _parents()
    found = _below({unit.pk}, parents)
    return None if len(found) == len(parents) else found


def _parents() -> dict[int, int | None]:
    return dict(Unit.objects.values_list("pk", "parent_id").order_by())


def _below(unit_ids: set[int], parents: dict[int, int | None]) -> set[int]:
    children = defaultdict(list)
    for pk, parent in parents.items():
        children[parent].append(pk)
    found, ahead = set(), list(unit_ids)
    while ahead:
        pk = ahead.pop()
        if pk not in found:
            found.add(pk)
            ahead += children[pk]
    return found
