"""What was stamped, signed or stuck on: seals and their text, signatures, portraits, codes, classification.

Import ``find`` and ``Marks`` from ``scanaudit.marks.find`` (it loads OpenCV).
"""
