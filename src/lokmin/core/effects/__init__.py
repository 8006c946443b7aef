"""Did it help: verdicts on actions, promises kept, turns of plan-do-study-act."""

from lokmin.core.effects.verdicts import Caution, Method, Outcome, Reason, Verdict

__all__ = ["Caution", "Method", "Outcome", "Reason", "Verdict"]
