// Loads every entry point both ways, and prints those whose names differ.
const entryPoints = [
  '@conversation-frame/contract',
  '@conversation-frame/react',
  '@conversation-frame/react/locales/ar',
  '@conversation-frame/react/locales/he',
  '@conversation-frame/server',
  '@conversation-frame/server/node',
  '@conversation-frame/server/redis',
  '@conversation-frame/simulator',
  '@conversation-frame/simulator/node',
]

const namesOf = (loaded) =>
  Object.keys(loaded)
    .filter((name) => name !== '__esModule')
    .join()

async function load() {
  for (const entryPoint of entryPoints) {
    if (namesOf(require(entryPoint)) !== namesOf(await import(entryPoint))) console.log(entryPoint)
  }
}

void load()
