"""The YAML files that travel in the package."""

from pathlib import Path
from typing import Any

import yaml

# libyaml's loader reads the same five times faster; PyYAML's wheels have it, a build from source may not.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """What a YAML file of the package holds; it is trusted to be in order, as the tests see to."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
