"""Who may do what: accounts with their passwords, sessions and tokens, and the log of deeds."""
