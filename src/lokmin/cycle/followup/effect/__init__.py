"""Did it help: the effect of each action with its picture, promises kept, turns of plan-do-study-act."""
