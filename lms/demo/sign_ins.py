"""The sign-ins of the demo district, told in one place: the console and the sign-in page read them here."""

PASSWORD = "answer by ring three"  # noqa: S105 -- of invented people on the demo district only

CAST = [
    # employee number, name, who they are, what to look at
    ("100101", "Ana Delgado", "front-office clerk", "one reply and a reflection away from her certificate"),
    ("100110", "Walt Jensen", "bus driver", "the same course on a path of his own; signs in by number, has no e-mail"),
    ("100103", "Tomas Reyes", "trainer and marker", "the marking desk and the studio"),
    ("100104", "Mei Tanaka", "marker", "sees that a reply is already open at another desk"),
    (
        "100105",
        "Ruth Abara",
        "lead trainer; a marker, not calibrated yet",
        "reads what Tomas submits; decides where two scores differ; ten samples wait for her",
    ),
    ("100111", "Denise Okafor", "director, named outsider", "looks at a disputed reply where every marker has seen it"),
    ("100106", "Helen Brandt", "human resources", "progress by course and unit, people, the roster"),
    (
        "100181",
        "Dana Whitlock",
        "payroll and systems specialist; administrator",
        "every page of the office; admits a marker for now and names the outsider",
    ),
    ("100107", "Lena Osei", "superintendent", "the plan: which objectives have a course, and how far it has come"),
    ("100108", "Paul Nolan", "principal", "the same plan for his own school alone"),
    ("100109", "Dario Conti", "clerk at another school", "sees nothing of Ana's"),
]
