// Storybook imports these only when a story runs. The first story of each file would load them inside its own time limit, which
// takes seconds on a fresh clone.
import 'axe-core'
import 'react-dom/client'
