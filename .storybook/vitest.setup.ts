// Storybook imports these only when a story runs. On a fresh clone that takes seconds, within the time limit of each file's first story.
import 'axe-core'
import 'react-dom/client'
