"""Pages of the stage: uploads and their review, typed numbers, sasaran, targets, own indicators."""
