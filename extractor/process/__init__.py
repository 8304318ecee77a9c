"""What the articles, batches and threads of one process share, and how long one may take."""
