import { useId } from 'react'

export interface SelectProps<Value extends string | number> {
  label: string
  value: Value
  options: readonly Value[]
  textOf: (value: Value) => string
  onChange: (value: Value) => void
}

/** A labeled list of choices. */
export function Select<Value extends string | number>({ label, value, options, textOf, onChange }: SelectProps<Value>) {
  const id = useId()
  return (
    <div className="select">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={options.indexOf(value)}
        onChange={({ target }) => {
          const chosen = options[Number(target.value)]
          if (chosen !== undefined) onChange(chosen)
        }}
      >
        {options.map((option, index) => (
          <option key={option} value={index}>
            {textOf(option)}
          </option>
        ))}
      </select>
    </div>
  )
}
