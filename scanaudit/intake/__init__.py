"""What was uploaded? Sources, their pages as pixels, and the typed problems of what cannot be opened."""
