"""What holds for every conversation and every way through it."""

from hypothesis import event, given, settings
from hypothesis import strategies as st

from scenarios.script import MOST_MOVES, NotAMove, outcome, play, read_script, story
from tests.scenarios.scripts import SEEDS, Dice, any_move, conversations, sound_scripts

many = settings(max_examples=60, deadline=None)


@many
@given(conversations())
def test_play_ends_and_says_where_it_stands(made):
    definition, moves = made
    state = play(read_script(definition), moves)
    event("at an end" if state.done else "under way")
    assert (state.step is None) == (state.ending is not None)
    assert state.next_number == len(moves) + 1
    assert len(moves) <= MOST_MOVES


@many
@given(conversations(), st.randoms(use_true_random=False))
def test_the_same_moves_give_an_equal_state_in_whatever_order_they_are_read(made, random):
    definition, moves = made
    shuffled = random.sample(moves, len(moves))
    assert play(read_script(definition), shuffled) == play(read_script(definition), moves)


@many
@given(conversations())
def test_what_was_said_stays_said(made):
    """The turns of a shorter part are the beginning of the turns of a longer one."""
    definition, moves = made
    script = read_script(definition)
    before = ()
    for count in range(len(moves) + 1):
        turns = play(script, moves[:count]).turns
        assert turns[: len(before)] == before
        before = turns


@many
@given(conversations())
def test_temper_stays_between_calm_and_furious(made):
    definition, moves = made
    script = read_script(definition)
    for count in range(len(moves) + 1):
        state = play(script, moves[:count])
        assert set(state.temper) == {person.key for person in script.people}
        assert set(state.temper.values()) <= {0, 1, 2, 3, 4}


@many
@given(conversations())
def test_an_option_is_offered_once(made):
    definition, moves = made
    taken = [(made.step_key, made.result["option"]) for made in moves if made.kind == "choice"]
    assert len(taken) == len(set(taken))
    state = play(read_script(definition), moves)
    assert (
        not {f"{state.step.key}/{option.key}" for option in state.options} & set(state.chosen) if state.step else True
    )


@many
@given(conversations())
def test_ways_are_taken_no_oftener_than_they_may(made):
    definition, moves = made
    script = read_script(definition)
    taken = play(script, moves).taken
    for step in script.steps:
        bounds = {
            edge.to: edge.at_most for edge in sorted(step.next, key=lambda edge: edge.at_most or 0) if edge.at_most
        }
        plain = {edge.to for edge in step.next if edge.at_most is None}
        free = plain | {option.to for option in getattr(step, "options", ())}
        for to, most in bounds.items():
            assert to in free or taken.get(f"{step.key}>{to}", 0) <= most


@many
@given(sound_scripts(), SEEDS)
def test_going_on_always_comes_to_an_end(definition, seed):
    """Nobody is ever without a move: a conversation is over, or at its closing reply, or as long as it may be."""
    script, moves, dice = read_script(definition), [], Dice(seed)
    state = play(script, moves)
    while not (state.done or state.full or getattr(state.step, "closing", False)):
        moves.append(any_move(dice, script, state))
        state = play(script, moves)
    assert state.ending or state.full or state.step.kind == "reply"


@many
@given(conversations())
def test_what_is_stored_decides_whatever_the_author_or_the_scorer_say_today(made):
    """What options do, the facts and the gates have changed since; the path and what is known have not."""
    definition, moves = made
    then = play(read_script(definition), moves)
    changed = {**definition, "steps": [_changed(step) for step in definition["steps"]], "gates": [], "facts": []}
    now = play(read_script(changed), moves)
    for name in ("ending", "temper", "given", "revealed", "broken", "chosen", "taken", "next_number"):
        assert getattr(now, name) == getattr(then, name)
    assert (now.step and now.step.key) == (then.step and then.step.key)


def _changed(step):
    """The same steps and ways, with everything that a move does changed to something else."""
    changed = dict(step)
    for name in ("options", "asks"):
        if name in step:
            changed[name] = [
                {
                    **row,
                    "temper": 2,
                    "levels": {"accurate": 1},
                    "gives": [],
                    "reveals": [],
                    "breaks": ["x"],
                    "note": "x",
                }
                for row in step[name]
            ]
    return changed


@many
@given(conversations())
def test_the_story_tells_every_turn_once_and_adds_up(made):
    definition, moves = made
    script = read_script(definition)
    told, state = story(script, moves), play(script, moves)
    assert told.state == state
    turns = [turn for beat in told.beats for turn in (*beat.before, *beat.mine)] + list(told.after)
    assert turns == [turn for turn in state.turns if turn.kind != "effect"]
    assert [beat.number for beat in told.beats] == [made.number for made in moves]
    if told.beats:
        assert told.beats[-1].temper_after == state.temper


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda each: (
        st.lists(each, max_size=3)
        | st.dictionaries(st.sampled_from(["option", "order", "pairs", "ask", "text", "x"]), each, max_size=3)
    ),
    max_leaves=6,
)


@many
@given(conversations(most=6), anything)
def test_whatever_is_sent_is_a_move_or_a_sentence(made, payload):
    definition, moves = made
    script = read_script(definition)
    state = play(script, moves)
    try:
        result = outcome(script, state, payload, {})
    except NotAMove as error:
        result, refused = None, str(error)
    assert refused.endswith(".") if result is None else result["to"] == "" or script.place(result["to"])
