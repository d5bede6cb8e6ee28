"""One conversation without any screen: what full screens and plain lines both hold."""
