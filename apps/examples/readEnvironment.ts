export type Environment = Record<string, string | undefined>

/** Options of the partner client and of the handler, from environment variables. */
export function readEnvironment(env: Environment) {
  return {
    partner: {
      clientId: env.PARTNER_CLIENT_ID ?? '',
      clientSecret: env.PARTNER_CLIENT_SECRET ?? '',
      ...(env.PARTNER_BASE_URL && { baseUrl: env.PARTNER_BASE_URL }),
      ...(env.PARTNER_LOGIN_ORIGINS && { loginOrigins: env.PARTNER_LOGIN_ORIGINS.split(',') }),
      ...(env.PARTNER_TIMEOUT && { timeout: Number(env.PARTNER_TIMEOUT) }),
    },
    handler: {
      allowedOrigins: ['https://frontend.example'],
      ...(env.PUBLIC_ORIGIN && { publicOrigin: env.PUBLIC_ORIGIN }),
      ...(env.DEADLINE && { deadline: Number(env.DEADLINE) }),
    },
  }
}
