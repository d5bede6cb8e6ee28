"""The widgets everything is shown with: prepared lines, and one line to write in."""
