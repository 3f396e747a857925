import { generate } from 'selfsigned'

/** A key and its certificate, in PEM format. */
export interface Certificate {
  key: string
  cert: string
}

/** Host names that resolve to this machine in every engine. `host.localhost` and `vendor.localhost` are different sites. */
const names = [
  'localhost',
  '*.localhost',
  ...['host', 'vendor', 'other'].flatMap((site) => [`${site}.localhost`, `*.${site}.localhost`]),
]

let certificate: Promise<Certificate> | undefined

/** A certificate for `localhost`, `*.localhost`, and the subdomains of `host`, `vendor` and `other.localhost`. One per process. */
export function selfSignedCertificate(): Promise<Certificate> {
  certificate ??= create()
  return certificate
}

async function create(): Promise<Certificate> {
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          { type: 7 as const, ip: '127.0.0.1' },
          { type: 7 as const, ip: '::1' },
        ],
      },
    ],
  })
  return { key: pems.private, cert: pems.cert }
}
