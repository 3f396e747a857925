import openapi from '@conversation-frame/contract/openapi.json' with { type: 'json' }

export const title: string = openapi.info.title
