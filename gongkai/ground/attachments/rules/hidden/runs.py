"""Which runs of a DOCX are not seen: hidden by themselves or a style, white on paper, too small to read."""

from dataclasses import dataclass, field

from .package import Element, named, value

_OFF = {"0", "false", "off", "none"}
_SPECK = 4  # half-points: two points and less cannot be read on paper; practice


@dataclass(frozen=True, slots=True)
class Styles:
    """For each style whether it hides what is written in it, and which stands where none is named."""

    hidden: dict[str, bool] = field(default_factory=dict)
    usual: str = ""


def read_styles(root: Element) -> Styles:
    """The styles of ``word/styles.xml``, each with what it takes from the style it is based on."""
    own, parent, usual = {}, {}, ""
    for style in named(root, "style"):
        name = value(style, "styleId")
        own[name] = _vanish(style)
        parent[name] = next((value(one, "val") for one in style.iterchildren("{*}basedOn")), "")
        if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
            usual = name
    hidden = {}
    for name in own:
        at: str = name
        for _ in range(20):  # styles may be based on one another in a ring
            if own.get(at) is not None or not at:
                break
            at = parent.get(at, "")
        hidden[name] = bool(own.get(at))
    return Styles(hidden, usual)


def _vanish(holder: Element) -> bool | None:
    for properties in holder.iterchildren("{*}rPr"):
        for one in properties.iterchildren("{*}vanish"):
            return value(one, "val") not in _OFF
    return None


def unseen(run: Element, paragraph: Element | None, styles: Styles, *, on_paper: bool) -> bool:
    """Whether nobody sees a run. ``on_paper``: not in a table or a box, where white may stand on colour."""
    own = _vanish(run)
    if own is not None:
        return own or _faint(run, paragraph, on_paper)
    by_run = any(
        styles.hidden.get(value(one, "val"), False)
        for properties in run.iterchildren("{*}rPr")
        for one in properties.iterchildren("{*}rStyle")
    )
    named_style = styles.usual
    if paragraph is not None:
        for properties in paragraph.iterchildren("{*}pPr"):
            named_style = next(
                (value(one, "val") for one in properties.iterchildren("{*}pStyle")), styles.usual
            )
    # A toggle: hidden in the style of the paragraph and in that of the run is shown again.
    return by_run != styles.hidden.get(named_style, False) or _faint(run, paragraph, on_paper)


def _faint(run: Element, paragraph: Element | None, on_paper: bool) -> bool:
    for properties in run.iterchildren("{*}rPr"):
        sizes = [value(one, "val") for one in properties.iterchildren("{*}sz")]
        if sizes and sizes[0].isdigit() and int(sizes[0]) <= _SPECK:
            return True
        if not on_paper or list(properties.iterchildren("{*}shd", "{*}highlight")):
            continue
        shaded = paragraph is not None and any(
            list(one.iterchildren("{*}shd")) for one in paragraph.iterchildren("{*}pPr")
        )
        white = [value(one, "val").upper() == "FFFFFF" for one in properties.iterchildren("{*}color")]
        if any(white) and not shaded:
            return True
    return False
