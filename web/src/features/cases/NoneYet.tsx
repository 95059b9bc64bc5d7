/** None yet: what would stand here, and for who arranges it the way to where it is arranged. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { may, useSession } from '@/shared/session/session';
import { Empty } from '@/shared/ui/Empty';

interface NoneYetProps {
  icon: ReactNode;
  title: string;
  text: string;
  /** Where it is arranged, and how the way there is called. */
  to: string;
  way: string;
  /** Said to who cannot arrange it. */
  ask?: string;
}

export function NoneYet({ icon, title, text, to, way, ask }: NoneYetProps) {
  const arranges = may(useSession(), 'cases.arrange', 'config.change');
  return (
    <Empty icon={icon} title={title} actions={arranges ? <Link to={to}>{way}</Link> : null}>
      {text} {arranges ? null : ask}
    </Empty>
  );
}
