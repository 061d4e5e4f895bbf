"""What can be read off two texts to compare them: kind of sentence, names, figures, and whether they are copies."""
