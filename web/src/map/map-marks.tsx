import { clsx } from 'clsx';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { freeBoxes, type Box } from './declutter';
import type { MapEngine } from './engine';
import type { MarkLook, SceneMark } from './scene';

const dots: Record<MarkLook, string> = {
  start: 'size-4 border-3 bg-moss',
  finish: 'size-4.5 border-3 bg-ink',
  milestone: 'size-3.5 border-2 bg-paper !border-pine',
  reached: 'size-3.5 border-2 bg-blaze',
  team: 'size-9 border-3 bg-blaze-ink text-on-blaze shadow-float',
  member: 'size-6.5 border-2 bg-pine text-on-pine text-[0.65rem]',
  me: 'size-7.5 border-3 bg-moss text-on-pine text-[0.7rem]',
  corner: 'size-6 border-2 bg-blaze-ink text-on-blaze text-[0.7rem]',
  here: 'size-4 border-3 bg-blaze',
};
/** Which lie above which. */
const heights: Record<MarkLook, number> = {
  milestone: 1,
  reached: 2,
  start: 3,
  finish: 3,
  corner: 3,
  member: 4,
  me: 5,
  team: 6,
  here: 7,
};

interface MapMarksProps {
  readonly engine: MapEngine;
  readonly marks: readonly SceneMark[];
}

/**
 * The marks of a scene over whichever map. Decoration for those who see: every page also says in words what its map
 * shows. They are moved by hand, not by React, because the map moves sixty times a second.
 */
export function MapMarks({ engine, marks }: MapMarksProps) {
  const layer = useRef<HTMLDivElement>(null);
  const latest = useRef(marks);
  useLayoutEffect(() => {
    latest.current = marks;
    if (layer.current) place(layer.current, engine, marks);
  }, [engine, marks]);
  useEffect(() => {
    engine.onMove(() => {
      if (layer.current) place(layer.current, engine, latest.current);
    });
  }, [engine]);
  return (
    <div
      ref={layer}
      aria-hidden="true"
      className="pointer-events-none absolute inset-0 overflow-hidden"
    >
      {marks.map(({ id, look, label, sign, shown = false }) => (
        <div
          key={id}
          className="absolute top-0 left-0 will-change-transform"
          style={{ zIndex: heights[look] }}
        >
          <span
            title={label}
            className={clsx(
              'pointer-events-auto absolute grid -translate-1/2 place-items-center rounded-full border-surface font-bold',
              dots[look],
            )}
          >
            {sign}
          </span>
          {shown && (
            <span className="absolute rounded-md bg-surface/85 px-1.5 py-0.5 text-xs font-semibold whitespace-nowrap text-ink">
              {label}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

/** Pixels between a mark's middle and its label, and between a label and the edge of the map. */
const beside = 11;
const edge = 4;

function place(layer: HTMLElement, engine: MapEngine, marks: readonly SceneMark[]): void {
  const elements = [...layer.children].filter((child) => child instanceof HTMLElement);
  const places = marks.map(({ at }) => engine.project(at));
  const labels = elements.map((element) => element.children[1] as HTMLElement | undefined);
  // First all that is read, then all that is written, so that the browser lays out once.
  const whole = layer.clientWidth;
  const boxes = labels.map((label, index): Box | null => {
    const at = places[index];
    if (!label || !at || at.x < 0 || at.y < 0 || at.x > whole || at.y > layer.clientHeight) {
      return null;
    }
    const { offsetWidth: width, offsetHeight: height } = label;
    // Above its mark, so that it does not lie on the line; below at the upper edge, and never past an edge.
    const left = Math.max(edge, Math.min(at.x - width / 2, whole - width - edge));
    const above = at.y - beside - height;
    const top = above >= edge ? above : at.y + beside;
    return { left, right: left + width, top, bottom: top + height };
  });
  const large = marks.flatMap(({ look }, index): Box[] => {
    const at = places[index];
    if (look !== 'team' || !at) return [];
    return [{ left: at.x - 18, right: at.x + 18, top: at.y - 18, bottom: at.y + 18 }];
  });
  const free = freeBoxes(boxes, large);
  elements.forEach((element, index) => {
    const at = places[index];
    if (!at) return;
    element.style.transform = `translate(${at.x.toFixed(1)}px, ${at.y.toFixed(1)}px)`;
    const label = labels[index];
    const box = boxes[index];
    if (label && box) {
      label.style.left = `${(box.left - at.x).toFixed(0)}px`;
      label.style.top = `${(box.top - at.y).toFixed(0)}px`;
    }
    if (label) label.style.visibility = free[index] ? 'visible' : 'hidden';
  });
}
