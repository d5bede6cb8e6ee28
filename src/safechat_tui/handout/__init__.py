"""The handout: one document built from guide and plan, written as text or PDF."""
