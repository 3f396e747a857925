const path = 'dist/index.js'

/** ES modules, as a host's bundler makes them. `external` is not counted. */
const counting = (external) => ({
  gzip: true,
  modifyEsbuildConfig: (config) => ({ ...config, format: 'esm', external }),
})
const ours = counting(['react', 'react-dom', '@tanstack/react-query', 'zod'])
const withPeers = counting(['react', 'react-dom'])

// The sizes of today, rounded up, so that they cannot grow. The goals are in scripts/size.mjs.
export default [
  { name: 'ConversationFrame', path, import: '{ ConversationFrame }', limit: '11.8 kB', ...ours },
  { name: 'everything', path, import: '*', limit: '13.2 kB', ...ours },
  {
    name: 'ConversationFrame, with react-query and zod',
    path,
    import: '{ ConversationFrame }',
    limit: '17.6 kB',
    ...withPeers,
  },
  { name: 'everything, with react-query and zod', path, import: '*', limit: '26.1 kB', ...withPeers },
]
