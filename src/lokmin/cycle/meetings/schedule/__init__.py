"""The kinds of meetings as one office has them, its year's schedule, reminders and calendars (domain.md 1.3, 2.5)."""
