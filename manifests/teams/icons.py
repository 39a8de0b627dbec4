#!/usr/bin/env python3
"""Draws the icons of the Teams app: the roof and the heart of the web page's icon. Needs nothing but Python."""
import math
import os
import struct
import zlib

ROOF = [(7, 16.5), (16, 8), (25, 16.5)]
STROKE = 1.3
GREEN, WHITE, MINT = (11, 83, 69), (255, 255, 255), (147, 220, 195)
FINE = 6  # samples a pixel and direction


def curve(start, one, two, end, steps=24):
    for i in range(1, steps + 1):
        t = i / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield tuple(a * s + b * o + c * w + d * e for s, o, w, e in zip(start, one, two, end))


def arc(x, y, radius, steps=24):
    for i in range(1, steps + 1):
        angle = math.pi - math.pi * i / steps
        yield (x + radius * math.cos(angle), y - radius * math.sin(angle))


HEART = [
    *curve((16, 25.5), (11.8, 22.9), (10, 20.9), (10, 18.7)),
    *arc(13, 18.25, 3.03),
    *arc(19, 18.25, 3.03),
    *curve((22, 18.7), (22, 20.9), (20.2, 22.9), (16, 25.5)),
]


def in_heart(x, y):
    inside = False
    for (x1, y1), (x2, y2) in zip(HEART, HEART[1:] + HEART[:1]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def on_roof(x, y):
    for (x1, y1), (x2, y2) in zip(ROOF, ROOF[1:]):
        along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
        along = max(0, min(1, along))
        if math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)) <= STROKE:
            return True
    return False


def colour(x, y):
    return (*(WHITE if on_roof(x, y) else MINT if in_heart(x, y) else GREEN), 255)


def outline(x, y):
    return (*WHITE, 255 if on_roof(x, y) or in_heart(x, y) else 0)


def pixel(shade, column, row, scale):
    samples = [
        shade((column + (i + 0.5) / FINE) / scale, (row + (j + 0.5) / FINE) / scale)
        for i in range(FINE)
        for j in range(FINE)
    ]
    return bytes(round(sum(s[k] for s in samples) / len(samples)) for k in range(4))


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def draw(name, size, shade):
    rows = b"".join(
        b"\0" + b"".join(pixel(shade, column, row, size / 32) for column in range(size)) for row in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), "wb") as file:
        file.write(png)


draw("color.png", 192, colour)
draw("outline.png", 32, outline)
