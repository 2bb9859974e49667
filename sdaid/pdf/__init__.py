"""Finished PDFs: what their pages draw and say, and whether two say the same."""
