"""A template of one's own, beside those shipped or in their place."""

from typing import Any

WINK: dict[str, Any] = {
    "id": "consult.wink",
    "event": {"type": "CONSULT", "mode": "meet"},
    "trigger": {"lemma": ["подмигнуть"]},
    "arguments": {"actor": {"from": "subject", "required": True}, "recipient": "Dat"},
    "examples": ["{Перу|actor} {подмигнуло|CONSULT} {Чили|recipient}."],
    "counterexamples": ["Звезда подмигнула."],
}
