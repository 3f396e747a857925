export default {
  mode: 'production',
  entry: './src/main.js',
  module: { rules: [{ test: /\.css$/, type: 'css/auto' }] },
  performance: false,
}
