"""The work of an action, computed: its turns, its age, when to remind and when to carry it to somebody else."""
