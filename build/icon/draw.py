"""Draws src/icon.png, the icon of the packages: a speech bubble that holds a pair of braces. Needs nothing but Python."""
import math
import pathlib
import struct
import zlib

SIZE, SAMPLES = 128, 4


def box(x, y, left, top, right, bottom, radius):
    """The distance to a rectangle with round corners; negative inside."""
    dx = max(left + radius - x, x - right + radius, 0)
    dy = max(top + radius - y, y - bottom + radius, 0)
    return math.hypot(dx, dy) - radius


def segment(x, y, ax, ay, bx, by):
    """The distance to a line between two points."""
    t = max(0, min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)))
    return math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))


def brace(x, y):
    """The distance to the axis of a left brace."""
    points = [(52, 40), (46, 42), (45, 48), (45, 54), (39, 59), (45, 64), (45, 70), (46, 76), (52, 78)]
    return min(segment(x, y, *a, *b) for a, b in zip(points, points[1:]))


def tail(x, y):
    """Whether a point is in the tail of the bubble."""
    return 88 <= y <= 112 and 34 <= x <= 60 - (y - 88) * 0.95


def color(x, y):
    """The color of a point and whether it is covered at all."""
    if box(x, y, 0, 0, 128, 128, 28) > 0:
        return (0, 0, 0, 0)
    shade = (x + y) / 256
    back = (int(20 + 10 * shade), int(92 + 60 * (1 - shade)), int(140 + 60 * shade), 255)
    if box(x, y, 16, 26, 112, 92, 18) > 0 and not tail(x, y):
        return back
    dots = math.hypot(x - 64, y - 59) - 4.5
    braces = min(brace(x, y), brace(128 - x, y)) - 3.4
    return back if min(dots, braces) <= 0 else (255, 255, 255, 255)


def pixel(column, row):
    """The mean color of a pixel's samples."""
    steps = [(i + 0.5) / SAMPLES for i in range(SAMPLES)]
    colors = [color(column + dx, row + dy) for dx in steps for dy in steps]
    alpha = sum(c[3] for c in colors)
    return bytes([*(round(sum(c[i] * c[3] for c in colors) / max(alpha, 1)) for i in range(3)), round(alpha / len(colors))])


def chunk(kind, data):
    """One chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
(pathlib.Path(__file__).parents[2] / "src" / "icon.png").write_bytes(png)
