"""What members can type and press: one file a group of commands. Parse, ask the newsroom, render."""
