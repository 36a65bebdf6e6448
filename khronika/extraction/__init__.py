"""Text in; proposed claims out, each with its passage."""
