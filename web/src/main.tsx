import './shared/ui/ui.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { lookOf, paint, rememberedTheme } from './shared/theme/theme';

paint(lookOf(rememberedTheme()));
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
