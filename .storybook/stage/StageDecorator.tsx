import { ConversationFrameProvider, type ConversationFrameProviderProps } from '@conversation-frame/react'
import type { Decorator } from '@storybook/react-vite'
import { type ReactNode, StrictMode, useState } from 'react'
import { createStage, type StageOptions } from './createStage.js'
import { LedgerPanel } from './LedgerPanel.js'
import { localeIn } from './localeIn.js'

interface StageProps {
  options: StageOptions
  globals: Record<string, unknown>
  provider: ConversationFrameProviderProps | undefined
  children: ReactNode
}

function StageView({ options, globals, provider, children }: StageProps) {
  const language = globals.locale === 'he' ? 'he' : 'en'
  const [stage] = useState(() => createStage({ ...options, simulator: { language, ...options.simulator } }))
  const locale = localeIn(globals)
  return (
    <div className="stage" data-theme={globals.theme} data-width={globals.width}>
      <div className="place" dir={locale.dir}>
        <ConversationFrameProvider
          endpoint={stage.endpoint}
          loginOrigins={stage.loginOrigins}
          locale={locale}
          // All stories on a page share one budget.
          budget={{ max: 1_000, windowMs: 300_000 }}
          {...provider}
        >
          {children}
        </ConversationFrameProvider>
      </div>
      <LedgerPanel simulator={stage.simulator} />
    </div>
  )
}

/** Gives each story its own vendor, login endpoint and container, and shows the vendor's ledger below it. */
export const StageDecorator: Decorator = (Story, { parameters, globals, args }) => {
  const options: StageOptions =
    typeof parameters.stage === 'function' ? parameters.stage(args) : (parameters.stage ?? {})
  return (
    <StrictMode>
      <StageView
        key={JSON.stringify([globals, options])}
        options={options}
        globals={globals}
        provider={parameters.provider}
      >
        <Story />
      </StageView>
    </StrictMode>
  )
}
