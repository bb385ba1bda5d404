"""Documents in, graph fragments out."""
