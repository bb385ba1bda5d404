"""The questions of the interface as tools for assistants (Model Context Protocol)."""
