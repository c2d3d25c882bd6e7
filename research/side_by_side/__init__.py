"""Confirmed assessments beside each other: which ones, and what they answered to the same questions."""
