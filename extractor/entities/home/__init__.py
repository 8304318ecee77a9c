"""Which state whoever names none belongs to: by the scene of the passage, else by the home of the article."""
