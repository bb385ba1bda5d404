"""The index of the graph and the questions people type."""
