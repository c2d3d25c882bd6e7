"""Pictures beside the text: plain values in, a drawing and its table out, without queries.

A drawing says everything by shape and word, so that it works in greyscale, and has a text
alternative; its numbers stand beside it in a table.
"""

from .drawing import Drawing, Picture, Table
from .judgement_progress import progress_picture
from .network import MapColumn, NetworkRow, network_map
from .progress_periods import ProgressPoint, ProgressRow
from .theme_progress import progress_by_theme

__all__ = [
    "Drawing",
    "MapColumn",
    "NetworkRow",
    "Picture",
    "ProgressPoint",
    "ProgressRow",
    "Table",
    "network_map",
    "progress_by_theme",
    "progress_picture",
]
