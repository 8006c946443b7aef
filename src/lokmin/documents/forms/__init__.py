"""What each paper of the lokmin contains; renderers say how it is written."""
