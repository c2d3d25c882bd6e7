"""The read-only API for researchers: what somebody may read in the portal, as JSON for a program.

It follows the Dutch API Design Rules (2.1). Names are English and in snake_case, because they are
those of the stored report, which people already have as JSON. docs/guides/api.md tells how to use
it.
"""

VERSION = "1.0.0"
