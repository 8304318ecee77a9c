"""entities, times, events -> facts: who holds which post where, who owns what, deals, meetings, parts of wholes."""
