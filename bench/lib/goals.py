"""What the program is held to, worked out from the rows of a run."""

ROUND_TRIP = 0.020


class Goal:
    """A figure, and what it may be at most."""

    def __init__(self, what, figure, bound, unit=""):
        self.what = what
        self.figure = figure
        self.bound = bound
        self.unit = unit

    @property
    def met(self):
        return self.figure <= self.bound

    def line(self):
        return (f"  {'met   ' if self.met else 'MISSED'}  {self.what}: {self.figure:.2f}{self.unit},"
                f" at most {self.bound:.2f}{self.unit}")


def goals(rows, start):
    """The goals whose rows are there. `start` is what the least command of ours takes, in seconds."""
    timed = {what: contenders for what, contenders, _ in rows if "aicli-web" in contenders}
    return [goal for goal in _all(timed, start) if goal is not None]


def _all(timed, start):
    def against(row, name, figure, most, what):
        contenders = timed.get(row, {})
        if name not in contenders:
            return None
        return Goal(what, contenders["aicli-web"][figure] / contenders[name][figure], most)

    def seconds(row, most):
        return Goal(row, timed[row]["aicli-web"]["wall"], most, " s") if row in timed else None

    yield seconds("g. --version", 0.30)
    yield seconds("g. migrate status on SQLite", 0.40)
    nothing = "a. up with 1000 applied and nothing to do"
    yield against(nothing, "flyway", "wall", 0.7, nothing + ", of Flyway's time")
    yield against(nothing, "flyway", "memory", 0.6, nothing + ", of Flyway's memory")
    few, many = (timed.get(f"a. up with {count} applied and nothing to do") for count in (100, 10000))
    if few and many:
        yield Goal("a. nothing to do, 10,000 applied, of 100 applied",
                   many["aicli-web"]["wall"] / few["aicli-web"]["wall"], 2)
    for count in (100, 1000, 10000):
        row = f"b. up of {count} migrations"
        if "psql" in timed.get(row, {}):
            yield Goal(row + ", 1.3 of psql's time and start", timed[row]["aicli-web"]["wall"],
                       1.3 * timed[row]["psql"]["wall"] + start, " s")
        yield against(row, "flyway", "wall", 0.5, row + ", of Flyway's time")
        row = f"c. up of {count} migrations, 20 ms a round trip"
        if row in timed:
            yield Goal(row, timed[row]["aicli-web"]["wall"], 1.2 * count * ROUND_TRIP + start, " s")
    for row in timed:
        if row.startswith("d. "):
            yield against(row, "psql", "wall", 1.25, row + ", of psql's time")
