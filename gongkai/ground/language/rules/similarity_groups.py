"""Groups from pairs and how alike they are: two groups become one when they are alike on the average.

So a chain does not merge unlike ends: the two ends, never found alike, weigh against it. Texts that were not
compared count as ``floor``. As each text meets only so many others, in large groups no more than MET pairs
for each member of the smaller one are asked for: a matter of ten thousand letters stays one.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable

MET = 5  # of a text's candidates, how many at least stand in one other group if it belongs there


def groups(edges: Iterable[tuple[int, int, float]], *, floor: float, threshold: float) -> list[list[int]]:
    """Members of every group of two and more, rising; the groups by their first member.

    ``edges`` are pairs with their likeness; those at or below ``floor`` say no more than no edge.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for one, other, alike in edges:
        if one != other and alike > floor:
            near[one][other] = near[other][one] = alike - floor
    members = {number: [number] for number in near}
    wanted = threshold - floor
    heap = [(-above, one, other) for one in near for other, above in near[one].items()
            if one < other and above >= wanted]  # fmt: skip
    heapq.heapify(heap)
    while heap:
        above, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        now = _mean(near[one].get(other, 0.0), len(members[one]), len(members[other]))
        if -now != above:
            continue
        if len(near[one]) < len(near[other]):
            one, other = other, one
        members[one] += members.pop(other)
        for third, alike in near.pop(other).items():
            del near[third][other]
            if third != one:
                near[one][third] = near[third][one] = near[one].get(third, 0.0) + alike
        for third, alike in near[one].items():
            mean = _mean(alike, len(members[one]), len(members[third]))
            if mean >= wanted:
                heapq.heappush(heap, (-mean, one, third))
    return sorted(sorted(group) for group in members.values() if len(group) > 1)


def _mean(total: float, one: int, other: int) -> float:
    smaller = min(one, other)
    return total / (smaller * min(max(one, other), MET))
