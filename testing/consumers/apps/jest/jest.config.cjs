// As in docs/guides/testing-your-integration.md.
module.exports = {
  testEnvironment: 'jsdom',
  transformIgnorePatterns: ['/node_modules/(?!(?:\\.pnpm/)?@conversation-frame)'],
}
