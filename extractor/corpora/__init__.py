"""Many articles, from files to tables."""

PART_SIZE = 256  # documents of a part: some seconds of work, and files that are worth opening
