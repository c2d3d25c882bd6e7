"""One's own account: what changed is mailed, sessions end, and a second factor is asked for."""
