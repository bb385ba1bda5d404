"""The server: what is done once before it answers, its workers, and what stands around the site."""
