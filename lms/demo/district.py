"""Units, roles and the strategic plan of the demo district. Its people come from content/demo/roster.csv."""

import datetime as dt

from goals.models import GoalArea, Objective, Plan
from people.models import Role, Unit

OPENED = dt.date(2005, 7, 1)
DISTRICT = ("acs", "Alder County Schools")
UNITS = [
    # slug, name, kind, setting
    ("alder-high", "Alder High School", "school", "secondary"),
    ("birch-elementary", "Birch Elementary School", "school", "elementary"),
    ("cedar-middle", "Cedar Middle School", "school", "secondary"),
    ("linden-elementary", "Linden Elementary School", "school", "elementary"),
    ("maple-elementary", "Maple Elementary School", "school", "elementary"),
    ("willow-elementary", "Willow Elementary School", "school", "elementary"),
    ("central-office", "Superintendent's office", "department", "central"),
    ("enrollment-center", "Enrollment center", "department", "central"),
    ("facilities", "Facilities", "department", "central"),
    ("food-services", "Food services", "department", "kitchen"),
    ("human-resources", "Human resources", "department", "central"),
    ("transportation", "Transportation", "department", "depot"),
]
ROLES = [
    # employee number, role, unit of a leader (None: the whole district)
    ("100103", Role.TRAINER, None),
    ("100103", Role.MARKER, None),
    ("100104", Role.MARKER, None),
    ("100105", Role.TRAINER, None),
    ("100105", Role.MARKER, None),
    ("100106", Role.HR, None),
    ("100181", Role.ADMIN, None),
    ("100107", Role.LEADER, None),
    ("100108", Role.LEADER, "cedar-middle"),
]
PLAN = {
    1: (
        "Every student is known and grows",
        ["1.1 Every student reads by grade 3", "1.2 Every student has an adult to turn to"],
    ),
    2: (
        "A safe and healthy place to learn",
        ["2.1 Families know how to raise a worry, and it is acted on the same day"],
    ),
    3: (
        "Families are served well",
        [
            "3.1 Families are treated with respect and get an honest answer",
            "3.2 Families reach a person, and get an answer, the first time",
            "3.3 Staff are served as well as families",
        ],
    ),
    4: ("Careful use of what we are given", ["4.1 Repeat calls about the same question go down"]),
}


def load_units() -> None:
    district, _made = Unit.objects.get_or_create(
        slug=DISTRICT[0], defaults={"name": DISTRICT[1], "kind": "district", "setting": "central", "opened_on": OPENED}
    )
    for slug, name, kind, setting in UNITS:
        Unit.objects.get_or_create(
            slug=slug,
            defaults={"name": name, "kind": kind, "setting": setting, "parent": district, "opened_on": OPENED},
        )


def load_plan() -> None:
    plan, made = Plan.objects.get_or_create(
        name="Alder 2029: our strategic plan",
        defaults={"starts_on": dt.date(2024, 7, 1), "ends_on": dt.date(2029, 6, 30)},
    )
    if not made:
        return
    for number, (title, objectives) in PLAN.items():
        area = GoalArea.objects.create(plan=plan, number=number, title=title)
        for objective in objectives:
            code, text = objective.split(" ", 1)
            Objective.objects.create(area=area, number=code, title=text)
