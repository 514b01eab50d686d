"""What the linter says can never happen never happens when the engine plays: conversations at random, gone through."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.lint.exploring import explore
from scenarios.lint.lines import check_lines
from scenarios.lint.sketch import sketch
from scenarios.lint.ways import check_ways
from scenarios.script import play, read_script
from tests.scenarios.scripts import Dice, conversations, sound_script, way_through

OFTEN = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def loosened(dice):
    """A conversation with its ways at random: anything may lead anywhere, under any condition."""
    definition = sound_script(dice, dice.randint(2, 8))
    places = [*(step["key"] for step in definition["steps"]), *(each["key"] for each in definition.get("endings", ()))]
    for step in definition["steps"]:
        for way in step["next"] if isinstance(step.get("next"), list) else ():
            if isinstance(way, dict) and dice.flag():
                way["to"] = dice.choice(places)
                way["when"] = {dice.choice(["given", "missing"]): ["due"], "temper": [dice.randint(0, 2), 3]}
    return definition


def check_against_play(definition, moves):
    """Each place come to, and what had happened by then, was foreseen; so was each dead end, and each line said."""
    script, drawn = read_script(definition), sketch(definition)
    walk = explore(drawn)
    for n in range(len(moves) + 1):
        state = play(script, moves[:n])
        place = state.step or state.ending
        if n and not moves[n - 1].result["to"]:
            if place.kind == "consult" or (place.kind == "reply" and place.closing):
                continue  # another question, another version
            told = {each.path[:2] for each in check_ways(definition, drawn, walk) if each.rule == "dead-end"}
            assert ("steps", script.steps.index(place)) in told
            return  # beyond a dead end nothing is foreseen
        tempers = tuple(state.temper[who] for who in walk.people)
        assert tempers in {each.tempers for each in walk.places.get(place.key, ())}, place.key
        happened = {f"chose:{key}" for key in state.chosen}
        happened |= {f"given:{key}" for key in state.given} | {f"broken:{key}" for key in state.broken}
        assert walk.certain[place.key] <= happened <= walk.possible[place.key], place.key
    unheard = {finding.path for finding in check_lines(drawn, walk)}
    said = {(turn.step, turn.who, turn.text) for turn in play(script, moves).turns if turn.kind == "said"}
    for path in unheard:
        row = definition[path[0]][path[1]]
        line = row["says"][path[3]]
        twins = [each for each in row["says"] if each["text"] == line["text"]]
        if len(twins) == 1:
            assert (row["key"], line.get("who", "main"), line["text"]) not in said


@given(conversations(most=8))
@OFTEN
def test_what_is_played_was_foreseen(made):
    check_against_play(*made)


@given(st.integers(0, 2**32))
@OFTEN
def test_and_where_ways_lead_anywhere(seed):
    dice = Dice(seed)
    definition = loosened(dice)
    check_against_play(definition, way_through(dice, definition, dice.randint(0, 30)))
