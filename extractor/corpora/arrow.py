"""pyarrow, which the extra `corpora` brings."""

from extractor.installed.extras import needs

needs("a table of annotations", "corpora", "pyarrow")

import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

__all__ = ["pa", "pq"]
