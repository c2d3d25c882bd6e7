"""The guides of docs/guides/ as pages of the portal, and which section is about which page."""
