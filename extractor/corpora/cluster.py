"""The parts of a corpus on a Dask cluster."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from extractor.corpora.part import AnnotatedPart, Part
from extractor.errors import ExtractorError, InputError
from extractor.installed.extras import needs

if TYPE_CHECKING:
    from distributed import Client

ANSWER = 30  # seconds that a scheduler has to answer, and that its first worker has to come
_LOCK = Lock()


def spread_on_cluster(
    work: Callable[[Part], AnnotatedPart], parts: Iterable[Part], address: str
) -> Iterator[AnnotatedPart]:
    """What a cluster's workers make of parts, lazily and in order, at most two parts a thread under way.

    Dask gives the parts of a worker that dies to others. Each worker process loads the weights once, with its
    first part, and annotates one part at a time, however many threads it has.

    Raises:
        InputError: Dask is not installed, or no scheduler with workers answers at the address.
        ExtractorError: several workers died of the same part, or the scheduler is gone.
    """
    with _connected(address) as client:
        from distributed import Future, KilledWorker

        under_way: deque[Future[AnnotatedPart]] = deque()
        try:
            for part in parts:
                under_way.append(client.submit(partial(_one_at_a_time, work), part, pure=False))
                if len(under_way) >= 2 * sum(client.nthreads().values()):
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except KilledWorker as error:
            raise ExtractorError(
                "workers died of one part, perhaps for lack of memory; run it again to go on"
            ) from error
        except (CancelledError, OSError) as error:
            raise ExtractorError(f"{address}: the scheduler is gone; run it again to go on") from error


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    needs("a cluster", "cluster", "distributed")
    from distributed import Client

    with ExitStack() as connection:
        try:
            client = connection.enter_context(Client(address, timeout=ANSWER))
            client.wait_for_workers(1, timeout=ANSWER)
        except (OSError, ValueError) as error:
            raise InputError(f"{address}: no Dask scheduler with workers answers there") from error
        yield client


def _one_at_a_time(work: Callable[[Part], AnnotatedPart], part: Part) -> AnnotatedPart:
    """A pipeline is not made for several threads."""
    with _LOCK:
        return work(part)
