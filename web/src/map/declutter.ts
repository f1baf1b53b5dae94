// Which labels of a map are shown: none covers another, nor another's mark.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Those whose box is free of the others and of what stands in the way, the first ones first. Null has no label. */
export function freeBoxes(
  boxes: readonly (Box | null)[],
  inTheWay: readonly Box[] = [],
): boolean[] {
  const taken = [...inTheWay];
  return boxes.map((box) => {
    if (!box || taken.some((other) => overlaps(box, other))) return false;
    taken.push(box);
    return true;
  });
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
