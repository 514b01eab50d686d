"""Puts the families of rules together: what must be there first, then the way through, then the words."""

from collections.abc import Collection

from .exploring import explore
from .findings import SEVERITIES, Finding
from .frame import check_frame, check_keys, check_names
from .lines import check_lines
from .options import check_options
from .passing import check_passing
from .rows import Row
from .samples import Scorer, check_as_scored, check_samples, scored
from .sheet import check_facts, check_gates, check_must_not, check_rubric
from .sketch import sketch
from .steps import check_steps
from .ways import check_ways
from .wording import check_grade, check_media, check_words


def lint(definition: Row, *, words: Collection[str] | None = None, scorer: Scorer | None = scored) -> list[Finding]:
    """Everything that is wrong, errors first, then warnings, then notes.

    `definition` has the types of a scenario file; it may be unfinished. `words`: the keys of the district's words, None
    when they are not known (then no word is unknown). `scorer` looks at the sample replies; None leaves that out.
    """
    whole = [
        *check_frame(definition),
        *check_keys(definition),
        *check_names(definition),
        *check_facts(definition),
        *check_must_not(definition),
        *check_gates(definition),
        *check_rubric(definition),
        *check_steps(definition),
        *check_samples(definition),
        *check_media(definition),
    ]
    script = sketch(definition)
    walk = explore(script)
    found = [*whole, *check_ways(definition, script, walk), *check_lines(script, walk)]
    found += check_passing(script, walk)
    found += check_options(definition)
    found += check_grade(definition)
    if words is not None:
        found += check_words(definition, words)
    if scorer and not any(each.severity == "error" for each in whole):
        found += check_as_scored(definition, scorer)
    return sorted(dict.fromkeys(found), key=lambda each: SEVERITIES.index(each.severity))
