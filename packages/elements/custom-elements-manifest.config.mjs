export default {
  globs: ['src/**/*.ts'],
  exclude: ['src/**/*.{test,stories,harness,styles}.ts', 'src/**/*.terms*.ts'],
  outdir: 'dist',
  litelement: true,
};
