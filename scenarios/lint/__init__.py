"""What is wrong with a practice conversation, before anyone meets it, in sentences for its author.

`lint(definition)` reads the shape of a scenario file or of a released version. Errors stop a release, warnings are read
and may stay, notes are for thought. Plain Python: no database, no clock, the same answer every time.
"""

from .checking import lint, scored
from .findings import RULES, SEVERITIES, Finding, Rule

__all__ = ["RULES", "SEVERITIES", "Finding", "Rule", "lint", "scored"]
