// TypeScript checks that a module imported for its effects exists; without this it does not find a stylesheet.
export {}
