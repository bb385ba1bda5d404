"""The site: pages for people, JSON for programs."""
