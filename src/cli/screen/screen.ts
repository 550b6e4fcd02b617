/** The whole terminal, drawn anew at will. */
export interface Screen {
  /** How many lines and columns there are now. */
  size(): { readonly rows: number; readonly columns: number };
  /** Shows these lines from the top, and nothing else. */
  draw(lines: readonly string[]): void;
  /**
   * Waits for a key, by its name: `up`, `enter`, `escape`, `ctrl-c`, or the letter it types; `end` if the keyboard is gone, and
   * `resize` if the screen has another size now.
   */
  readKey(): Promise<string>;
  close(): void;
}
