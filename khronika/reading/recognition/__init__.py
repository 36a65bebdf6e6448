"""Pictures of text: which pages need it, what their words are and how sure each is, by Tesseract inside the jail."""
