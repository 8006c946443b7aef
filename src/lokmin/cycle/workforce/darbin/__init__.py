"""Villages and who answers for them: one PJ each with history, a proposal that shares them fairly, monthly reports."""
