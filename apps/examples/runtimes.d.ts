// What the examples use of the runtimes whose types are not installed here.
type Fetch = (request: Request) => Promise<Response>

declare const Bun: { serve(options: { port: number; hostname: string; fetch: Fetch }): void }

declare const Deno: {
  env: { get(name: string): string | undefined; toObject(): Record<string, string> }
  serve(options: { port: number; hostname: string }, fetch: Fetch): void
}
