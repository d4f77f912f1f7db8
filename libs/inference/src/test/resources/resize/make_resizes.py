"""Writes what Pillow makes of small pictures. Needs numpy and a Pillow before 13; run it in this folder. Pillow 13 begins with the other
axis where that is less work, and older ones where a picture is more than 100 times as high as wide: a rounding apart.

Pixel (x, y, c) of a picture is (x * 7 + y * 13 + c * 50 + x * y) % 256. Each line ends with the sha256 of the resized picture's bytes
[height, width, 3].

resizes.txt: width, height and size of a picture that is put on a white square first, bicubic.
rules.txt, with commas: width and height of a picture, the filter, the rule and its numbers: `squash WIDTH HEIGHT`, or `edge EDGE WIDTH HEIGHT` for a shorter
side of EDGE of which the middle is kept.
"""

import hashlib

import numpy as np
from PIL import Image

SQUARES = [(64, 64, 224), (224, 224, 224), (1, 1, 224), (31, 17, 224), (17, 31, 224), (640, 123, 224), (97, 400, 224), (451, 300, 224),
           (1200, 900, 224), (2, 500, 224), (500, 2, 224), (225, 224, 224), (223, 224, 224), (50, 40, 16), (3000, 1, 32)]
RULES = [(width, height, name, rule)
         for width, height in [(64, 64), (1, 1), (31, 17), (17, 31), (640, 123), (97, 400), (451, 300), (1200, 900), (5, 500), (500, 2)]
         for name in ["bilinear", "bicubic"]
         for rule in ["squash 224 224", "squash 32 48", "edge 224 224 224", "edge 65 33 64"]]


def picture(width, height):
    y, x, c = np.mgrid[0:height, 0:width, 0:3]
    return Image.fromarray(((x * 7 + y * 13 + c * 50 + x * y) % 256).astype(np.uint8))


def white_square(image):
    side = max(image.size)
    square = Image.new("RGB", (side, side), "white")
    square.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
    return square


def apply(image, name, rule):
    resample = Image.Resampling[name.upper()]
    kind, *numbers = rule.split()
    numbers = [int(number) for number in numbers]
    if kind == "squash":
        return image.resize(tuple(numbers), resample)
    edge, width, height = numbers
    short = min(image.size)
    resized = image.resize(tuple(edge if side == short else int(edge * side / short) for side in image.size), resample)
    left, top = (resized.width - width) // 2, (resized.height - height) // 2
    return resized.crop((left, top, left + width, top + height))


def digest(image):
    return hashlib.sha256(image.tobytes()).hexdigest()


with open("resizes.txt", "w") as out:
    for width, height, size in SQUARES:
        resized = white_square(picture(width, height)).resize((size, size), Image.Resampling.BICUBIC)
        out.write(f"{width} {height} {size} {digest(resized)}\n")
with open("rules.txt", "w") as out:
    for width, height, name, rule in RULES:
        out.write(f"{width},{height},{name},{rule},{digest(apply(picture(width, height), name, rule))}\n")
