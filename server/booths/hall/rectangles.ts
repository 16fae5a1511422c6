import type { Placed } from './hall-shape.ts';

export type Point = readonly [x: number, y: number];

/** The corners of a rectangle as it stands, clockwise from the one that was top left before it was turned. */
export function cornersOf({ x, y, width, height, turn }: Placed): Point[] {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([across, down]) => {
    const [dx, dy] = [(across! * width) / 2, (down! * height) / 2];
    return [middleX + dx * cos - dy * sin, middleY + dx * sin + dy * cos] as const;
  });
}

/** Whether two convex shapes share more than a border of `slack`: no line separates them (separating axis theorem). */
export function overlap(one: Point[], other: Point[], slack = 0.01): boolean {
  return [...normalsOf(one), ...normalsOf(other)].every((axis) => {
    const [a, b] = [shadow(one, axis), shadow(other, axis)];
    return Math.min(a.most, b.most) - Math.max(a.least, b.least) > slack;
  });
}

/** How far apart two convex shapes are at their nearest points; 0 where they touch or overlap. */
export function gapBetween(one: Point[], other: Point[]): number {
  if (overlap(one, other, 0)) return 0;
  return Math.min(nearest(one, other), nearest(other, one));
}

export function distanceBetween([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

export const middleOf = ({ x, y, width, height }: Placed): Point => [x + width / 2, y + height / 2];

/** The least upright rectangle around points. */
export function boundsOf(points: Point[]) {
  const [across, down] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return {
    left: Math.min(...across),
    right: Math.max(...across),
    top: Math.min(...down),
    bottom: Math.max(...down),
  };
}

function normalsOf(points: Point[]): Point[] {
  return sidesOf(points).map(([[ax, ay], [bx, by]]) => {
    const length = Math.hypot(bx - ax, by - ay) || 1;
    return [(ay - by) / length, (bx - ax) / length] as const;
  });
}

function shadow(points: Point[], [ax, ay]: Point) {
  const along = points.map(([x, y]) => x * ax + y * ay);
  return { least: Math.min(...along), most: Math.max(...along) };
}

const sidesOf = (points: Point[]): [Point, Point][] =>
  points.map((point, at) => [point, points[(at + 1) % points.length]!]);

function nearest(points: Point[], shape: Point[]): number {
  return Math.min(
    ...points.flatMap((point) => sidesOf(shape).map((side) => fromSide(point, side))),
  );
}

function fromSide(point: Point, [a, b]: [Point, Point]): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square;
  const at = Math.max(0, Math.min(1, along));
  return distanceBetween(point, [a[0] + at * dx, a[1] + at * dy]);
}
