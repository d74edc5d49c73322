// wrangler runs this before it builds by wrangler.toml, and tells for which command: `dev` is npm start, `types` writes
// types, all others upload. What builds without uploading sets BUILD_ONLY.

const { WRANGLER_COMMAND = '', BUILD_ONLY } = process.env;
if (!['dev', 'types'].includes(WRANGLER_COMMAND) && !BUILD_ONLY) {
  const [{ terminalLanguage }, { deployMessage }] = await Promise.all([
    import('./terminal-language.ts'),
    import('./deploy/messages.ts'),
  ]);
  console.error(deployMessage(terminalLanguage(), 'bareDeployment'));
  process.exitCode = 1;
}

export {};
