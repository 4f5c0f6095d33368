"""What does it say? The OCR port and its adapter, the model files, lines of text."""
