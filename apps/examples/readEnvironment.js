/** The configuration of the examples, from the environment: options of the partner client, and of the handler. */
export function readEnvironment(env) {
  return {
    partner: {
      clientId: env.PARTNER_CLIENT_ID,
      clientSecret: env.PARTNER_CLIENT_SECRET,
      baseUrl: env.PARTNER_BASE_URL,
      loginOrigins: env.PARTNER_LOGIN_ORIGINS.split(','),
      ...(env.PARTNER_TIMEOUT ? { timeout: Number(env.PARTNER_TIMEOUT) } : {}),
    },
    handler: {
      allowedOrigins: ['https://frontend.example'],
      ...(env.PUBLIC_ORIGIN ? { publicOrigin: env.PUBLIC_ORIGIN } : {}),
      ...(env.DEADLINE ? { deadline: Number(env.DEADLINE) } : {}),
    },
  }
}
