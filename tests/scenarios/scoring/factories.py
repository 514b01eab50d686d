"""The first-day bus as an author would write it, and tasks made from it."""

from copy import deepcopy
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML

from scenarios.scoring import Task

BUS_YAML = """
schema: 1
kind: scenario
uuid: 6f1cf7b4-2d7f-4f0e-9f0a-6d9d3c1d2a02
slug: first-day-bus
title: First-day bus, 3,000 calls
summary: A father has waited since 6:50, and no one picked up.
channel: phone
minutes: 8
persona: {name: Marcus James, address_as: Mr. James, relation: father of a seven-year-old at the stop, mood: worn down, temper: 3}
opening: |
  This is the third time I have called. Twice nobody even picked up. My daughter is seven, we have stood at this
  stop since 6:50, and there is no bus. Where is it? Is she going to be marked late on her first day? And is this
  going to happen again tomorrow?
situation: |
  You answer the phone at Cedar Middle School on the first day of new routes. About 3,000 calls have come in.
  You have dispatch on the radio. His number on file is 555-0119.
asks:
  - {key: where, text: Where is the bus now?, facts: [due]}
  - {key: tardy, text: Will she be marked late?, facts: [tardy]}
  - {key: tomorrow, text: "What about tomorrow, and who tells me?", facts: [callback]}
facts:
  - key: due
    text: Bus 114 is 35 minutes late and is now due at 7:40. Dispatch has confirmed it by radio.
    required: true
    accepted: ["7:40"]
    contradicts: ["7:50", "on time"]
    missing: When will the bus be at the stop?
  - key: tardy
    text: The school does not mark a child tardy when the bus is late.
    required: true
    accepted: ["not be marked tardy", "not be counted tardy", "not mark & tardy", "no tardy", "not be marked late", "not tardy"]
    contradicts: ["be marked tardy", "be counted tardy", "marked late"]
    missing: Will she be in trouble for being late?
  - key: text-line
    text: Families may text BUS to 55501 for news of their bus.
    accepted: ["55501"]
    missing: Is there a quicker way than this phone?
  - key: callback
    text: We promised to call families back by 11:00 about tomorrow's times.
    required: true
    accepted: ["11:00"]
    missing: Who tells me about tomorrow, and when?
parts:
  owner: {missing: "Who will do this, by name or role?"}
  action: {missing: What happens next?}
  date: {missing: By when will I hear?}
  contact: {missing: How do I reach you without waiting in line again?}
must_not:
  - {key: any-minute, phrases: ["any minute"], why: You cannot see the bus. He cannot plan by it., instead: Say the time dispatch gave you.}
  - {key: everyone, phrases: ["everyone is calling", "everyone is having this problem"], why: It makes his child one of many., instead: Speak about his stop.}
  - {key: call-later, phrases: ["call back later", "try again after", "try again later"], why: He has called three times., instead: Say that you will call him.}
gates:
  - {key: no-protected-data, kind: protected_data, text: Nothing is said about another child., phrases: ["Jaden", "the Miller boy"], remedy: Take the other child out of it.}
  - {key: nothing-forbidden, kind: forbidden, text: Nothing is promised that no one can keep., phrases: ["this will never happen again"], remedy: Say what you know about tomorrow.}
  - {key: right-handoff, kind: escalation, text: A missing child goes to the administrator and then the police., order: ["administrator|principal", "police|911"], trigger: false, remedy: Tell the administrator first and then call the police.}
empathy:
  stakes: ["third call", "called twice", "third time", "waiting", "seven-year-old", "first day of school", "at the curb"]
weights: {accurate: 30, complete: 30, courteous: 20, empathy: 20}
anchors:
  - name: strong
    levels: {accurate: 4, complete: 4, courteous: 4, empathy: 4}
    gates: {}
    text: |-
      Mr. James, I am sorry: you called twice and no one picked up, with a seven-year-old at the curb. I have dispatch on the radio now. Bus 114 is running 35 minutes late and is due at your stop at 7:40. You may wait or drive her; either way she will not be marked tardy, and I am telling her teacher. May I check your number: 555-0119? If the bus is not there by 7:45 call this direct line, and I will call you by 11:00 to say what time to expect tomorrow. You can also text BUS to 55501.
    comment: All the facts, an owner, and his morning seen.
  - name: middling
    levels: {accurate: 3, complete: 2, courteous: 3, empathy: 2}
    gates: {}
    text: |-
      Sorry about the wait. Bus 114 is late today because of the new routes and should be there about 7:40. She won't be counted tardy.
    comment: Right, but no owner, no call-back, and two lost calls left out.
  - name: weak
    levels: {accurate: 1, complete: 1, courteous: 1, empathy: 1}
    gates: {}
    text: |-
      It's the first day, everyone is calling. It should be there any minute. Try again after eight if it hasn't come.
    comment: Blames the day and sends him away.
steps:
  - {key: reply, kind: reply, prompt: Write what you say to Mr. James., criteria: [accurate, complete, courteous, empathy]}
debrief: |
  A time he can plan by is the kindest word.
"""


@lru_cache
def _parsed() -> dict[str, Any]:
    return YAML(typ="safe").load(BUS_YAML)


def bus_definition(**changes: Any) -> dict[str, Any]:
    """The scenario as a released definition, with some of its keys changed."""
    return {**deepcopy(_parsed()), **changes}


def bus_task(**changes: Any) -> Task:
    """The bus task without its samples, so that samples themselves can be looked at."""
    return Task.from_definition(bus_definition(**changes), "reply").without_samples()


def anchor(name: str) -> str:
    """The text of a sample reply of the bus scenario."""
    return next(a["text"] for a in _parsed()["anchors"] if a["name"] == name)


SOLID = (
    "Mr. James, thank you for holding. I am sorry that you called twice and no one picked up. Dispatch has your bus on "
    "the radio: it is due at 7:40. She will not be marked tardy. I will call you by 11:00 at 555-0119 about tomorrow."
)
