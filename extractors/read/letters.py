"""Letters by which a file's text is measured."""


def letters(text: str) -> int:
    """How many letters a text has; digits, marks and spaces are written differently from format to format."""
    return sum(map(str.isalpha, text))
