"""One module a screen; `frame.py` is what all of them share."""
