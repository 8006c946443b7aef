"""After the meeting: owners' lists, the summary to share, the press text, papers to print, health of meetings."""
