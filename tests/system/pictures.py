"""Pictures made here: small, of nobody, and some that are no pictures."""
import base64
import io
import struct
import zipfile
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(
        ">I", zlib.crc32(kind + data))


def png(width=64, height=48, seed=0, more=b""):
    """Three colours in stripes; ${seed} makes it another one."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            rows += bytes(((x * 4 + seed) % 256, (y * 5) % 256, seed % 256))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
        ">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + more +
        chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b""))


def png_huge(width, height):
    """Its head says so; there are hardly any rows."""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
        ">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
        chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b""))


def bmp(width=20, height=10):
    stride = (width * 3 + 3) // 4 * 4
    rows = b"".join(bytes((0, 0, 255)) * width + b"\0" * (stride - 3 * width)
                    for _ in range(height))
    return b"BM" + struct.pack("<IHHI", 54 + len(rows), 0, 0, 54) + \
        struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(rows),
                    2835, 2835, 0, 0) + rows


def gif(frames=1, width=2, height=2):
    frame = (b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) +
             b"\x02\x03\x84\x51\x00\x00")
    # 2 x 2 pixels: clear, 0, 0, 0, 0, end
    frame = (b"," + struct.pack("<HHHHB", 0, 0, 2, 2, 0) +
             b"\x02\x03\x04\x00\x05\x00")
    control = b"!\xf9\x04\x04\x0a\x00\x00\x00"
    return (b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) +
            b"\x20\x80\x40\xff\xff\xff" + (control + frame) * frames + b";")


# 16 x 12, of one colour; written by a browser's canvas
WEBP = base64.b64decode(
    "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")


def jpeg(photo_program, picture):
    """Any of the others as JPEG: the product's own."""
    import subprocess
    done = subprocess.run([photo_program], input=picture, check=True,
                          capture_output=True, timeout=30).stdout
    head = struct.unpack("<9q", done[:72])
    return done[72:72 + head[2]]


def exif(orientation=1, place=None, taken=b"2022:03:01 09:30:00"):
    """An APP1 segment as cameras write it: orientation, time, place."""
    def entry(tag, kind, count, value):
        return struct.pack("<HHI", tag, kind, count) + value

    def rationals(degrees):
        d = int(degrees)
        m = int((degrees - d) * 60)
        s = round(((degrees - d) * 60 - m) * 6000)
        return struct.pack("<6I", d, 1, m, 1, s, 100)

    base, data = 8, b""
    ifd0_len = 2 + 12 * 3 + 4
    ifd0 = base
    ifd2 = ifd0 + ifd0_len
    ifd2_len = 2 + 12 + 4
    ifd3 = ifd2 + ifd2_len
    ifd3_len = 2 + 12 * 4 + 4
    free = ifd3 + ifd3_len
    taken_at = free
    data += taken + b"\0"
    lat_at = free + len(data)
    lat, lon = place or (0.0, 0.0)
    data += rationals(abs(lat))
    lon_at = free + len(data)
    data += rationals(abs(lon))
    out = b"II*\0" + struct.pack("<I", ifd0)
    out += struct.pack("<H", 3) + entry(0x0112, 3, 1, struct.pack(
        "<HH", orientation, 0)) + entry(0x8769, 4, 1, struct.pack(
            "<I", ifd2)) + entry(0x8825, 4, 1, struct.pack("<I", ifd3)) + \
        struct.pack("<I", 0)
    out += struct.pack("<H", 1) + entry(0x9003, 2, len(taken) + 1,
                                        struct.pack("<I", taken_at)) + \
        struct.pack("<I", 0)
    out += struct.pack("<H", 4 if place else 0)
    if place:
        out += entry(1, 2, 2, b"N\0\0\0" if lat >= 0 else b"S\0\0\0") + \
            entry(2, 5, 3, struct.pack("<I", lat_at)) + \
            entry(3, 2, 2, b"E\0\0\0" if lon >= 0 else b"W\0\0\0") + \
            entry(4, 5, 3, struct.pack("<I", lon_at))
    else:
        out += b"\0" * 48
    out += struct.pack("<I", 0) + data
    body = b"Exif\0\0" + out
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def with_exif(jpeg_bytes, **words):
    return jpeg_bytes[:2] + exif(**words) + jpeg_bytes[2:]


def archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("a.txt", "nothing")
    return out.getvalue()
