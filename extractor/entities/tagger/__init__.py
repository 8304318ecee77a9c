"""tokens -> nested spans of NEREL's 29 types, by this project's own networks."""
