import { Navigate } from 'react-router';
import { useSession } from '@/shared/session/session';
import { homeOf } from './places';

export function Home() {
  return <Navigate to={homeOf(useSession())} replace />;
}
