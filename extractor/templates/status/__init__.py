"""Whether an act is: denied, planned, supposed or done, by the words over it and by what is made of its telling."""
