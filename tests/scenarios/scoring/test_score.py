"""What the scorer says about replies to the first-day bus: the rule book."""

import pytest

from scenarios.scoring import DEFAULT_WEIGHTS, Result, Task, score, verdict, version

from .factories import SOLID, anchor, bus_definition, bus_task


def fact(result: Result, key: str):
    return next(f for f in result.facts if f.key == key)


def cues(reply: str) -> set[str]:
    return {c.key for c in score(reply, bus_task()).cues}


def passes(result: Result) -> bool:
    return verdict(result.levels, {g.key: g.status != "not_passed" for g in result.gates}, DEFAULT_WEIGHTS).passed


def test_the_three_samples_come_out_in_order():
    totals = [sum(score(anchor(name), bus_task()).levels.values()) for name in ("strong", "middling", "weak")]
    assert totals[0] > totals[1] > totals[2]


def test_the_weak_sample_is_a_one_throughout():
    assert set(score(anchor("weak"), bus_task()).levels.values()) == {1}


def test_the_strong_sample_has_all_facts_and_parts():
    result = score(anchor("strong"), bus_task())
    assert {f.status for f in result.facts} == {p.status for p in result.parts} == {"found"}


def test_the_middling_sample_is_looked_at_as_its_author_did():
    expected = {"accurate": 3, "complete": 2, "courteous": 3, "empathy": 2}
    assert score(anchor("middling"), bus_task()).levels == expected


def test_empathy_is_never_a_four():
    assert score(anchor("strong"), bus_task()).levels["empathy"] == 3


def test_kind_but_wrong_does_not_pass():
    result = score(SOLID.replace("7:40", "7:50"), bus_task())
    assert fact(result, "due").status == "contradicted"
    assert result.levels["accurate"] <= 2
    assert not passes(result)


def test_a_time_from_nowhere_in_place_of_the_fact_does_not_pass():
    result = score(SOLID.replace("7:40", "7:55"), bus_task())
    assert result.levels["accurate"] == 2
    assert any(m.letter == "L" and m.key == "unlisted" for m in result.marks)


def test_a_right_and_warm_reply_passes():
    assert passes(score(SOLID, bus_task()))


@pytest.mark.parametrize(
    "tone",
    ["I am so very sorry, Mr. James, and I know how long that wait was. {}", "{}", "Listen. {}", "{} Thank you!",
     "I should not tell you this, but to be kind and open: {}"],
)  # fmt: skip
def test_another_childs_name_fails_by_the_gate_whatever_the_tone(tone):
    result = score(SOLID + " " + tone.format("Jaden was late for the same reason."), bus_task())
    assert [g.key for g in result.gates if g.status == "not_passed"] == ["no-protected-data"]
    assert not passes(result)


def test_another_childs_name_fails_the_right_reply():
    reply = SOLID + " Jaden got off at the wrong stop."
    result = score(reply, bus_task())
    gate = next(g for g in result.gates if g.key == "no-protected-data")
    assert gate.status == "not_passed"
    assert reply[gate.spans[0].start : gate.spans[0].end] == "Jaden"
    assert not passes(result)


def test_a_failed_gate_is_the_one_thing_to_change():
    assert score(SOLID + " Jaden was late too.", bus_task()).change_one.key == "no-protected-data"


def test_what_is_denied_gives_no_credit():
    result = score(SOLID.replace("it is due at 7:40", "it is not due at 7:40"), bus_task())
    assert fact(result, "due").status == "negated"


@pytest.mark.parametrize("said", ["7.40 a.m.", "twenty to eight", "20 to 8", "twenty minutes to eight"])
def test_a_listed_paraphrase_passes_and_a_negated_fact_does_not(said):
    told = score(SOLID.replace("it is due at 7:40", f"it is due at {said}"), bus_task())
    denied = score(SOLID.replace("it is due at 7:40", f"it is not due at {said}"), bus_task())
    assert [(fact(each, "due").status, passes(each)) for each in (told, denied)] == [
        ("found", True),
        ("negated", False),
    ]


def test_a_guess_is_found_with_look_again():
    result = score(SOLID.replace("it is due at", "I think it is due at"), bus_task())
    assert fact(result, "due").hedged
    assert result.levels["accurate"] == 3
    assert any(m.letter == "L" and m.key == "due" for m in result.marks)


def test_a_fact_that_itself_says_about_is_no_guess():
    facts = [{"key": "wait", "text": "The wait is about 4 minutes.", "required": True, "accepted": ["4 minutes"]}]
    result = score("Mr. James, the wait is about 4 minutes for a person.", bus_task(facts=facts, asks=[]))
    assert not fact(result, "wait").hedged


def test_a_must_not_sentence_is_a_breach_and_caps_courtesy():
    result = score(SOLID + " It should be there any minute.", bus_task())
    assert [m.status for m in result.must_not] == ["breach"]
    assert result.must_not[0].sentence.text == "It should be there any minute."
    assert result.levels["courteous"] == 2


@pytest.mark.parametrize(
    "sentence",
    ['You were told "any minute" and that did not help.', "You said \u201cany minute\u201d was no answer.",
     "You were told it would be any minute."],
)  # fmt: skip
def test_the_callers_own_words_are_referred_and_not_punished(sentence):
    result = score(f"{SOLID} {sentence}", bus_task())
    assert [m.status for m in result.must_not] == ["refer"]
    assert result.levels["courteous"] == score(SOLID, bus_task()).levels["courteous"]


def test_a_forbidden_phrase_quoted_from_the_caller_goes_to_a_person():
    result = score(SOLID + ' I heard you say "any minute", and "this will never happen again".', bus_task())
    assert [m.status for m in result.must_not] == ["refer"]
    assert [g.key for g in result.gates if g.status == "person" and g.spans] == ["nothing-forbidden"]
    assert [sum(said in sentence for sentence in result.referred) for said in ("any minute", "never happen")] == [1, 1]
    assert passes(result)


def test_a_reply_wholly_in_quotation_marks_quotes_no_one():
    result = score('"It should be there any minute now, Mr. James, I said."', bus_task())
    assert [m.status for m in result.must_not] == ["breach"]


def test_a_forbidden_statement_that_is_quoted_goes_to_a_person():
    result = score(SOLID + ' You heard "this will never happen again" last year.', bus_task())
    assert next(g for g in result.gates if g.key == "nothing-forbidden").status == "person"


@pytest.mark.parametrize(
    ("tail", "status"),
    [("I will tell the principal now and then call the police.", "passed"),
     ("I will call 911 now and then tell the principal.", "not_passed"),
     ("I will look into it.", "not_passed"),
     ("I will not call the police, and I will tell the administrator.", "person")],
)  # fmt: skip
def test_an_escalation_is_made_in_its_order(tail, status):
    gates = bus_definition()["gates"]
    gates[2]["trigger"] = True
    result = score(f"{SOLID} {tail}", bus_task(gates=gates))
    assert next(g for g in result.gates if g.kind == "escalation").status == status


def test_a_gate_without_phrases_is_for_a_person():
    gates = [{"key": "g", "kind": "forbidden", "text": "No promise is made.", "remedy": "Leave it out."}]
    assert score(SOLID, bus_task(gates=gates)).gates[0].status == "person"


def test_thanks_piled_up_gain_nothing():
    piled = score(SOLID + " Thank you. Thanks so much. Thank you again. Thanks.", bus_task())
    assert piled.levels == score(SOLID, bus_task()).levels
    assert sum(c.key == "thanks" for c in piled.cues) == 2


def test_not_understanding_is_no_empathy():
    assert not cues("Mr. James, I do not understand why you are upset about the bus today.") & {"stock", "feeling"}


def test_sorry_alone_does_not_earn_empathy():
    reply = SOLID.replace("I am sorry that you called twice and no one picked up.", "I am sorry.")
    assert score(reply, bus_task()).levels["empathy"] == 2


def test_a_stock_phrase_does_not_name_a_stake():
    assert "stake" not in cues("Sorry about the waiting, the bus comes at 7:40 for you.")


def test_calm_down_takes_empathy_to_one():
    assert score(SOLID + " Please calm down.", bus_task()).levels["empathy"] == 1


def test_at_least_with_a_number_plays_nothing_down():
    assert "minimizing" not in cues("Mr. James, the bus takes at least 35 minutes more today.")


def test_but_after_a_kind_word_is_seen():
    assert "but" in cues("Mr. James, I am sorry that you called twice, but the bus is due at 7:40.")


def test_blame_is_seen_and_owning_up_is_not_blame():
    assert "blame" in cues("Mr. James, you should have called the bus office about this first.")
    assert "blame" not in cues("Mr. James, you should have heard from us sooner about the bus.")


def test_rude_words_take_courtesy_to_one():
    assert score(SOLID + " That is not my problem.", bus_task()).levels["courteous"] == 1


def test_parts_need_someone_who_does_something():
    reply = "Mr. James, someone will look into it soon. Bus 114 is due at 7:40 and she will not be marked tardy."
    assert {p.key: p.status for p in score(reply, bus_task()).parts}["owner"] == "missing"


def test_a_time_without_a_promise_is_no_date():
    reply = "Mr. James, bus 114 is due at your stop at 7:40 and she will not be marked tardy."
    assert {p.key: p.status for p in score(reply, bus_task()).parts}["date"] == "missing"


def test_wonders_are_questions_and_never_the_answer():
    result = score(anchor("weak"), bus_task())
    text = " ".join(w.question for w in result.wonders)
    assert "Where is the bus now?" in text
    assert not any(answer in text for answer in ("7:40", "11:00", "55501"))


def test_a_question_that_gives_the_answer_away_is_replaced():
    asks = [{"key": "where", "text": "Will it come at 7:40?", "facts": ["due"]}]
    wonders = score(anchor("weak"), bus_task(asks=asks)).wonders
    assert wonders[0].question == "What about fact 1?"


def test_what_is_answered_is_no_longer_wondered():
    assert score(anchor("strong"), bus_task()).wonders == ()


def test_the_one_change_names_what_it_lifts():
    reply = SOLID.replace(" I will call you by 11:00 at 555-0119 about tomorrow.", "")
    assert "lifts Accurate from 3 to 4" in score(reply, bus_task()).change_one.sentence


def test_every_level_has_a_reason():
    for name in ("strong", "middling", "weak"):
        result = score(anchor(name), bus_task())
        assert result.reasons.keys() == result.levels.keys()


def test_no_sentence_of_ours_shouts():
    for reply in (anchor("strong"), anchor("middling"), anchor("weak"), "", "Hi.", SOLID + " Jaden. Any minute."):
        result = score(reply, bus_task())
        ours = [*result.reasons.values(), *(m.note for m in result.marks), *(g.sentence for g in result.guards)]
        assert not any("!" in sentence for sentence in [*ours, result.change_one.head, result.change_one.sentence])


def test_only_the_criteria_of_the_step_get_levels():
    steps = [{"key": "reply", "kind": "reply", "prompt": "Answer.", "criteria": ["accurate", "complete"]}]
    assert set(score(SOLID, bus_task(steps=steps)).levels) == {"accurate", "complete"}


def test_a_step_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="reply step"):
        Task.from_definition(bus_definition(), "nope")


def test_the_version_is_a_hash_that_holds_still():
    assert version() == version() == score(SOLID, bus_task()).version
    assert len(version()) == 16
