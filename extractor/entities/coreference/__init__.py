"""What a pronoun, «страна», «ведомство» or «президент» stands for."""
