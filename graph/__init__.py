"""What the graph is made of, where it is kept, and what can be asked of it."""
