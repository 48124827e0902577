"""The curves of a results file as one SVG: a small chart a class, both axes logarithmic."""
import math

COLOURS = {"Plejesøg": "#0b6e4f", "Plejesøg, first time": "#6fbf9f", "Tantivy": "#b5532a", "Lucene": "#3b5bb5",
           "SQLite": "#8a6d1f", "PostGIS": "#7a3e8a"}
WIDTH, HEIGHT, PAD = 300, 210, 50


def curves(results):
    sizes = sorted(int(size) for size in results["sizes"])
    series = {}
    for size in sizes:
        for name, figures in results["sizes"][size].items():
            for label, own in figures["classes"].items():
                ways = [(name, own["again"]), (name + ", first time", own["first"])] if "again" in own else \
                    [(name, own)]
                for line, times in ways:
                    series.setdefault(label, {}).setdefault(line, []).append((size, times["p50"]))
    highest = max(y for lines in series.values() for points in lines.values() for _, y in points)
    ticks = [10 ** power for power in range(0, math.ceil(math.log10(highest)) + 1)]
    columns = 3
    rows = -(-len(series) // columns)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{columns * WIDTH}" '
             f'height="{rows * HEIGHT + 50}" font-family="sans-serif" font-size="11">',
             '<rect width="100%" height="100%" fill="white"/>']

    def x(size):
        span = math.log10(sizes[-1] / sizes[0]) or 1
        return PAD + (WIDTH - PAD - 14) * math.log10(size / sizes[0]) / span

    def y(time):
        return HEIGHT - 30 - (HEIGHT - 60) * math.log10(max(time, 1)) / math.log10(ticks[-1])

    for place, (label, lines) in enumerate(series.items()):
        left, top = place % columns * WIDTH, place // columns * HEIGHT
        parts.append(f'<g transform="translate({left},{top})"><text x="{PAD}" y="18" font-weight="bold">'
                     f'{label}</text>')
        for tick in ticks:
            parts.append(f'<line x1="{PAD}" x2="{WIDTH - 14}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" '
                         'stroke="#ddd"/>'
                         f'<text x="{PAD - 4}" y="{y(tick) + 4:.1f}" text-anchor="end">{named(tick)}</text>')
        for size in sizes:
            parts.append(f'<text x="{x(size):.1f}" y="{HEIGHT - 14}" text-anchor="middle">'
                         f'{size // 1000:,} k</text>')
        for name, points in lines.items():
            path = " ".join(f"{x(size):.1f},{y(time):.1f}" for size, time in points)
            dash = ' stroke-dasharray="4 3"' if "first" in name else ""
            parts.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS.get(name, "#555")}" '
                         f'stroke-width="2"{dash}/>')
        parts.append("</g>")
    for place, (name, colour) in enumerate(COLOURS.items()):
        left = 20 + place * 145
        parts.append(f'<rect x="{left}" y="{rows * HEIGHT + 14}" width="14" height="4" fill="{colour}"/>'
                     f'<text x="{left + 20}" y="{rows * HEIGHT + 20}">{name}</text>')
    parts.append(f'<text x="20" y="{rows * HEIGHT + 42}">p50 of a question, top 20 with ids, one thread; '
                 f'{results["machine"]}, commit {results["commit"]}, {results["date"]}</text></svg>')
    return "\n".join(parts) + "\n"


def named(microseconds):
    return f"{microseconds} µs" if microseconds < 1000 else \
        f"{microseconds // 1000} ms" if microseconds < 1_000_000 else f"{microseconds // 1_000_000} s"
