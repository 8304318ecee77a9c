"""Work spread over processes: in order, and by fresh processes after a while."""

from extractor.batch import spread


def test_results_come_in_order_from_processes_that_are_renewed() -> None:
    asked = [f"({number}, __import__('os').getpid())" for number in range(6)]
    found = list(spread(eval, asked, 2, lifetime=1))
    assert [number for number, _ in found] == list(range(6))
    pids = [pid for _, pid in found]
    pools = [set(pids[start : start + 2]) for start in (0, 2, 4)]
    assert not pools[0] & pools[1] | pools[1] & pools[2], "after two items, one a process, come others"


def test_one_process_is_this_one() -> None:
    assert list(spread(str, [1, 2], 1, lifetime=1)) == ["1", "2"]
