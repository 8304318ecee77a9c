"""Many articles, from files to tables."""

PART_SIZE = 256  # documents of a part: some seconds of work, and files that are worth opening
PIECE = 16  # documents of it that a process takes at once: short runs are shared out too, and the bar moves
