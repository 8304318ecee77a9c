"""The TIMEX3 value of each kind of time expression."""
