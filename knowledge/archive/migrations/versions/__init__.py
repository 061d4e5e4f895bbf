"""One file a migration, named by its place in the line."""
