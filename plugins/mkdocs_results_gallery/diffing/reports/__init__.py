"""The writers of a comparison."""
