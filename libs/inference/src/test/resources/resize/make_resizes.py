"""Writes resizes.txt: what Pillow makes of small pictures on a white square. Needs pillow and numpy; run it in this folder.

A line: width, height and size; pixel (x, y, c) of the picture is (x * 7 + y * 13 + c * 50 + x * y) % 256;
then the sha256 of the resized picture's bytes [size, size, 3].
"""

import hashlib

import numpy as np
from PIL import Image

CASES = [(64, 64, 224), (224, 224, 224), (1, 1, 224), (31, 17, 224), (17, 31, 224), (640, 123, 224), (97, 400, 224), (451, 300, 224),
         (1200, 900, 224), (2, 500, 224), (500, 2, 224), (225, 224, 224), (223, 224, 224), (50, 40, 16), (3000, 1, 32)]
lines = []
for width, height, size in CASES:
    y, x, c = np.mgrid[0:height, 0:width, 0:3]
    picture = Image.fromarray(((x * 7 + y * 13 + c * 50 + x * y) % 256).astype(np.uint8))
    side = max(width, height)
    square = Image.new("RGB", (side, side), "white")
    square.paste(picture, ((side - width) // 2, (side - height) // 2))
    resized = square.resize((size, size), Image.Resampling.BICUBIC)
    lines.append(f"{width} {height} {size} {hashlib.sha256(resized.tobytes()).hexdigest()}")
open("resizes.txt", "w").write("\n".join(lines) + "\n")
