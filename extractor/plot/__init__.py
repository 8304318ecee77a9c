"""Pictures of events: who with whom, when, and how it went between two parties over time.

Each takes annotations, a corpus (`extractor.read_corpus`) or a table of `extractor.interactions`, draws with matplotlib
and returns the axes; what the article denies or only supposes is left out. Blue is cooperation, red is conflict.
"""

try:
    import matplotlib  # noqa: F401
    import networkx  # noqa: F401
except ImportError as error:
    raise ImportError("extractor.plot needs matplotlib and networkx; run: pip install 'extractor[plot]'") from error

from extractor.plot.dyads import dyads
from extractor.plot.network import network
from extractor.plot.timeline import timeline

__all__ = ["dyads", "network", "timeline"]
