"""Confirmed assessments side by side: which ones, and their answers to the same questions."""
