const path = 'dist/index.js'

/** ES modules, as a host's bundler makes them; `external` is what is not counted. */
const counting = (external) => ({
  gzip: true,
  modifyEsbuildConfig: (config) => ({ ...config, format: 'esm', external }),
})
const ours = counting(['react', 'react-dom', '@tanstack/react-query', 'zod'])
const withPeers = counting(['react', 'react-dom'])

// What is reached now, rounded up, so that it cannot grow. The goals are in scripts/size.mjs.
export default [
  { name: 'ConversationFrame', path, import: '{ ConversationFrame }', limit: '11.5 kB', ...ours },
  { name: 'everything', path, import: '*', limit: '12.3 kB', ...ours },
  {
    name: 'ConversationFrame, with react-query and zod',
    path,
    import: '{ ConversationFrame }',
    limit: '24.5 kB',
    ...withPeers,
  },
  { name: 'everything, with react-query and zod', path, import: '*', limit: '25.2 kB', ...withPeers },
]
