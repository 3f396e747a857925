/** Runs in the page: sets the value of a text field and fires the events of typing. */
export function fillField({ selector, text }: { selector: string; text: string }): void {
  const field = document.querySelector(selector)
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.focus()
    // The prototype's setter: React overrides the element's own setter to notice changes that it did not make.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text)
  } else if (field instanceof HTMLElement && field.isContentEditable) {
    field.focus()
    field.textContent = text
  } else {
    throw new TypeError(`${selector} is not a text field.`)
  }
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }))
  field.dispatchEvent(new Event('change', { bubbles: true }))
}
