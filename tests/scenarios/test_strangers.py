"""Names that no text of the scenario holds, and greetings to somebody who did not write: a person looks."""

import pytest

from scenarios.private_said import GREETED, STRANGER, private_said, with_private
from scenarios.scoring import Task, score
from tests.scenarios.factories import SENT_WORDS, scenario_definition

SCENARIO = scenario_definition()  # Mr. James wrote


def found(text, writer=""):
    return [(said.kind, said.text) for said in private_said(text, SCENARIO, writer)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jaden Miller had a hard day, too.", "Jaden Miller"),
        ("Jaden hit her on the bus.", "Jaden"),
        ("We also had trouble with Jaden today.", "Jaden"),
        ("Today Keisha cried for an hour.", "Keisha"),
        ("José Álvarez was on it.", "José Álvarez"),
        ("The Olsen family called about this, too.", "Olsen"),
        ("I told the Hendersons the same.", "Hendersons"),
        ("Tyler Brown was late as well.", "Tyler Brown"),
        ("Grace Miller had a hard day, too.", "Miller"),
        ("Do you know O'Neil's bag is here?", "O'Neil"),
    ],
)
def test_the_name_of_somebody_whom_the_scenario_does_not_hold_is_found(text, name):
    assert found(text) == [(STRANGER, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Ask for Kimberly at the desk.",
        "I will ask Denise in dispatch.",
        "Denise will call you back by noon.",
        "Kimberly, our nurse, will call you.",
        "Our principal, Dr. Okafor, will call.",
        "My name is Kimberly Jones and I can help.",
        "Thanks for waiting.\n\nSincerely,\nKimberly Jones\nFront Office, Linden Elementary",
        "Bring her to Jefferson Middle School on Monday.",
        "Special Education is in room 4. Human Resources has the form.",
        "The Transportation Office opens at 7. You can find it in Skyward, or on PowerSchool.",
        "See you after Thanksgiving. We speak Spanish and Somali.",
        "Please see the Code of Conduct and the Promethean board.",
        "Sorry About The Wait. Bus Is Late. Lunch is at noon. Tbh, it is late.",
        "THE BUS IS LATE, MR. JAMES. Ok, Sir.",
        "Thank you for waiting, Mr. Jaems.",
    ],
)
def test_colleagues_signatures_places_and_things_are_nobodys_secret(text):
    assert found(text) == []


def test_the_writers_own_name_is_theirs_to_give():
    assert (found("You told Anabel this."), found("You told Anabel this.", "Anabel Delgado")) == (
        [(STRANGER, "Anabel")],
        [],
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear Mrs. Olsen, the bus is late.", "Mrs. Olsen"),
        ("Good morning, Mr. Petrov. The bus is late.", "Mr. Petrov"),
        ("Dear Mr. and Mrs. Olsen, the bus is late.", "Mr. and Mrs. Olsen"),
        ("Hi Keisha, the bus is late.", "Keisha"),
    ],
)
def test_a_greeting_to_somebody_who_did_not_write_is_found(text, name):
    assert found(text) == [(GREETED, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Dear Mr. James, the bus is late.",
        "Dear Mr. Jmaes, the bus is late.",
        "Hi Marcus, the bus is late.",
        "Dear Families, the bus is late.",
        "Hi There! Good morning, I can help. Hello Everyone, thanks.",
    ],
)
def test_a_greeting_to_who_wrote_or_to_all_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize("added", ["Jaden Miller had a hard day, too. ", "Dear Mrs. Olsen, "])
def test_with_a_strangers_name_the_gate_about_private_data_is_for_a_person(added):
    text = added + SENT_WORDS
    looked_at = with_private(score(text, Task.from_definition(SCENARIO, "reply")).as_dict(), text, SCENARIO)
    status = {gate["key"]: gate["status"] for gate in looked_at["gates"]}
    assert (status["no-protected-data"], status["nothing-forbidden"]) == ("person", "passed")


def test_the_one_thing_to_change_stays_what_it_was():
    text = "Jaden Miller had a hard day, too. " + SENT_WORDS
    result = score(text, Task.from_definition(SCENARIO, "reply")).as_dict()
    assert with_private(result, text, SCENARIO)["change_one"] == result["change_one"]
