/** A parameter `:name`; not a cast `::type`. */
const parameter = /(?<![:\w]):([a-z_][a-z0-9_]*)/g;

/**
 * Puts a database's own spelling in the place of every `:name`.
 *
 * @throws Error when the SQL names a parameter that was not declared: a noun was written wrong
 */
export function spellParameters(sql: string, declared: readonly string[], spell: (name: string, index: number) => string): string {
  return sql.replace(parameter, (_, name: string) => {
    const index = declared.indexOf(name);
    if (index === -1) throw new Error(`:${name} is not declared as a parameter of: ${sql}`);
    return spell(name, index);
  });
}
