"""What each paper of a lokmin contains: functions from plain records to a ``Document``."""
