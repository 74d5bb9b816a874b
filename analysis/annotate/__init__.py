"""What one text says: spans and counts per sentence, without pandas."""
