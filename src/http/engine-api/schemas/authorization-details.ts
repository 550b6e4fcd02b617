import Type, { type TArray, type TObject, type TOptional, type TString } from 'typebox';
import type { AuthorizationDetail } from '../../../protocol/authorization-detail.ts';
import { parseObject } from '../../../protocol/jose/parse-object.ts';
import { type OptionalText, type OptionalTexts, optionalText, optionalTexts } from './members.ts';

/** Members that authorization details of many types have in common (RFC 9396 §2.2), as they are called here. */
const common = [
  ['locations', 'locations'],
  ['actions', 'actions'],
  ['datatypes', 'dataTypes'],
  ['identifier', 'identifier'],
  ['privileges', 'privileges'],
] as const;

/** Authorization details as this interface writes them: what has no member of its own is in the text of a JSON object. */
export const authorizationDetails: TObject<{
  elements: TOptional<
    TArray<
      TObject<{
        type: TString;
        locations: OptionalTexts;
        actions: OptionalTexts;
        dataTypes: OptionalTexts;
        identifier: OptionalText;
        privileges: OptionalTexts;
        otherFields: OptionalText;
      }>
    >
  >;
}> = Type.Object(
  {
    elements: Type.Optional(
      Type.Array(
        Type.Object({
          type: Type.String(),
          locations: optionalTexts('Resources.'),
          actions: optionalTexts('What may be done.'),
          dataTypes: optionalTexts('Kinds of data.'),
          identifier: optionalText('One resource.'),
          privileges: optionalTexts('Levels of privilege.'),
          otherFields: optionalText('All other members: the text of a JSON object.'),
        }),
      ),
    ),
  },
  {
    $id: 'EngineAuthorizationDetails',
    description:
      'What is allowed in particular (RFC 9396): `{"elements":[{"type":…}]}`, where JSON of other members is text in `otherFields`.',
  },
);

/** Authorization details, in their members of this interface. */
export interface DetailsBody {
  readonly elements?: readonly Readonly<Record<string, unknown>>[] | undefined;
}

function describeDetail(detail: AuthorizationDetail): Readonly<Record<string, unknown>> {
  const described: Record<string, unknown> = { type: detail.type };
  const others: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(detail)) {
    const known = common.find(([wire]) => wire === name);
    if (known !== undefined) described[known[1]] = value;
    else if (name !== 'type') others[name] = value;
  }
  return Object.keys(others).length === 0 ? described : { ...described, otherFields: JSON.stringify(others) };
}

/** Writes what is on the wire as `{elements}`. */
export const describeDetails = (details: readonly AuthorizationDetail[]): DetailsBody => ({ elements: details.map(describeDetail) });

/** Reads `{elements}` as they would be on the wire. Other fields that are no JSON object are left aside, as is what names a member of its own. */
export const readDetails = ({ elements = [] }: DetailsBody): readonly AuthorizationDetail[] =>
  elements.map(({ type, otherFields, ...members }) => {
    const known = common.filter(([, name]) => members[name] !== undefined).map(([wire, name]) => [wire, members[name]]);
    const others = typeof otherFields === 'string' ? parseObject(otherFields) : undefined;
    return { ...others, ...Object.fromEntries(known), type: String(type) };
  });
