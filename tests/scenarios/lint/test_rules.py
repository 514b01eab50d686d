"""One small conversation for each rule: with the fault, and where it matters the like without one."""

import pytest

from scenarios.lint import RULES, lint
from scenarios.lint.wording import HARDEST
from scenarios.lint.words import grade
from scenarios.scoring.readability import reading_grade
from scenarios.scoring.reading import read
from tests.scenarios.lint.planters.talk import HARD
from tests.scenarios.lint.scenes import choice, ending, found, option, plain_order, scene
from tests.scenarios.scoring.factories import bus_definition

PATHS = ("steps", 0)
CLOSING = {"key": "answer", "kind": "reply", "prompt": "Write what you say.", "criteria": ["accurate", "complete"]}


def one(definition, rule, **options):
    """The single finding of this rule."""
    (told,) = found(definition, rule, **options)
    return told


# --- every finding ----------------------------------------------------------------------------------------------------
def test_every_finding_says_why_and_how_to_mend():
    for finding in lint({}):
        assert finding.why == RULES[finding.rule].why
        assert finding.mend
        assert finding.message.endswith((".", "”"))


def test_errors_come_first_and_notes_last():
    told = [each.severity for each in lint(scene(choice("greet", next="nowhere"), situation=HARD))]
    assert told == sorted(told, key=["error", "warning", "note"].index)


@pytest.mark.parametrize("definition", [{}, {"steps": []}, {"steps": [{}]}, {"steps": [{"kind": "choice"}]}])
def test_a_page_that_is_hardly_begun_is_linted_too(definition):
    assert any(each.severity == "error" for each in lint(definition))


@pytest.mark.parametrize("rows", ["text", 7, [None], ["text"], {"a": 1}, [[1]]])
def test_rows_of_a_strange_shape_are_passed_over(rows):
    names = ("steps", "facts", "asks", "gates", "must_not", "anchors", "endings", "others", "media", "form")
    assert lint(dict.fromkeys(names, rows))


# --- what passes ------------------------------------------------------------------------------------------------------
def test_no_ending_is_good():
    told = one(scene(endings=[ending("good", False), ending("bad", False)]), "no-passing-path")
    assert told == ("error", ("endings",), "None of the endings that can be reached is a good one.")


@pytest.mark.parametrize(
    "spoilt", [{"breaks": ["right-handoff"]}, {"level": 2}], ids=["a gate breaks", "complete is partly"]
)
def test_every_way_to_the_good_ending_is_spoilt(spoilt):
    level = spoilt.pop("level", 4)
    greet = choice("greet", option("warm", level, **spoilt), option("cold", 1, to="bad"), next="good")
    assert one(scene(greet), "no-passing-path")[1] == ("endings",)


def test_a_reply_can_always_pass_and_always_fail():
    assert found(written()) == []


def test_one_closing_reply_is_a_whole_conversation():
    assert found(scene(CLOSING, endings=[])) == []


def test_a_reply_after_a_spoilt_choice_cannot_pass():
    greet = choice("greet", option("warm", breaks=["right-handoff"]), option("cold", 1), next="answer")
    assert one(scene(greet, CLOSING, endings=[]), "no-passing-path")[1] == ("steps",)


def test_nothing_that_one_does_can_fail():
    greet = choice("greet", option("warm"), option("cold", 3), next="good")
    told = one(scene(greet, endings=[ending("good")]), "all-paths-pass")
    assert told == ("error", ("endings",), "On every way through, no gate breaks and each level is high enough.")


def test_an_order_can_be_got_wrong():
    greet = choice("greet", option("warm"), option("cold", 3), next="sort")
    sort = plain_order("sort", criteria=["complete"], next="good")
    assert found(scene(greet, sort, endings=[ending("good")]), "all-paths-pass") == []


def test_a_bad_ending_for_someone_who_did_all_right():
    greet = choice("greet", option("warm", to="bad"), option("cold", 1, to="bad"), option("other", to="good"))
    told = one(scene(greet), "ending-at-odds")
    assert told[:2] == ("note", ("endings", 1))


# --- options ----------------------------------------------------------------------------------------------------------
def texts(*said):
    options = [
        {
            **option(f"option-{n}", 4 if n == 0 else 1, **({"to": "bad"} if n else {})),
            **(each if isinstance(each, dict) else {"text": each}),
        }
        for n, each in enumerate(said)
    ]
    return scene(choice("greet", *options, next="good"))


GOOD = "Mr. James, the bus is due at 7:40, and I have dispatch on the radio now."
COLD = "All the buses are late today, sir, since it is the first day of the year."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (GOOD.replace(".", "").upper(), "Option 3 says the same as option 1."),
        ("That's not my problem, sir, and I have a lot of calls to take here.", "openly rude (“not my problem”)"),
        ("I don't care, sir, since we have a lot of other calls to take here.", "openly rude (“i do not care”)"),
        ("No.", "Option 3 has 1 words, the others about 16."),
        ("Call back later.", "It looks like no answer."),
    ],
)
def test_an_option_that_nobody_would_pick(text, sentence):
    severity, path, message = one(texts(GOOD, COLD, text), "nobody-would-pick")
    assert (severity, path) == ("warning", ("steps", 0, "options", 2, "text"))
    assert sentence in message


def test_a_rushed_but_decent_option_is_fine():
    assert (
        found(texts(GOOD, COLD, "Please call back after eight, it should be there by then."), "nobody-would-pick") == []
    )


def test_what_is_done_without_words_may_be_short():
    hold = {"text": "Put him on hold.", "act": "hold"}
    assert found(texts(GOOD, COLD, hold), "nobody-would-pick") == []


def test_the_best_option_gives_itself_away_by_its_length():
    severity, path, _message = one(
        texts(f"{GOOD} {GOOD}", "They are all late.", "Call again soon."), "gives-itself-away"
    )
    assert (severity, path) == ("note", ("steps", 0, "options", 0, "text"))


# --- facts and gates --------------------------------------------------------------------------------------------------
def test_an_unknown_fact_is_told_wherever_it_is_named():
    greet = choice("greet", option("warm", gives=["weather"]), option("cold", 1, to="bad"), next="answer")
    answer = {**CLOSING, "facts": ["snow"], "says": [{"text": "So?", "when": {"given": ["rain"]}}, {"text": "And?"}]}
    d = scene(greet, answer, endings=[ending("bad", False)])
    d["asks"][0]["facts"] = ["hail"]
    assert [path for _severity, path, _message in found(d, "fact-not-on-sheet")] == [
        ("asks", 0, "facts"),
        ("steps", 1, "says", 0, "when", "given"),
        ("steps", 0, "options", 0, "gives"),
        ("steps", 1, "facts"),
    ]


def test_a_hidden_fact_must_be_revealed():
    d = scene()
    d["facts"][0]["hidden"] = True
    assert one(d, "fact-not-on-sheet")[1] == ("facts", 0, "hidden")
    d["steps"][0]["options"][0]["reveals"] = [d["facts"][0]["key"]]
    assert found(d, "fact-not-on-sheet") == []


def test_a_form_is_asked_for_only_where_someone_writes():
    d = scene()
    d["facts"][0] |= {"required": True, "accepted": []}
    assert found(d, "fact-without-form") == []
    d["steps"][0]["next"] = "answer"
    assert one({**d, "steps": [*d["steps"], CLOSING]}, "fact-without-form")[1] == ("facts", 0, "accepted")


def test_a_gate_without_a_remedy():
    d = scene()
    d["gates"][0]["remedy"] = ""
    assert one(d, "gate-without-remedy")[:2] == ("error", ("gates", 0, "remedy"))


def test_accurate_and_complete_are_scored_somewhere():
    greet = choice("greet", next="good")
    greet["criteria"] = ["accurate"]
    for each in greet["options"]:
        each["levels"] = {"accurate": each["levels"]["accurate"]}
    assert [message for _s, _p, message in found(scene(greet), "scoring")] == [
        "“complete” is always scored. Add it to the criteria of a step."
    ]


# --- samples ----------------------------------------------------------------------------------------------------------
def written(**changes):
    return scene(choice("greet", next="answer"), CLOSING, endings=[ending("bad", False)], **changes)


def test_no_sample_is_asked_for_where_nobody_writes():
    assert found(scene(anchors=[]), "missing-anchors") == []


@pytest.mark.parametrize(("name", "severity"), [("strong", "error"), ("middling", "warning"), ("weak", "warning")])
def test_a_sample_that_is_missing(name, severity):
    rest = [anchor for anchor in bus_definition()["anchors"] if anchor["name"] != name]
    assert one(written(anchors=rest), "missing-anchors")[0] == severity


def test_each_written_reply_needs_samples_of_its_own():
    second = {**CLOSING, "key": "note"}
    d = scene({**CLOSING, "next": "note"}, second, endings=[])
    severity, path, message = one(d, "missing-anchors")
    assert (severity, path) == ("error", ("steps", 1))
    assert "for the step “note”" in message
    d["anchors"] = [*d["anchors"], *({**anchor, "step": "note"} for anchor in d["anchors"])]
    assert found(d, "missing-anchors") == []


def scored_findings(d, rule):
    return [(each.severity, each.message) for each in lint(d) if each.rule == rule]


def test_the_strong_sample_says_what_must_not_be_said():
    d = written(must_not=[{"key": "curb", "phrases": ["at the curb"], "why": "It hurts."}])
    assert scored_findings(d, "strong-breaks-must-not") == [
        ("error", "The strong sample says “at the curb”, which is on the list not to say.")
    ]


def test_the_strong_sample_would_be_sent_back():
    d = written()
    d["steps"][1] = {**CLOSING, "max_words": 20}
    (told,) = scored_findings(d, "strong-does-not-pass")
    assert told[0] == "error"
    assert told[1].startswith("The strong sample would be sent back: This is longer than 20 words.")


def test_a_required_fact_that_the_strong_sample_lacks():
    d = written()
    d["facts"][0] |= {"required": True, "accepted": ["9:59"]}
    assert scored_findings(d, "strong-does-not-pass") == [("warning", "Fact 1 is not found in the strong sample.")]


def test_a_sample_that_we_read_otherwise_and_the_author_overrules():
    d = written()
    weak = next(anchor for anchor in d["anchors"] if anchor["name"] == "weak")
    weak["levels"] = {**weak["levels"], "accurate": 4}
    (told,) = scored_findings(d, "sample-level")
    assert told == ("note", "Our program gives the weak sample accurate 1 (you: 4).")
    weak["overrule"] = "He may mean another bus."
    assert scored_findings(d, "sample-level") == []


# --- words ------------------------------------------------------------------------------------------------------------
def test_what_stood_for_a_name_in_a_real_message_is_an_empty_place():
    severity, path, message = one(scene(opening="Hello, this is [name 1]. Where is the bus?"), "missing-text")
    assert (severity, path) == ("error", ("opening",))
    assert message == "“[name 1]” still stands in what the persona says."


def test_hard_words_of_the_author_are_a_warning_and_of_the_caller_a_note():
    assert one(scene(situation=HARD), "reading-grade")[:2] == ("warning", ("situation",))
    assert one(scene(opening=HARD), "reading-grade")[:2] == ("note", ("opening",))


def test_short_texts_are_judged_together():
    hard = "Notify transportation administration immediately."
    greet = choice("greet", next="good", prompt=hard, scene=hard)
    facts = [{"key": f"f{n}", "text": f"{hard} {hard}"} for n in range(40)]
    severity, _path, message = one(scene(greet, facts=facts, asks=[]), "reading-grade")
    assert severity == "warning"
    assert "The short texts together read at grade" in message


@pytest.mark.parametrize(
    "text",
    [
        "What do you want? I have waited an hour. An hour! And nobody picks up.",
        "Mr. James, the bus is due at 7:40 a.m. today. Dr. Lee has it on the radio. Ms. Grant will call you.",
        "- Call dispatch.\n- Tell him.\n- Write it down.",
        "**Level.** The fact, and where it comes from: “Dispatch has it on the radio.” No guess.",
    ],
)
def test_speech_lists_and_titles_are_easy_to_read(text):
    assert grade(text) <= 4


def test_our_grade_agrees_with_the_scorers():
    d = bus_definition()
    for text in (d["situation"], d["opening"], HARD, *(anchor["text"] for anchor in d["anchors"])):
        assert abs(grade(text) - reading_grade(read(text))) <= 1
    assert grade(HARD) > HARDEST


def test_a_word_in_braces_that_we_do_not_have():
    d = scene(situation="{Families} come first. You work for {families} and {grown_ups}.")
    told = one(d, "unknown-word", words={"families"})
    assert told == ("error", ("situation",), "“{grown_ups}” is not one of our words.")
    assert found(d, "unknown-word", words=None) == []


# --- pictures and recordings ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("row", "rule", "key"),
    [
        ({"kind": "image", "file": "bus.jpg"}, "missing-alt", "alt"),
        ({"kind": "audio", "url": "https://alder.example/a"}, "missing-transcript", "transcript"),
        ({"kind": "video", "url": "https://alder.example/a"}, "missing-transcript", "transcript"),
    ],
)
def test_a_picture_needs_words_and_a_recording_a_transcript(row, rule, key):
    d = scene(media=[{"key": "bus", **row}])
    assert [(rule, path) for _s, path, _m in found(d)] == [(rule, ("media", 0, key))]
    assert found(scene(media=[{"key": "bus", **row, key: "A bus comes."}])) == []


# --- names and forms --------------------------------------------------------------------------------------------------
def test_steps_and_endings_share_their_keys():
    d = scene(endings=[ending("greet"), ending("good"), ending("bad", False)])
    assert ("error", ("endings", 0, "key"), "The key “greet” is used twice.") in found(d, "key-form")


def test_the_key_main_is_taken():
    assert one(scene(others=[{"key": "main", "name": "Sam"}]), "key-form")[1] == ("others", 0, "key")


def test_a_question_of_a_consult_can_be_what_was_chosen():
    asks = [
        {"key": key, "whom": "Sam", "text": "Where?", "answer": "Here.", "useful": True, "note": "Yes."}
        for key in ("where", "when")
    ]
    ask = {"key": "ask", "kind": "consult", "prompt": "Whom do you ask?", "asks": asks, "next": "greet"}
    says = [{"text": "You asked.", "when": {"chose": ["ask/where"]}}, {"text": "Well?"}]
    assert found(scene(ask, choice("greet", next="good", says=says))) == []
