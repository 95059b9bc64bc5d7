import './shared/theme/tokens.css';
import './shared/ui/ui.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { paint, rememberedTheme } from './shared/theme/theme';

paint(rememberedTheme());
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
