import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useTexts } from '@/shared/i18n/texts';
import { useSession } from '@/shared/session/session';
import { Logo } from '@/shared/ui/Logo';
import { liesIn, PLACES } from './places';
import { frameWords } from './words';

const KEY = 'huawu.nav.folded';

export function Nav() {
  const t = useTexts(frameWords);
  const session = useSession();
  const { pathname } = useLocation();
  const [folded, setFolded] = useState(() => localStorage.getItem(KEY) === '1');
  const fold = (): void => {
    localStorage.setItem(KEY, folded ? '0' : '1');
    setFolded(!folded);
  };
  return (
    <nav className={folded ? 'nav is-folded' : 'nav'} aria-label={t('rooms')}>
      <div className="nav-brand">
        <Logo />
        <span className="nav-word">{t('product')}</span>
      </div>
      <ul>
        {PLACES.filter((place) => place.open(session)).map((place) => (
          <li key={place.path}>
            <Link
              to={place.path}
              className={liesIn(pathname, place) ? 'nav-link active' : 'nav-link'}
              aria-current={liesIn(pathname, place) ? 'page' : undefined}
              title={t(place.word)}
            >
              <span aria-hidden>{place.icon}</span>
              <span className="nav-word">{t(place.word)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="bare nav-fold"
        onClick={fold}
        aria-label={t(folded ? 'unfold' : 'fold')}
      >
        {folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
      </button>
    </nav>
  );
}
