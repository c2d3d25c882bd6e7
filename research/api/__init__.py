"""The read-only API for researchers: what somebody may read in the portal, as JSON for programs.

It follows the Dutch API Design Rules (2.1). Names are English and in snake_case, like those in the
stored report, which people also have as JSON. docs/guides/api.md explains how to use it.
"""

VERSION = "1.0.0"
