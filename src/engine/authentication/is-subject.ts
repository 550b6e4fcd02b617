const subjectText = /^[\x20-\x7e]{1,100}$/;

/** Whether a front end may name a person so: a subject is kept, compared and written into tokens, in ASCII (OpenID Connect Core §2, `sub`). */
export const isSubject = (text: string): boolean => subjectText.test(text);
