import { useId } from 'react'
import type { SessionBody } from '../../DashboardApi.js'
import { Avatar } from '../contacts/Avatar.js'
import { Icon } from '../Icon.js'
import { useWords } from '../settings/PreferencesProvider.js'
import { useSessionChange } from './useSession.js'

/** The signed-in user, the current agent, and sign-out. */
export function AgentMenu({ session: { user, account, agent, agents } }: { session: SessionBody }) {
  const { navigation } = useWords()
  const { mutate, isPending } = useSessionChange()
  const id = useId()
  const name = agent?.name ?? user?.name ?? ''
  return (
    <div className="agent-menu">
      <button type="button" className="agent-button" popoverTarget={id}>
        <Avatar name={name} />
        <span className="unseen">{`${navigation.switchAgent}: ${name}`}</span>
      </button>
      <div id={id} popover="auto" className="agent-popover">
        <p className="agent-user">
          <strong dir="auto">{user?.name}</strong>
          <small dir="auto">{account?.name}</small>
        </p>
        <fieldset disabled={isPending}>
          <legend>{navigation.workingAs}</legend>
          {agents.length === 0 && <p>{navigation.noAgent}</p>}
          {agents.map((each) => (
            <button
              key={each.id}
              type="button"
              className="agent-choice"
              popoverTarget={id}
              popoverTargetAction="hide"
              aria-pressed={each.id === agent?.id}
              onClick={() => mutate({ path: 'session/agent', method: 'PUT', body: { agentId: each.id } })}
            >
              <Avatar name={each.name} />
              <span dir="auto">{each.name}</span>
              {each.id === agent?.id && <Icon name="check" />}
            </button>
          ))}
        </fieldset>
        <button type="button" className="button" disabled={isPending} onClick={() => mutate({ method: 'DELETE' })}>
          <Icon name="signOut" />
          {navigation.signOut}
        </button>
      </div>
    </div>
  )
}
