"""The table, the JSON document and the chart of a run."""

import html
import json
import os


def ratio(part, whole):
    return f"{part / whole:.2f}" if whole else "-"


def lines(what, timed, limit):
    """The lines of one row of cases, ours first, each with how our time relates to it."""
    ours = timed.get("aicli-web")
    order = sorted(timed, key=lambda name: (name != "aicli-web", name == limit, timed[name]["wall"]))
    yield what
    for name in order:
        figures = timed[name]
        against = "" if name == "aicli-web" or not ours else f"  ours is {ratio(ours['wall'], figures['wall'])}"
        if against and figures["memory"] and name != limit:
            against += f", memory {ratio(ours['memory'], figures['memory'])}"
        mark = " (the limit)" if name == limit else ""
        yield (f"  {name + mark:<32}{figures['wall']:>9.2f} s  cpu {figures['cpu']:>7.2f} s"
               f"  {figures['memory']:>6.0f} MB{against}")


def chart(rows):
    """An SVG with a bar for each contender: its wall time as a multiple of ours."""
    bars = []
    y = 30
    for what, timed, limit in rows:
        ours = timed.get("aicli-web")
        if not ours or len(timed) < 2:
            continue
        bars.append(f'<text x="10" y="{y}" class="what">{html.escape(what)}</text>')
        for name in sorted(timed, key=lambda name: timed[name]["wall"]):
            y += 18
            times = timed[name]["wall"] / ours["wall"]
            width = min(480, max(2, times * 40))
            kind = "ours" if name == "aicli-web" else "limit" if name == limit else "peer"
            bars.append(f'<text x="150" y="{y}" class="name">{html.escape(name)}</text>'
                        f'<rect x="160" y="{y - 11}" width="{width:.0f}" height="13" class="{kind}"/>'
                        f'<text x="{166 + width:.0f}" y="{y}" class="times">{times:.2f}</text>')
        y += 34
    style = ("text{font:12px sans-serif}.what{font-weight:bold}.name{text-anchor:end}.times{fill:#555}"
             ".ours{fill:#2563a8}.peer{fill:#b9c4d0}.limit{fill:#7a9e4b}")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="740" height="{y}" viewBox="0 0 740 {y}">'
            f"<title>Wall time as a multiple of aicli-web's</title><style>{style}</style>"
            f'<rect width="740" height="{y}" fill="#fff"/>{"".join(bars)}</svg>\n')


def write(folder, machine, rows, goals):
    """Writes results.json, the table as results.txt, and chart.svg."""
    os.makedirs(folder, exist_ok=True)
    document = {"machine": machine, "cases": [
        {"case": what, "limit": limit,
         "contenders": {name: {key: round(value, 4) for key, value in figures.items()}
                        for name, figures in timed.items()}}
        for what, timed, limit in rows],
        "goals": [{"goal": goal.what, "figure": round(goal.figure, 4), "atMost": round(goal.bound, 4), "met": goal.met}
                  for goal in goals]}
    with open(os.path.join(folder, "results.json"), "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2)
        file.write("\n")
    with open(os.path.join(folder, "results.txt"), "w", encoding="utf-8") as file:
        for row in rows:
            file.write("\n".join(lines(*row)) + "\n")
        file.write("\n".join(["goals", *(goal.line() for goal in goals)]) + "\n")
    with open(os.path.join(folder, "chart.svg"), "w", encoding="utf-8") as file:
        file.write(chart(rows))
