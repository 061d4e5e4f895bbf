"""What people see and touch: the command line, the Discord bot and its browser preview."""
