"""Real servers for tests: fetched once as packages, started on loopback, stopped at the end."""
