"""Makes the pictures of this folder and, under expected/, what Pillow decodes them to. Needs pillow and numpy; run it in this folder."""

import io
import os
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms, ImageOps

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
    profile = image.info.get("icc_profile")
    if profile and image.mode != "CMYK":
        image = to_srgb(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    if image.mode.startswith("I;16") or image.mode == "I":
        image = Image.fromarray((np.asarray(image).astype(np.uint32) >> 8).astype(np.uint8))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    image.convert("RGB").save("expected/" + name.replace(".", "_") + ".png")


def to_srgb(image, profile):
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    wanted = "L" if profile.profile.xcolor_space == "GRAY" else "RGB"
    image = ImageCms.profileToProfile(image.convert(wanted), profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    if alpha:
        image.putalpha(alpha)
    return image


def profile(space, tags):
    """An ICC profile of version 2 whose values are these tags, each already encoded."""
    body, table, at = b"", b"", 132 + 12 * len(tags)
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    white = struct.pack(">iii", *(round(v * 65536) for v in (0.9642, 1.0, 0.8249)))
    header = struct.pack(">I4sI4s4s4s", at + len(body), b"\0" * 4, 0x02400000, b"mntr", space, b"XYZ ")
    header += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + b"\0" * 28 + white + b"\0" * 48
    return header + struct.pack(">I", len(tags)) + table + body


def common():
    text = b"Weft test"
    return {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" * 79,
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
    }


def xyz(*values):
    return b"XYZ \0\0\0\0" + struct.pack(">iii", *(round(v * 65536) for v in values))


def gamma(value):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256))


def rgb_profile(red, green, blue, curve, more={}):
    colorants = {b"rXYZ": xyz(*red), b"gXYZ": xyz(*green), b"bXYZ": xyz(*blue)}
    return profile(b"RGB ", common() | colorants | {tag: curve for tag in (b"rTRC", b"gTRC", b"bTRC")} | more)


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


def interlaced(pixels):
    """The rows of the seven passes of Adam7."""
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    return b"".join(b"\0" + row.tobytes() for left, top, dx, dy in passes for row in pixels[top::dy, left::dx] if row.size)


for name, kind, pixels in (("interlaced.png", 2, RGB), ("interlacedalpha.png", 6, np.dstack([RGB, ALPHA]))):
    header = struct.pack(">IIBBBBB", W, H, 8, kind, 0, 0, 1)
    data = zlib.compress(interlaced(pixels))
    open(name, "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b""))
    expect(name)

# The colorants of Display P3 and Adobe RGB (1998), adapted to D50, as their profiles have them.
P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
ADOBE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
SRGB_CURVE = b"para\0\0\0\0" + struct.pack(">HHiiiii", 3, 0, *(round(v * 65536) for v in (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)))
p3 = rgb_profile(*P3, SRGB_CURVE)
adobe = rgb_profile(*ADOBE, gamma(2.19921875))
dot = profile(b"GRAY", common() | {b"kTRC": gamma(1.4)})
srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
save("p3.jpg", rgb, quality=95, icc_profile=p3)
save("p3exif6.jpg", rgb, quality=95, icc_profile=p3, exif=exif(6))
save("adobe.jpg", rgb, quality=95, icc_profile=adobe)
save("adobechunks.jpg", rgb, quality=95, icc_profile=rgb_profile(*ADOBE, gamma(2.19921875), {b"weft": b"data\0\0\0\0" + b"\0" * 100_000}))
save("greyp3.jpg", grey, quality=95, icc_profile=p3)
save("greycurve.jpg", grey, quality=95, icc_profile=dot)
save("p3.png", rgb, icc_profile=p3)
save("p3alpha.png", rgba, icc_profile=p3)
save("p3palette.png", palette, icc_profile=p3)
save("greycurve.png", grey, icc_profile=dot)
save("adobe.webp", rgb, lossless=True, icc_profile=adobe)
save("p3.tiff", rgb, icc_profile=p3)
rgb.save("srgb.jpg", quality=95, icc_profile=srgb)
rgb.convert("CMYK").save("cmykprofile.jpg", quality=95, icc_profile=srgb)
expect("cmykprofile.jpg")
Image.open("srgb.jpg").convert("RGB").save("expected/srgb_jpg.png")

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
