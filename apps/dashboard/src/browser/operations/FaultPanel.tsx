import type { Faults } from '@conversation-frame/simulator'
import { useMutation } from '@tanstack/react-query'
import type { OperationsBody } from '../../DashboardApi.js'
import { callApi } from '../callApi.js'
import { useWords } from '../settings/PreferencesProvider.js'
import type { Words } from '../words/Words.js'
import * as options from './FaultSwitches.js'
import { Select } from './Select.js'

/** Switches for the vendor's faults. They show the simulator's own state. */
export function FaultPanel({ faults }: { faults: Faults }) {
  const { faults: words } = useWords()
  const { mutate, error } = useMutation({
    mutationFn: (switches: options.FaultSwitches) =>
      callApi<OperationsBody>('operations/faults', 'PUT', options.faultsOf(switches)),
  })
  const switches = options.switchesOf(faults)
  const broken = options.countBroken(switches)
  const set = (change: Partial<options.FaultSwitches>) => mutate({ ...switches, ...change })
  const page = (outcome: options.FaultSwitches['loginPage']) => outcomeText(outcome, words)
  return (
    <section className="card faults" aria-labelledby="faults-title">
      <header>
        <h2 id="faults-title">{words.title}</h2>
        <p role="status" className={broken > 0 ? 'pill broken' : 'pill'}>
          {broken > 0 ? words.broken(broken) : words.healthy}
        </p>
      </header>
      <Select
        label={words.api}
        value={switches.api}
        options={options.apiOutcomes}
        textOf={(outcome) => outcomeText(outcome, words)}
        onChange={(api) => set({ api })}
      />
      <Select
        label={words.apiDelay}
        value={switches.delay}
        options={options.delays}
        textOf={(delay) => (delay === 0 ? words.atOnce : words.seconds(delay))}
        onChange={(delay) => set({ delay })}
      />
      <Select
        label={words.link}
        value={switches.link}
        options={options.linkKinds}
        textOf={(kind) =>
          ({
            good: words.linkGood,
            foreign: words.linkForeign,
            escaped: words.linkEscaped,
            missing: words.linkMissing,
            repeated: words.linkRepeated,
          })[kind]
        }
        onChange={(link) => set({ link })}
      />
      <label className="check">
        <input type="checkbox" checked={switches.once} onChange={({ target }) => set({ once: target.checked })} />
        {words.once}
      </label>
      <hr />
      <Select
        label={words.loginPage}
        value={switches.loginPage}
        options={options.pageOutcomes}
        textOf={page}
        onChange={(loginPage) => set({ loginPage })}
      />
      <Select
        label={words.framing}
        value={switches.framing}
        options={options.framings}
        textOf={(each) => ({ allow: words.frameAllow, sameorigin: words.frameSameOrigin, deny: words.frameDeny })[each]}
        onChange={(framing) => set({ framing })}
      />
      <Select
        label={words.cookie}
        value={switches.cookie}
        options={options.cookies}
        textOf={(each) =>
          ({ lax: words.cookieLax, none: words.cookieNone, partitioned: words.cookiePartitioned })[each]
        }
        onChange={(cookie) => set({ cookie })}
      />
      <Select
        label={words.throttle}
        value={switches.throttle}
        options={options.limits}
        textOf={(each) => ({ off: words.noLimit, stock: words.throttleStock })[each]}
        onChange={(throttle) => set({ throttle })}
      />
      <Select
        label={words.sessionCap}
        value={switches.sessionCap}
        options={options.caps}
        textOf={(each) => ({ off: words.noLimit, 25: words.capStock, 1: words.capOne })[each]}
        onChange={(sessionCap) => set({ sessionCap })}
      />
      <p className="form-problem" role="alert">
        {error?.message}
      </p>
      <button type="button" className="button primary" onClick={() => mutate(options.healthy)}>
        {words.heal}
      </button>
    </section>
  )
}

function outcomeText(outcome: options.FaultSwitches['api' | 'loginPage'], words: Words['faults']): string {
  switch (outcome) {
    case 'ok':
      return words.asUsual
    case 'hang':
    case 'drop':
    case 'malformed':
    case 'html':
      return words[outcome]
    default:
      return outcome.startsWith('reason ') ? reasonText(Number(outcome.slice(7)), words) : words.status(Number(outcome))
  }
}

function reasonText(reason: number, words: Words['faults']): string {
  const meaning = words[`reason${reason}` as `reason${(typeof options.reasons)[number]}`]
  return words.reason(reason, meaning)
}
