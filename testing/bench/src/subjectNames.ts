import type { Subject } from './buildPage.js'

/** Their names in the tables. */
export const subjectNames: Record<Subject, string> = {
  conversationFrame: '`<ConversationFrame>`',
  handWritten: 'hand-written fetch and iframe',
  quickSight: 'amazon-quicksight-embedding-sdk',
  looker: '@looker/embed-sdk',
  superset: '@superset-ui/embedded-sdk',
}
