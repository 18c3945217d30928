"""What the program knows of the Indonesian language: words, stems and spelling."""
