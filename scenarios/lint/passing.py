"""Whether one can pass, whether one can fail, and whether the endings agree with the levels."""

from collections.abc import Iterator

from .exploring import Place, Walk
from .findings import Finding, found
from .sketch import Sketch
from .ways import called


def check_passing(script: Sketch, walk: Walk) -> Iterator[Finding]:
    """Replies can always pass and always not pass, so an end that is a closing reply settles both."""
    closing = [key for key, step in script.steps.items() if step.closing and walk.seen(key)]
    reached = [each for each in script.endings.values() if walk.seen(each.key)]
    if not closing and not reached:
        return  # nobody gets to an end; told as dead ends and loops
    places: set[Place] = {place for each in reached for place in walk.places[each.key]}
    good = {each.key for each in reached if each.good}
    passes = any(place.right and place.key in good for place in places)
    passes = passes or any(place.right for key in closing for place in walk.places[key])
    path = ("endings",) if reached else ("steps",)
    if not passes and not good and not closing:
        said = "None of the endings that can be reached is a good one."
        yield found("no-passing-path", path, said, mend="Mark the ending of a conversation that went well as good.")
    elif not passes:
        said = "There is no way to a good ending with every gate kept and the levels that a pass needs."
        yield found("no-passing-path", path, said)
    if not closing and all(place.right for place in places):
        yield found("all-paths-pass", path, "On every way through, no gate breaks and each level is high enough.")
    if any(step.kind == "reply" for step in script.steps.values()):
        return
    for each in reached:
        if not each.good and any(place.right for place in walk.places[each.key]):
            said = f"The ending {called(each.row)} is not good, and one can come to it with everything right."
            yield found("ending-at-odds", each.path, said)
