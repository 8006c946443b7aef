"""The register: every problem from its first red month until it is solved, with causes, SWOT and risks around it."""
