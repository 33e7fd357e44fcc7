"""How long a message waits, by a clock that the test moves."""

from itertools import pairwise

from channels.telegram.pacing import MOST_CHATS, Limit, Pace


def test_a_short_reply_goes_at_once_and_more_of_it_once_a_second() -> None:
    pace = Pace()
    assert [pace.take_chat("a", now=50.0) for _ in range(6)] == [0, 0, 0, 1, 2, 3]


def test_a_chat_that_was_quiet_may_go_at_once_again() -> None:
    pace = Pace()
    for _ in range(6):
        pace.take_chat("a", now=50.0)
    assert [pace.take_chat("a", now=56.0) for _ in range(4)] == [0, 0, 0, 1]


def test_one_chat_never_waits_for_another() -> None:
    pace = Pace()
    for _ in range(20):
        pace.take_chat("a", now=50.0)
    assert pace.take_chat("b", now=50.0) == 0


def test_no_more_than_25_a_second_in_all() -> None:
    limit = Limit(per_second=25)
    starts = [limit.take(50.0) for _ in range(101)]
    assert starts[0] == 0
    assert all(later - earlier > 0.0399 for earlier, later in pairwise(starts))
    assert round(starts[-1], 6) == 4


def test_chats_that_are_quiet_are_forgotten() -> None:
    pace = Pace()
    for number in range(3 * MOST_CHATS):
        pace.take_chat(str(number), now=float(number))
    assert len(pace.chats) <= MOST_CHATS + 1
