"""What a rule says: where, how grave, what is wrong, why it matters, how to mend it."""

from dataclasses import dataclass

Path = tuple[str | int, ...]
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True)
class Rule:
    """`severity` is the usual one; a rule may be milder in a milder case."""

    slug: str
    severity: str
    why: str
    mend: str


@dataclass(frozen=True)
class Finding:
    """`path` leads into the definition ("steps", 2, "options", 0, "to"): a page makes a panel of it, a file a line."""

    path: Path
    rule: str
    severity: str
    message: str
    why: str = ""
    mend: str = ""


def found(rule: str, path: Path, message: str, *, severity: str = "", mend: str = "") -> Finding:
    """A finding in the words of its rule, where the case has none of its own."""
    known = RULES[rule]
    return Finding(path, rule, severity or known.severity, message, known.why, mend or known.mend)


# In the order in which a reader of the documentation meets them.
_ALL = (
    # --- the way through -------------------------------------------------------------------------------------------
    Rule(
        "dead-end",
        "error",
        "A learner who comes here cannot go on and cannot finish.",
        "Name the step or ending that comes next, and let the last way have no condition.",
    ),
    Rule(
        "unreachable",
        "error",
        "Nobody will ever see it, so the work in it is lost, or a key elsewhere is mistyped.",
        "Let a step or an option lead to it, or take it out.",
    ),
    Rule(
        "endless-loop",
        "error",
        "A learner can go round for ever and never reach an ending.",
        "Say how often the way back may be taken (at most so many times), or add a way that leads on.",
    ),
    Rule(
        "way-never-taken",
        "warning",
        "No learner can ever go this way, so something is not as you meant it.",
        "Change its condition, or move it above the way that is always taken first.",
    ),
    Rule(
        "line-never-shows",
        "warning",
        "You wrote words that nobody will hear.",
        "Change its condition, or move it above the line that always speaks first.",
    ),
    # --- what passes -----------------------------------------------------------------------------------------------
    Rule(
        "no-passing-path",
        "error",
        "Even someone who does everything right does not pass.",
        "Give one way to a good ending on which no gate breaks and each level is high enough.",
    ),
    Rule(
        "all-paths-pass",
        "error",
        "Whatever a learner does passes, so passing shows nothing.",
        "Let a wrong move cost a level (accurate or complete below 3) or break a gate.",
    ),
    Rule(
        "ending-at-odds",
        "note",
        "Someone who did everything right reads that it ended badly, and cannot tell why.",
        "Lower the levels on the way to it, or call the ending good.",
    ),
    # --- options ---------------------------------------------------------------------------------------------------
    Rule(
        "nobody-would-pick",
        "warning",
        "An option that no colleague would pick teaches nothing and makes the rest too easy.",
        "Write what a rushed but decent person would really say.",
    ),
    Rule(
        "gives-itself-away",
        "note",
        "The longest option is easily guessed as the best one.",
        "Make the options about the same length.",
    ),
    # --- facts, gates and what must not be said --------------------------------------------------------------------
    Rule(
        "fact-not-on-sheet",
        "error",
        "A learner can only give a fact that stands on the sheet in front of them.",
        "Add the fact to the fact sheet, or mend the key.",
    ),
    Rule(
        "fact-without-form",
        "error",
        "A fact without an accepted form is never found, however well it is said.",
        "Add a form, one to a line, such as “7:40” or “not & tardy”.",
    ),
    Rule(
        "gate-without-remedy",
        "error",
        "Someone who breaks the gate is told that it broke, and not what to do instead.",
        "Say in one sentence what to do instead.",
    ),
    Rule(
        "gate-incomplete",
        "error",
        "The gate cannot be checked, or not in the way you meant.",
        "Fill in what is missing.",
    ),
    Rule(
        "must-not-incomplete",
        "error",
        "It cannot be looked for, or a learner is not told why it matters.",
        "Add a phrase and the reason.",
    ),
    # --- sample replies --------------------------------------------------------------------------------------------
    Rule(
        "missing-anchors",
        "error",
        "Markers need sample replies to agree, and learners see the strong one afterward.",
        "Add a strong, a middling and a weak sample reply for this step.",
    ),
    Rule(
        "sample-incomplete",
        "error",
        "A sample without its levels cannot guide anyone.",
        "Give the text and a level from 1 to 4 for each criterion.",
    ),
    Rule(
        "strong-breaks-must-not",
        "error",
        "A learner who writes like your own strong sample would be marked down.",
        "Change the sample, or make the phrase longer so that it fits only what is meant.",
    ),
    Rule(
        "strong-does-not-pass",
        "error",
        "A learner who writes like your own strong sample would be told that it is not good enough.",
        "Change the sample, its levels, or the rule it runs into.",
    ),
    Rule(
        "sample-level",
        "note",
        "Our program reads this sample otherwise than you do. One of the two may be off.",
        "Look at it again. If you are sure, say at the sample why the program is wrong (“overrule”).",
    ),
    # --- words and pictures ----------------------------------------------------------------------------------------
    Rule(
        "reading-grade",
        "warning",
        "Many read between two calls, or in their second language. Grade 8 is the most we ask for.",
        "Use shorter sentences and shorter words.",
    ),
    Rule(
        "unknown-word",
        "error",
        "Learners would read the braces instead of a word.",
        "Use one of the district's words, or take the braces away.",
    ),
    Rule(
        "missing-alt",
        "error",
        "People who cannot see the picture would not know what it says.",
        "Say in a sentence what the picture shows.",
    ),
    Rule(
        "missing-transcript",
        "error",
        "People who cannot hear it, or have no sound, would miss it.",
        "Write out what is said and what else can be heard.",
    ),
    # --- what must be there, and be well formed --------------------------------------------------------------------
    Rule(
        "missing-text",
        "error",
        "Learners would find an empty place here.",
        "Write it.",
    ),
    Rule(
        "key-form",
        "error",
        "Ways, conditions and records name things by these keys.",
        "Use small letters, digits and hyphens, at most 40, and each key once.",
    ),
    Rule(
        "names-nothing",
        "error",
        "It points to something that is not there, so it has no effect.",
        "Mend the key, or add what it names.",
    ),
    Rule(
        "unknown-kind",
        "error",
        "It cannot be played.",
        "Use one of the kinds that are known.",
    ),
    Rule(
        "unread",
        "error",
        "What cannot be read has no effect.",
        "Write it as the help beside the field shows.",
    ),
    Rule(
        "out-of-range",
        "error",
        "It cannot be played or scored as it stands.",
        "Keep it within the range.",
    ),
    Rule(
        "scoring",
        "error",
        "Levels and weights decide who passes.",
        "Fill in what is missing.",
    ),
)  # fmt: skip
RULES: dict[str, Rule] = {rule.slug: rule for rule in _ALL}
