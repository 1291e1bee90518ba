"""On which line of a TOML text each key stands, so that a fault can be shown where it is."""

import re

Path = tuple[str | int, ...]
HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\"' -]+?)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"\s*([A-Za-z0-9_\"'. -]+?)\s*=")
TOKENS = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*|[\[\]{}]')


def lines_of(text: str) -> dict[Path, int]:
    """Line (from 1) of each table and key of valid TOML, by its path; arrays count from 0."""
    found: dict[Path, int] = {(): 1}
    counts: dict[str, int] = {}
    here: Path = ()
    depth, open_text = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if depth == 0 and not open_text:
            if header := HEADER.match(line):
                here = _entered(header, counts)
                found.setdefault(here[:1], number)
                found[here] = number
                continue
            if key := KEY.match(line):
                found[(*here, *_names(key[1]))] = number
        depth, open_text = _after(line, depth, open_text)
    return found


def _entered(header: re.Match[str], counts: dict[str, int]) -> Path:
    names = _names(header[2])
    if header[1] == "[":
        return names
    name = ".".join(str(one) for one in names)
    counts[name] = counts.get(name, -1) + 1
    return (*names, counts[name])


def _names(dotted: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _after(line: str, depth: int, open_text: str) -> tuple[int, str]:
    """How many brackets and which long text are open at the end of a line."""
    rest = line
    while rest:
        if open_text:
            _, ending, rest = rest.partition(open_text)
            if not ending:
                return depth, open_text
            open_text = ""
            continue
        token = TOKENS.search(rest)
        if not token:
            break
        rest = rest[token.end() :]
        if token[0] in ('"""', "'''"):
            open_text = token[0]
        elif token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
    return depth, open_text


def line_at(lines: dict[Path, int], path: Path) -> int:
    """The line of this path, or of the nearest thing around it."""
    while path not in lines:
        path = path[:-1]
    return lines[path]
