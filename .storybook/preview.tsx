import type { Preview } from '@storybook/react-vite'
import '@conversation-frame/react/styles.css'
import { configure } from 'storybook/test'
import './stage/stage.css'
import { describeProps } from './describeProps.js'
import { StageDecorator } from './stage/StageDecorator.js'

// On a busy machine a step that usually takes milliseconds may take seconds.
configure({ asyncUtilTimeout: 10_000 })

function choice(title: string, icon: string, items: Record<string, string>) {
  return { toolbar: { title, icon, items: Object.entries(items).map(([value, title]) => ({ value, title })) } }
}

const preview: Preview = {
  decorators: [StageDecorator],
  argTypesEnhancers: [describeProps],
  globalTypes: {
    theme: choice('Theme', 'contrast', { light: 'Light', dark: 'Dark' }),
    locale: choice('Language', 'globe', { en: 'English', he: 'עברית', ar: 'العربية' }),
    width: choice('Width', 'tablet', { wide: 'Full', narrow: 'Narrow' }),
  },
  initialGlobals: { theme: 'light', locale: 'en', width: 'wide' },
  parameters: {
    layout: 'fullscreen',
    // The document in the frame belongs to the vendor.
    a11y: { test: 'error', options: { iframes: false } },
    controls: { expanded: true },
    options: {
      storySort: { order: ['Start here', 'Props', 'Recipes', 'Theming', 'Languages', 'What the browser can tell you'] },
    },
  },
}

export default preview
