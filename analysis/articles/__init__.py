"""What we read: articles and stories, their storage, and the import of raw pages."""
