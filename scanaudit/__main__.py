"""``python -m scanaudit``."""

from scanaudit.cli import main

if __name__ == "__main__":
    main()
