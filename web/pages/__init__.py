"""The pages for people, one module for each kind of thing shown."""
