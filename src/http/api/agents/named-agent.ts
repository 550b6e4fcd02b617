import Type, { type TString } from 'typebox';

/** The path parameter that names one of the caller's agents. */
export const namedAgent: TString = Type.String({ description: 'Its id or its name.' });
