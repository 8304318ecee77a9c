"""hits of templates -> how certain each is, and the parties that its template left open."""
