"""How letters find their department and subject: from words to a suggestion, and how sure it is."""
