"""The full screens. The only room that imports Textual."""
