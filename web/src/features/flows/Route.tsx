/** A line of the drawing: around other nodes where the layout found a way, else straight on; its words upon it. */
import { BaseEdge, getBezierPath, type Edge as Line, type EdgeProps } from '@xyflow/react';
import { pathThrough, type Route as Found } from './layout';

export type RouteLine = Line<{ route: Found | null }, 'route'>;

export function Route(given: EdgeProps<RouteLine>) {
  const { sourceX, sourceY, targetX, targetY, data, label, markerEnd } = given;
  const [curve, middleX, middleY] = getBezierPath(given);
  const route = data?.route;
  const all = [{ x: sourceX, y: sourceY }, ...(route?.points ?? []), { x: targetX, y: targetY }];
  return (
    <BaseEdge
      id={given.id}
      path={route ? pathThrough(all) : curve}
      label={label}
      labelX={route?.words.x ?? middleX}
      labelY={route?.words.y ?? middleY}
      labelShowBg
      labelBgPadding={[4, 2]}
      labelBgBorderRadius={4}
      markerEnd={markerEnd}
    />
  );
}
