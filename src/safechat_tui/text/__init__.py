"""What can be done to any text: folding, measuring, wrapping, plainer letters. Pure."""
