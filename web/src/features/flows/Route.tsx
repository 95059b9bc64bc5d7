/** A line of the drawing: around other nodes where the layout found a way, else straight on; its words upon it. */
import { BaseEdge, getBezierPath, type Edge as Line, type EdgeProps } from '@xyflow/react';
import { HEIGHT, pathThrough, type Route as Found } from './layout';

export type RouteLine = Line<{ route: Found | null }, 'route'>;

const AWAY = 14;

/** Out of a node and over its top back into it. */
function around({ sourceX, sourceY, targetX, targetY }: EdgeProps<RouteLine>): [string, number, number] {
  const top = targetY - HEIGHT / 2 - AWAY;
  const path = `M ${sourceX} ${sourceY} h ${AWAY} V ${top} H ${targetX - AWAY} V ${targetY} H ${targetX}`;
  return [path, (sourceX + targetX) / 2, top];
}

export function Route(given: EdgeProps<RouteLine>) {
  const { sourceX, sourceY, targetX, targetY, data, label, markerEnd } = given;
  const [curve, middleX, middleY] = given.source === given.target ? around(given) : getBezierPath(given);
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
