"""Wordings of times, read from the tokens of a line: numbers, clocks, days, periods, lengths, ranges, sets."""
