"""Paper: one document model, many renderers. No Django."""
