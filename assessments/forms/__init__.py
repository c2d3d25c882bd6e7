"""What is filled in: each module has the forms of one subject."""
