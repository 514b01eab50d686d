"""Work in pieces: how far it came is kept, so a worker that dies takes one piece with it."""

from outbox.actions import drain, promise
from outbox.models import OutboxMessage
from outbox.pieces import in_pieces, once


def upto(last, done, breaks_at=None):
    """A step that notes 1, 2, … last."""

    def step(at):
        n = (at or 0) + 1
        if n == breaks_at and n not in done:
            done.append(n)
            raise ValueError("the worker died")
        done.append(n)
        return n if n < last else None

    return step


def test_steps_follow_one_another_and_time_ends_a_piece():
    done, payload, pieces = [], {"for": "all"}, 0
    while payload is not None:
        more = in_pieces(payload, upto(2, done), once(lambda: done.append("between")), upto(1, done), seconds=0)
        payload, pieces = more and more.payload, pieces + 1
    assert (done, pieces) == ([1, 2, "between", 1], 4)


def test_with_time_left_all_is_one_piece():
    done = []
    assert (in_pieces({}, upto(3, done), upto(1, done)), done) == (None, [1, 2, 3, 1])


def test_what_broke_off_goes_on_where_it_was(topics, db):
    done = []
    topics(does=lambda payload: in_pieces(payload, upto(4, done, breaks_at=3), seconds=0))
    message = promise(topic="letter", key="letter:1", payload={"number": 1})
    drain()
    message.refresh_from_db()
    assert (done, message.payload, message.tries, message.done_at) == (
        [1, 2, 3], {"number": 1, "stage": 0, "at": 2}, 1, None,
    )  # fmt: skip
    OutboxMessage.objects.update(due_at=message.created_at)
    drain()
    message.refresh_from_db()
    assert (done, bool(message.done_at)) == ([1, 2, 3, 3, 4], True)
