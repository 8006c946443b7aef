"""Before a meeting: letters and answers, presenters' pages, the input box, focus topics, letters, the agenda."""
