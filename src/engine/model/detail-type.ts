/** What a value of an authorization detail must be: the part of JSON Schema that such details need. */
export interface DetailSchema {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  /** The values that are allowed. */
  readonly enum?: readonly (string | number | boolean)[];
  /** string: most letters. */
  readonly maxLength?: number;
  /** number, integer */
  readonly minimum?: number;
  readonly maximum?: number;
  /** array */
  readonly items?: DetailSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** object */
  readonly properties?: Readonly<Record<string, DetailSchema>>;
  readonly required?: readonly string[];
  /** object: whether members without a schema are allowed. @default false */
  readonly additionalProperties?: boolean;
}

/** A type of authorization details that a service knows (RFC 9396 §2.1). */
export interface DetailType {
  /** The value of `type`. */
  readonly name: string;
  /** What the consent page says it is. */
  readonly description: string;
  /** The members besides `type`. */
  readonly schema: DetailSchema & { readonly type: 'object' };
}
