"""HTML -> PDF: tagged for screen readers, fetching nothing, the same bytes for the same input. Knows nothing of
assessments."""

from .rendering import Attached, NothingFetcher, Variant, render_pdf

__all__ = ["Attached", "NothingFetcher", "Variant", "render_pdf"]
