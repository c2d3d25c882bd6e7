"""Why a row of the history exists, where that isn't that somebody wrote something.

With these, what people did can be told from what followed from it.
"""

MOVED = "moved"  # the part went elsewhere
SHIFTED = "shifted"  # others came before it, or left
COPIED = "copied"  # a new version was begun as a copy
DECIDED = "decided"  # whether a question is still the same one
