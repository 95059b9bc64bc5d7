/** The shape of the page while it is being fetched. */
import { Skeleton } from 'antd';

export function Opening() {
  return (
    <div className="page" aria-busy="true">
      <Skeleton active title={{ width: 180 }} paragraph={{ rows: 3 }} />
      <Skeleton active title={false} paragraph={{ rows: 8 }} />
    </div>
  );
}
