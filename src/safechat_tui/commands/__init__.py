"""The commands of the shell: each module reads what a line says and does it."""
