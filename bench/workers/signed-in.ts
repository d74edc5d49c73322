/** The context of a request whose publisher is signed in. The platform's own methods refuse another `this`. */
export const signedIn = (context: ExecutionContext): ExecutionContext =>
  Object.assign(Object.create(context), {
    access: { getIdentity: async () => ({ email: 'bench@localhost' }) },
    exports: context.exports,
    waitUntil: (promise: Promise<unknown>) => context.waitUntil(promise),
  }) as ExecutionContext;
