"""Makes the pictures of this folder and, under expected/, what Pillow decodes them to. Needs pillow and numpy; run it in this folder."""

import io
import os
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps

W, H = 37, 23
y, x = np.mgrid[0:H, 0:W]
RGB = np.stack([x * 6, y * 10, (x * y) // 4 + 20], -1).astype(np.uint8)
RGB[:6, :9] = (250, 10, 10)
ALPHA = np.clip(x * 8 - y * 3, 0, 255).astype(np.uint8)
rgb = Image.fromarray(RGB)
rgba = Image.fromarray(np.dstack([RGB, ALPHA]))
grey = Image.fromarray(RGB[..., 1])
grey16 = Image.fromarray((x * 1700 + y * 13).astype(np.uint16))
palette = rgb.quantize(40)
os.makedirs("expected", exist_ok=True)


def save(name, image, **options):
    image.save(name, **options)
    expect(name)


def expect(name):
    image = Image.open(name)
    image.load()
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I;16") or image.mode == "I":
        image = Image.fromarray((np.asarray(image).astype(np.uint32) >> 8).astype(np.uint8))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    image.convert("RGB").save("expected/" + name.replace(".", "_") + ".png")


def exif(orientation):
    data = Image.Exif()
    data[0x0112] = orientation
    return data


for orientation in range(1, 9):
    save(f"exif{orientation}.jpg", rgb, quality=95, subsampling=0, exif=exif(orientation))
save("subsampled.jpg", rgb, quality=90, subsampling=2)
save("progressive.jpg", rgb, quality=90, progressive=True)
save("grey.jpg", grey, quality=95)
save("rgb.jpg", rgb, quality=95, keep_rgb=True)
save("cmyk.jpg", rgb.convert("CMYK"), quality=95)
ycck = open("cmyk.jpg", "rb").read()
at = ycck.index(b"Adobe") + 11
open("ycck.jpg", "wb").write(ycck[:at] + b"\x02" + ycck[at + 1 :])
expect("ycck.jpg")

save("rgb.png", rgb)
save("rgba.png", rgba)
save("grey.png", grey)
save("greyalpha.png", rgba.convert("LA"))
save("grey16.png", grey16)
save("onebit.png", grey.convert("1"))
save("palette.png", palette)
save("palettealpha.png", palette, transparency=bytes(range(0, 240, 6)))
save("colourkey.png", rgb, transparency=(250, 10, 10))
save("exif6.png", rgb, exif=exif(6))
rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in RGB.astype(np.uint16) * 257)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


open("rgb16.png", "wb").write(
    b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", W, H, 16, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
)
expect("rgb16.png")
frames = [rgb.transpose(t) for t in (0, 1, 3)]
save("animated.png", rgb, save_all=True, append_images=frames)

save("palette.gif", palette)
save("animated.gif", palette, save_all=True, append_images=[f.quantize(30) for f in frames])
transparent = rgba.copy()
transparent.putalpha(Image.fromarray(np.where(ALPHA > 100, 255, 0).astype(np.uint8)))
save("transparent.gif", transparent)

save("lossy.webp", rgb, quality=90)
save("lossless.webp", rgb, lossless=True)
save("lossyalpha.webp", rgba, quality=90)
save("losslessalpha.webp", rgba, lossless=True, exact=True)
save("animated.webp", rgb, save_all=True, append_images=frames, lossless=True)
save("exif8.webp", rgb, lossless=True, exif=exif(8))

save("rgb.bmp", rgb)
save("grey.bmp", grey)
save("palette.bmp", palette)
save("onebit.bmp", grey.convert("1"))
save("rgba.bmp", rgba)

save("rgb.tiff", rgb)
save("lzw.tiff", rgb, compression="tiff_lzw")
save("deflate.tiff", rgb, compression="tiff_adobe_deflate")
save("packbits.tiff", rgb, compression="packbits")
save("rgba.tiff", rgba)
save("grey.tiff", grey)
save("grey16.tiff", grey16)
save("pages.tiff", rgb, save_all=True, append_images=frames)
save("exif3.tiff", rgb, tiffinfo={0x0112: 3})
