"""Print how much of the cases is read right: `python -m tests.cases.measure`."""

from __future__ import annotations

from collections import Counter

from tests.cases.annotated import attributions, cases, deadlines, nodes


def main() -> None:
    exact = right = found = wanted = due_right = due = 0
    for case in cases():
        plan, _ = case.read()
        expected = case.expected
        same = nodes(plan) == expected["nodes"]
        exact += same
        mine = Counter(attributions(plan))
        theirs = Counter(tuple(row[:3]) for row in expected["attributions"])
        right += (mine & theirs).total()
        found, wanted = found + mine.total(), wanted + theirs.total()
        read = {str(row) for row in deadlines(plan)}
        annotated = {str(row) for row in expected["deadlines"]}
        due_right += len(read & annotated)
        due += len(read | annotated)
        if not same or mine != theirs or read != annotated:
            print(f"differs: {case.name}")
    print(f"structure exact {exact}/{len(cases())}")
    print(f"attribution F1 {2 * right / (found + wanted):.3f} ({right} of {wanted})")
    print(f"deadlines {due_right}/{due}")


if __name__ == "__main__":
    main()
