"""Pages of the meeting, in the order of its life: list, before, desk, closing, papers."""
