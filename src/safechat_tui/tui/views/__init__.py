"""Pure functions that lay out what a screen shows, as rows of styled pieces. No Textual here."""
