"""Pictures of events: who with whom, when, and how it went between two parties over time.

Each takes annotations, a corpus (`extractor.read_corpus`) or a table of `extractor.interactions`, draws with matplotlib
and returns the axes; what the article denies or only supposes is left out. Blue is cooperation, red is conflict,
as on the page: the fuller the colour, the nearer to deeds or to the ends of PLOVER's scores.
"""

from extractor.installed.extras import needs

needs("extractor.plot", "plot", "matplotlib", "networkx", "pandas")

from extractor.plot.dyads import dyads  # noqa: E402
from extractor.plot.network import network  # noqa: E402
from extractor.plot.timeline import timeline  # noqa: E402

__all__ = ["dyads", "network", "timeline"]
